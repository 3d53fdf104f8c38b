"""PDFs from anywhere: what becomes of every one below a folder, each read in a process of its own.

    python bench/wild.py FOLDER [--timeout 300] [--memory 2048] [--jobs 1] [--ocr auto|off] [--json]

An outcome is a plan or a named error. A fault is anything else: a traceback, a process that dies
or hangs, words that do not add up, a box outside its page. The exit code is 1 when there is one.
Most PDFs are no action plans, so that of each plan its headings are shown, to be looked at.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

OUTSIDE = 1.0  # points by which a box may stand over the edge of its page
UNEXPECTED = ("UnexpectedError", "MemoryError")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave.

    kind: "plan" or the name of the error; fault: why it is none that is meant, or "".
    memory: the most that the process held, in megabytes; seconds are those of the clock.
    """

    name: str
    kind: str
    said: str = ""
    fault: str = ""
    pages: int = 0
    actions: int = 0
    seconds: float = 0.0
    memory: int = 0


def measured(path: Path, ocr: Any, memory: int) -> dict[str, Any]:
    """Read one file here and now: the part of an Outcome that only its process knows."""
    warnings.simplefilter("ignore")
    import actionplans
    import actionplans.extract.read
    import actionplans.normalise.normalise
    from actionplans.limits import limit_memory

    limit_memory(memory)
    started = time.perf_counter()
    try:
        plan = actionplans.read(path, ocr=ocr)
    except actionplans.ActionPlanError as error:
        kind, cause = type(error).__name__, repr(error.__cause__ or "")
        facts: dict[str, Any] = {"kind": kind, "said": error.reason}
        facts["fault"] = error.reason + cause if kind in UNEXPECTED else ""
    else:
        first = plan.actions[0]
        said = f"{first.action_ref}: {first.action[:60]} [{first.due_text}] [{first.lead_text}]"
        facts = {"kind": "plan", "said": said, "fault": "; ".join(faults(plan))}
        facts |= {"pages": plan.pages, "actions": len(plan.actions)}
    return {**facts, "seconds": round(time.perf_counter() - started, 3), "memory": held_at_most()}


def held_at_most() -> int:
    """The most that this process ever held, in megabytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def faults(plan: Any) -> Iterator[str]:
    """What no plan may have, whatever it was read from."""
    if plan.words_total != plan.words_placed + plan.words_elsewhere + plan.words_unplaced:
        yield "the words do not add up"
    if len(plan.unplaced) != plan.words_unplaced:
        yield "the unplaced words are not those counted"
    sizes = {sheet.number: (sheet.width, sheet.height) for sheet in plan.sheets}
    for action in plan.actions:
        for box in action.provenance:
            width, height = sizes.get(box.page, (0.0, 0.0))
            if not _inside(box.x0, box.x1, width) or not _inside(box.top, box.bottom, height):
                yield f"a box outside page {box.page}: {box}"
                return


def _inside(low: float, high: float, end: float) -> bool:
    return -OUTSIDE <= low <= high <= end + OUTSIDE


def outcome(path: Path, asked: argparse.Namespace) -> Outcome:
    """Read one file in a process of its own."""
    name = path.relative_to(asked.folder).as_posix()
    command = [sys.executable, __file__, str(path), "--one", "--ocr", asked.ocr]
    command += ["--memory", str(asked.memory)]
    started = time.perf_counter()
    try:
        child = subprocess.run(
            command, capture_output=True, timeout=asked.timeout, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        seconds = time.perf_counter() - started
        return Outcome(name, "too slow", fault="the time was up", seconds=seconds)
    try:
        return Outcome(name, **json.loads(child.stdout.splitlines()[-1]))
    except (ValueError, IndexError):
        said = child.stderr.strip().splitlines()[-1:] or [""]
        return Outcome(name, "died", fault=f"exit code {child.returncode}: {said[0]}")


def pdfs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf")


def show(outcomes: Sequence[Outcome]) -> None:
    for kind, times in Counter(one.kind for one in outcomes).most_common():
        print(f"{times:6d}  {kind}")
    seconds = [one.seconds for one in outcomes]
    memory = max(one.memory for one in outcomes)
    print(
        f"{len(outcomes)} files in {sum(seconds):.1f} s, half of them in less than"
        f" {statistics.median(seconds):.2f} s, none in more than {max(seconds):.1f} s;"
        f" at most {memory} MB"
    )
    print("\nplans, to be looked at:")
    for one in outcomes:
        if one.kind == "plan":
            print(f"  {one.name}: {one.actions} actions on {one.pages} pages, first {one.said}")
    wrong = [one for one in outcomes if one.fault]
    print(f"\n{len(wrong)} faults")
    for one in wrong:
        print(f"  {one.name}: {one.kind}: {one.fault}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds for one file")
    parser.add_argument("--memory", type=int, default=2048, help="megabytes for one file")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--ocr", choices=("auto", "off", "force"), default="auto")
    parser.add_argument("--json", action="store_true", help="one line of JSON a file")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.folder, asked.ocr, asked.memory)))
        return 0
    found = pdfs(asked.folder)
    if not found:
        print(f"there is no PDF in {asked.folder}", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(asked.jobs) as pool:
        outcomes = list(pool.map(lambda path: outcome(path, asked), found))
    if asked.json:
        for one in outcomes:
            print(json.dumps(asdict(one)))
    else:
        show(outcomes)
    return int(any(one.fault for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
