"""Fuzzes the reader: damaged PDFs must give a plan or a plain reason, never a crash or a fault.

    python tests/fuzz/reader.py --seconds 3600 --seed 1

Every file is read in a process of its own. One that ends the process, takes more than its time or
memory, brings a fault of ours to light or a plan that does not add up is kept in the folder found/
beside this file, where a test reads it ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "front")]
FOUND = HERE / "found"

from mutations import mutated  # noqa: E402
from soundness import faults  # noqa: E402

from actionplans.lanes import Lanes  # noqa: E402
from actionplans.limits import Limits  # noqa: E402
from actionplans.parts import Facts, Part  # noqa: E402
from actionplans.plan_json import load_plan  # noqa: E402
from actionplans.worker import Task  # noqa: E402

LIMITS = Limits(timeout=20, memory=900)
BOMBS = (  # they take their time as they are
    "bomb", "laughing-forms", "laughing-objects", "million-paths", "million-words", "deep-content",
    "deep-arrays", "cyclic-form",
)  # fmt: skip
WRONG = ("UnexpectedError", "CrashError", "LimitError")


def corpus() -> list[bytes]:
    """Small PDFs of each kind: ruled and plain, tagged by a word processor, bad in known ways."""
    from bad_pdfs import made
    from made_plans import write_plan

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        write_plan(path, rows=3)
        ruled = path.read_bytes()
        bad = [data for name, data in made(Path(folder)).items() if name not in BOMBS and data]
    tagged = sorted((HERE.parent / "corpus" / "cut_rows_tagged").glob("*.pdf"))
    return [ruled] * 10 + [path.read_bytes() for path in tagged[:2]] + bad


def tried(data: bytes, lanes: Lanes, folder: Path) -> str | None:
    """What is wrong with how this file is read, or None."""
    path = folder / "damaged.pdf"
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    part = lanes.read(Task("fuzz", str(path), path.name, digest, limits=LIMITS))
    return wrong(part)


def wrong(part: Part) -> str | None:
    if isinstance(part.outcome, Facts):
        found = faults(load_plan(part.data.partition(b"\n")[2]))
        return "; ".join(found) or None
    outcome = part.outcome
    return f"{outcome.kind}: {outcome.reason}" if outcome.kind in WRONG else None


def fuzz(seed: int, lanes: Lanes, folder: Path) -> Iterator[tuple[bytes, str | None]]:
    """Damaged files without end, and what was wrong with each reading."""
    dice = random.Random(seed)
    files = corpus()
    for _ in itertools.count():
        data = mutated(dice.choice(files), dice)
        yield data, tried(data, lanes, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    lanes, kinds, count = Lanes(), Counter[str](), 0
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        for data, reason in fuzz(options.seed, lanes, Path(folder)):
            count += 1
            if reason:
                kinds[reason] += 1
                if kinds[reason] == 1:
                    FOUND.mkdir(exist_ok=True)
                    path = FOUND / f"{hashlib.sha256(data).hexdigest()[:12]}.pdf"
                    path.write_bytes(data)
                    print(f"{path.name}: {reason}", flush=True)
            if time.monotonic() > end:
                break
    lanes.stop()
    print(
        f"{count} files read, {kinds.total()} wrongly, of {len(kinds)} kinds (seed {options.seed})"
    )
    sys.exit(bool(kinds))


if __name__ == "__main__":
    main()
