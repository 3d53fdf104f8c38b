"""A thousand plans, fifty of them bad: throughput, memory, and the second run.

    python bench/batch.py --plans 1000           with one process and with two
    python bench/batch.py --plans 100 --jobs 4

Says what each run took by the clock and in processor time, the most memory that the parent and any
reading process held, and whether every good plan is there and every bad one is named.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "front"))

COMMAND = [sys.executable, "-c", "from actionplans.cli import main; main()", "convert"]
LIMITS = ["--timeout", "60", "--memory", "700"]
PLANS_FOR_ALL_THAT = ("late-header", "wrong-header")  # bad in form, and read all the same


@dataclass(slots=True)
class Took:
    """One run: seconds by the clock and of processors, peak memory in MB, exit code, messages."""

    clock: float
    processor: float
    parent: int
    reader: int
    code: int
    said: str


def prepare(folder: Path, plans: int) -> set[str]:
    """Write the plans, one in twenty of them bad; gives the names of the bad ones."""
    from bad_pdfs import made
    from made_plans import write_plans

    bad = plans // 20
    write_plans(folder, plans - bad)
    kinds = {name: data for name, data in made(folder).items() if name not in PLANS_FOR_ALL_THAT}
    names = set()
    for number in range(bad):
        kind = sorted(kinds)[number % len(kinds)]
        name = f"{number % 10:03}/bad-{number:03}-{kind}.pdf"
        (folder / name).parent.mkdir(exist_ok=True)
        # a comment behind the end makes each a file of its own
        (folder / name).write_bytes(kinds[kind] + b"\n%% %d" % number)
        names.add(name)
    return names


def run(plans: Path, out: Path, jobs: int, *more: str) -> Took:
    """One run of the command, watched."""
    begun, before = time.monotonic(), os.times()
    command = [*COMMAND, str(plans), "--out", str(out), "--jobs", str(jobs), *LIMITS, *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    peaks = {"parent": 0, "reader": 0}
    watch = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watch.start()
    _, said = process.communicate()
    watch.join()
    after = os.times()
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    clock = time.monotonic() - begun
    return Took(clock, processor, peaks["parent"], peaks["reader"], process.returncode, said)


def _watch(process: subprocess.Popen[str], peaks: dict[str, int]) -> None:
    """Note the peaks of the run and of what it starts, from /proc, while it lasts."""
    while process.poll() is None:
        peaks["parent"] = max(peaks["parent"], _peak(process.pid))
        for child in _children(process.pid):
            peaks["reader"] = max(peaks["reader"], _peak(child))
        time.sleep(0.05)


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        return 0


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(n) for task in tasks for n in (task / "children").read_text().split()]
    except OSError:
        return []


def check(out: Path, took: Took, plans: int, bad: set[str]) -> list[str]:
    """What is not as it must be."""
    there = json.loads((out / "plans.json").read_text(encoding="utf-8"))
    named = set(re.findall(r"^failed: \S*?(\d{3}/bad-\S+?): ", took.said, re.MULTILINE))
    wrong = []
    if took.code != 1:
        wrong.append(f"the exit code is {took.code}, not 1")
    if len(there) != plans - len(bad):
        wrong.append(f"{len(there)} plans are there, not {plans - len(bad)}")
    if named != bad:
        wrong.append(f"named as failed and not bad, or the other way: {sorted(named ^ bad)[:5]}")
    return wrong


def show(what: str, took: Took, plans: int) -> None:
    print(
        f"{what:24}{took.clock:8.1f} s{took.processor:9.1f} s of processors"
        f"{plans / took.clock:8.1f} plans/s{took.parent:6} MB parent{took.reader:6} MB reader",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--jobs", default="1,2", help="numbers of processes to try")
    parser.add_argument("--folder", type=Path, help="keep the plans here, use them if there")
    options = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        work = options.folder or Path(name)
        bad = prepare(work / "plans", options.plans)
        print(f"{options.plans} plans, {len(bad)} of them bad")
        for jobs in map(int, options.jobs.split(",")):
            out = Path(name) / f"out-{jobs}"
            first = run(work / "plans", out, jobs)
            show(f"{jobs} process(es)", first, options.plans)
            wrong += check(out, first, options.plans, bad)
            second = run(work / "plans", out, jobs)
            show("   again", second, options.plans)
            wrong += check(out, second, options.plans, bad)
            share = second.clock / first.clock
            print(f"   the second run takes {share:.1%} of the first")
    for line in wrong:
        print(f"WRONG: {line}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
