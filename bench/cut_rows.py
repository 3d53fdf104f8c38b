"""Rows cut by page ends: of more than 500 over 100 pages, how many are read with all cells right.

    python bench/cut_rows.py [--show]

Two makes of the same ten plans: untagged with drawn rules (built here, by reportlab, with and
without a rule that closes the cut row) and tagged (committed, by a word processor). A cell is right
when its text is, white space and bullets apart. A naive reading stands beside it: pdfplumber's
tables glued over page ends where reference, date and lead are blank, blanks filled down.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from accuracy import alike

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
sys.path.insert(0, str(CORPUS))
FIELDS = ("ref", "area", "action", "due", "lead")
Cells = tuple[str, ...]
Reader = Callable[[Path], list[Cells]]


def ours(path: Path) -> list[Cells]:
    import actionplans

    rows = []
    for a in actionplans.read(path).actions:
        ref = a.area_ref or a.action_ref or ""
        action = f"{a.action_ref} {a.action}" if a.area_ref and a.action_ref else a.action
        rows.append((ref, a.area or "", action, a.due_text or "", a.lead_text or ""))
    return rows


def glued(path: Path) -> list[Cells]:
    """The naive rule of a dozen lines."""
    import pdfplumber

    rows: list[list[str]] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                for at, cells in enumerate(table[1:]):
                    row = [cell or "" for cell in cells]
                    if at == 0 and rows and not (row[0] or row[3] or row[4]):
                        rows[-1] = [
                            f"{a}\n{b}".strip() for a, b in zip(rows[-1], row, strict=False)
                        ]
                    elif sum(map(bool, row)) > 1:
                        rows.append(row)
    for above, row in pairwise(rows):
        row[:] = [cell or up if at in (0, 1, 4) else cell
                  for at, (cell, up) in enumerate(zip(row, above, strict=False))]  # fmt: skip
    return [tuple(row) for row in rows]


def same(wanted: Cells, got: Cells) -> bool:
    return all(bare(a) == bare(b) for a, b in zip(wanted, got, strict=False))


def bare(text: str) -> str:
    return alike(text).replace(" ", "").replace("-", "")


def measured(
    documents: Sequence[tuple[Path, Any]], read: Reader
) -> Iterator[tuple[str, int, int, int, int]]:
    """A document's name, its rows, those right, those read, and the cut ones that are wrong."""
    for path, told in documents:
        got = read(path)
        left = list(got)
        right, cut_wrong = 0, 0
        for row in told["rows"]:
            wanted = tuple(row[field] for field in FIELDS)
            match = next((one for one in left if same(wanted, one)), None)
            if match is not None:
                left.remove(match)
                right += 1
            else:
                cut_wrong += bool(row["cut"])
        yield path.name, len(told["rows"]), right, len(got), cut_wrong


def documents(folder: Path) -> list[tuple[Path, Any]]:
    return [
        (path.with_suffix(".pdf"), json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="a line a document")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    import cut_rows

    with tempfile.TemporaryDirectory() as name:
        cut_rows.build(Path(name))
        makes = {"untagged": documents(Path(name)), "tagged": documents(CORPUS / "cut_rows_tagged")}
        readers: dict[str, Reader] = {"actionplans": ours, "pdfplumber, glued": glued}
        print(
            f"{'':<10}{'':<20}{'rows':>6}{'cut':>6}{'read':>6}{'all cells':>11}{'cut, wrong':>12}"
        )
        for make, found in makes.items():
            cut = sum(bool(row["cut"]) for _, told in found for row in told["rows"])
            for reader, read in readers.items():
                lines = list(measured(found, read))
                rows, right, got, wrong = (sum(line[n] for line in lines) for n in range(1, 5))
                share = f"{right / rows:>11.3f}"
                print(f"{make:<10}{reader:<20}{rows:>6}{cut:>6}{got:>6}{share}{wrong:>12}")
                for line in lines if options.show and reader == "actionplans" else ():
                    print("   ", *line)


if __name__ == "__main__":
    main()
