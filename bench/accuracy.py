"""Accuracy on the corpus: what is read, held against what the author wrote.

    python bench/accuracy.py [--set NAME|all] [--only NAME] [--show NAME] [--peers]
    python bench/accuracy.py --folder DIR      your own: each NAME.pdf with its truth in NAME.json

One line a layout. Text is compared after white space, bullets and hyphens at line ends are made
alike; for scans a field counts when 97 characters in 100 agree. --peers adds pdfplumber, camelot
and PyMuPDF where they are installed, with the same mapping of columns and blanks filled down.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
FIELDS = (
    "section", "area_ref", "area", "action_ref", "action", "due_text", "due_start", "due_end",
    "lead_text", "names", "status", "rag", "extra",
)  # fmt: skip
CELLS = ("area", "action", "due_text", "lead_text")  # what other readers can give too
FOLDERS = {
    "open": "open",
    "judged": "judged",
    "fresh": "fresh_documents",
    "offices": "offices",
    "judging": "judging",
    "unseen": "unseen",
}
SAME = 0.5  # how like two texts must be to be the same action
SCAN = 0.97  # how like a recognised field must be to count
Row = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """What one reading of one document is worth. wrong: (field, expected, got) of each fault."""

    name: str
    expected: int = 0
    got: int = 0
    matched: int = 0
    whole: int = 0
    cells: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    words: int = 0
    unplaced: int = 0
    unaccounted: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    error: str = ""

    @property
    def precision(self) -> float:
        return self.matched / self.got if self.got else float(not self.expected)

    @property
    def recall(self) -> float:
        return self.matched / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def rate(self, name: str) -> float:
        """Of all actions expected, those whose field is exact."""
        return self.right[name] / self.expected if self.expected else 1.0


def documents(which: str = "all", only: str = "") -> Iterator[tuple[Path, dict[str, Any]]]:
    """The committed documents, or those of a folder: (PDF, truth)."""
    for name in FOLDERS if which == "all" else (which,):
        for path in sorted((CORPUS / FOLDERS.get(name, name)).glob("*.json")):
            if path.stem.startswith(only):
                yield path.with_suffix(".pdf"), json.loads(path.read_text(encoding="utf-8"))


def alike(value: Any) -> str:
    """A value as it is compared."""
    text = unicodedata.normalize("NFC", str(value if value is not None else ""))
    text = re.sub(r"(?:^|(?<=\s))[-–—](?=\s)", " ", text)  # a dash may open an item of a list
    text = re.sub("[\u00ad\u200b]", "", text).replace("\u2010", "-").replace("\u2011", "-")
    return " ".join(re.sub(r"(?:^|(?<=\s))[•▪·](?=\s|$)", " ", text).split())


def heading(text: str) -> str:
    """A heading as it is compared: without footnote marks and punctuation."""
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()


def person(name: str) -> str:
    """A name as it is compared: whether a courtesy title belongs to it is left open."""
    return re.sub(r"^(?:Mrs?|Miss|Ms|Dr)\.? ", "", alike(name))


def same(name: str, expected: Any, got: Any, scan: bool = False) -> bool:
    if name == "names":
        return sorted(map(person, expected)) == sorted(map(person, got))
    if name == "extra":
        found = {heading(key): value for key, value in got.items()}
        return all(
            same("", value, found.get(heading(key)), scan) for key, value in expected.items()
        )
    one, two = alike(expected), alike(got)
    if scan and one and two and name not in ("due_start", "due_end", "rag", "status"):
        one, two = one.replace(" ", ""), two.replace(" ", "")
        return SequenceMatcher(None, one, two, autojunk=False).ratio() >= SCAN
    return one == two


def likeness(expected: Row, got: Row) -> float:
    one, two = alike(expected["action"]), alike(got["action"])
    if one == two:
        text = 1.0
    else:
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        text = matcher.ratio() if matcher.quick_ratio() >= SAME else 0.0
    return text + 0.2 * (expected["action_ref"] == got["action_ref"]) if text >= SAME else 0.0


def pairs(expected: Sequence[Row], got: Sequence[Row]) -> list[tuple[int, int]]:
    """One to one, the most alike first; of equals those nearest in order."""
    options = sorted(
        ((likeness(one, two), -abs(i - j), i, j)
         for i, one in enumerate(expected) for j, two in enumerate(got)), reverse=True,
    )  # fmt: skip
    left, right, result = set(range(len(expected))), set(range(len(got))), []
    for worth, _, i, j in options:
        if worth and i in left and j in right:
            left.remove(i)
            right.remove(j)
            result.append((i, j))
    return sorted(result)


def score(name: str, expected: Sequence[Row], got: Sequence[Row], scan: bool = False) -> Score:
    result = Score(name, len(expected), len(got))
    matched = pairs(expected, got)
    result.matched = len(matched)
    for i, j in matched:
        one, two = expected[i], got[j]
        label = f"{one['action_ref'] or i + 1}"
        faults = [n for n in FIELDS if not _right(n, one, two, scan)]
        for n in FIELDS:
            result.right[n] += n not in faults
        result.whole += not faults
        result.cells += not set(CELLS) & set(faults)
        result.wrong += [(label, n, one[n], two.get(n)) for n in faults]
    missing = set(range(len(expected))) - {i for i, _ in matched}
    spare = set(range(len(got))) - {j for _, j in matched}
    result.wrong += [(str(i + 1), "MISSING", expected[i]["action"], None) for i in sorted(missing)]
    result.wrong += [(str(j + 1), "INVENTED", None, got[j]["action"]) for j in sorted(spare)]
    return result


def _right(name: str, expected: Row, got: Row, scan: bool) -> bool:
    options = [expected[name], *expected.get("also", {}).get(name, ())]
    return any(same(name, option, got.get(name), scan) for option in options)


def ours(path: Path, expected: Sequence[Row], scan: bool) -> Score:
    import actionplans

    plan = actionplans.read(path)
    result = score(path.stem, expected, [row_of(action) for action in plan.actions], scan)
    result.words, result.unplaced = plan.words_total, plan.words_unplaced
    placed = plan.words_placed + plan.words_elsewhere + plan.words_unplaced
    result.unaccounted = plan.words_total - placed
    return result


def row_of(action: Any) -> dict[str, Any]:
    row = {name: getattr(action, name) for name in FIELDS if name != "names"}
    row["names"] = [lead.name for lead in action.leads if lead.name]
    return row


def attempt(
    read: Callable[[Path, Sequence[Row], bool], Score], path: Path, told: Mapping[str, Any]
) -> Score:
    """One document through one reader; a failure is a line of the table, never the end."""
    start = time.perf_counter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = read(path, told["actions"], bool(told["scan"]))
    except Exception as error:  # noqa: BLE001
        result = Score(path.stem, len(told["actions"]))
        result.error = f"{type(error).__name__}: {error}".splitlines()[0][:90]
    result.seconds = time.perf_counter() - start
    return result


def total(name: str, scores: Sequence[Score]) -> Score:
    result = Score(name)
    for one in scores:
        for key in ("expected", "got", "matched", "whole", "cells", "words", "unplaced", "seconds"):
            setattr(result, key, getattr(result, key) + getattr(one, key))
        for key, count in one.right.items():
            result.right[key] += count
    return result


SHORT = (
    "sect",
    "aref",
    "area",
    "ref",
    "act",
    "due",
    "from",
    "to",
    "lead",
    "name",
    "stat",
    "rag",
    "ext",
)


def table(scores: Sequence[Score]) -> str:
    head = f"{'layout':<26}{'want':>5}{'got':>5}{'P':>6}{'R':>6}{'F1':>6}{'whole':>7}{'cells':>7}"
    lines = [head + "".join(f"{name:>5}" for name in SHORT) + f"{'lost':>6}{'s':>6}"]
    for one in scores:
        line = f"{one.name[:25]:<26}{one.expected:>5}{one.got:>5}"
        line += f"{one.precision:>6.2f}{one.recall:>6.2f}{one.f1:>6.2f}"
        line += f"{one.whole / one.expected if one.expected else 1:>7.2f}"
        line += f"{one.cells / one.expected if one.expected else 1:>7.2f}"
        line += "".join(f"{100 * one.rate(name):>5.0f}" for name in FIELDS)
        lines.append(f"{line}{one.unplaced:>6}{one.seconds:>6.1f}  {one.error}".rstrip())
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", default="all", choices=(*FOLDERS, "all"), dest="which")
    parser.add_argument("--folder", type=Path, help="documents of your own")
    parser.add_argument("--only", default="", help="layouts whose name begins so")
    parser.add_argument("--show", default="", help="also list each fault of this layout")
    parser.add_argument("--peers", action="store_true", help="other readers too, if installed")
    options = parser.parse_args()
    readers: dict[str, Any] = {"actionplans": ours}
    if options.peers:
        from peers import PEERS

        readers |= PEERS
    sets = tuple(FOLDERS) if options.which == "all" else (options.which,)
    for which in (str(options.folder.resolve()),) if options.folder else sets:
        found = list(documents(which, options.show or options.only))
        for name, read in readers.items():
            scores = [attempt(read, path, told) for path, told in found]
            print(f"\n{which}: {name}, {len(found)} documents")
            print(table([*scores, total("ALL", scores)]), flush=True)
            if options.show:
                for one in scores:
                    for label, n, expected, got in one.wrong:
                        print(f"  {one.name} {label} {n}\n    - {expected!r}\n    + {got!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
