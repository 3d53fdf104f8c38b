"""kill -9 of a run, or of one of its reading processes, at a random moment; then the next run.

python tests/front/killing.py --rounds 50
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent
RUN = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from actionplans.asked import Asked
from actionplans.converting import run
from actionplans.watching import Nobody
asked = Asked(formats=("json", "csv", "parquet"), jobs=2, reader="bad_readers:read")
report = run(["plans"], Path("out"), asked, Nobody())
sys.exit(len(report.failed))
"""
PLANS = 20


def killed(folder: Path, rounds: int, seed: int = 0) -> Counter[str]:
    """What was found after each kill. Raises AssertionError on a mixture or an unfinished run."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    write_sources(folder, "0")
    begun = time.monotonic()
    assert start(folder).wait() == 0
    longest = time.monotonic() - begun
    for number in range(1, rounds + 1):
        old, new = str(number - 1), str(number)
        write_sources(folder, new)
        whom = dice.choice(("run", "worker"))
        run = start(folder)
        victim = run.pid if whom == "run" else first_child(run)
        time.sleep(dice.uniform(0, longest / (1 if whom == "run" else 3)))
        with suppress(ProcessLookupError):  # it has come to its end by itself
            os.kill(victim, signal.SIGKILL)
        code = run.wait()
        seen = version(folder / "out")
        assert seen in (old, new), f"{seen} after {old}, {new}"
        if whom == "worker":
            assert (code, seen) == (0, new), "the run did not outlive its worker"
        found[f"{whom} killed, the dataset is the {'old' if seen == old else 'new'} one"] += 1
        begun = time.monotonic()
        assert start(folder).wait() == 0
        longest = min(longest, time.monotonic() - begun)
        assert version(folder / "out") == new
        leftovers = {path.name for path in folder.iterdir()} - {"plans", "out"}
        assert not leftovers, leftovers
    return found


def write_sources(folder: Path, text: str) -> None:
    (folder / "plans").mkdir(exist_ok=True)
    for number in range(PLANS):
        (folder / "plans" / f"{number:02}.pdf").write_text(f"good {number} {text}")


def start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN], cwd=folder)


def children(process: int) -> list[int]:
    """The processes that this one has started, by /proc."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(n) for task in tasks for n in (task / "children").read_text().split()]
    except OSError:
        return []


def first_child(run: subprocess.Popen[bytes]) -> int:
    """One of its reading processes, as soon as there is one; any number once the run is over."""
    while run.poll() is None:
        if found := children(run.pid):
            return found[-1]
        time.sleep(0.005)
    return 2**22  # no process has this number


def version(out: Path) -> str:
    """The text that every file of the dataset agrees on; each is as its data package says."""
    package = json.loads((out / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        data = (out / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}", resource["path"]
    actions = json.loads((out / "actions.json").read_bytes())
    assert len(actions) == PLANS
    (text,) = {action["action"].split()[2] for action in actions}
    return text


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for what, times in sorted(killed(Path(name), options.rounds, options.seed).items()):
            print(f"{times:4}  {what}")
