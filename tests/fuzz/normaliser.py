"""Fuzzes the normaliser: documents with rows, cells and words in disorder.

    python tests/fuzz/normaliser.py --seconds 3600 --seed 1

Each must give a plan that adds up, or NoActionTableError. What does not is printed with the seed
that makes it again: `--only SEED`.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "front")]

from soundness import faults  # noqa: E402

from actionplans.errors import NoActionTableError  # noqa: E402
from actionplans.extract.document import Cell, Document, Line, Row, Table  # noqa: E402
from actionplans.extract.page import Word  # noqa: E402
from actionplans.extract.read import read_document  # noqa: E402
from actionplans.normalise.headings import is_heading  # noqa: E402
from actionplans.normalise.normalise import to_plan  # noqa: E402

T = TypeVar("T")
TEXTS = (
    "", " ", "\u00ad", "•", "-", "–", "/", "(", ")", "1", "1.1", "1.1.1.1.1", "0", "a)", "i.",
    "Ref", "Action", "Lead", "By", "when", "Q2", "2020/21", "31/02/2020", "29/02/2021", "99/99",
    "June", "Spring", "term", "Ongoing", "Complete", "every", "month", "before", "and", ",", ";",
    "N/A", "TBC", "tbc", "DCI", "Jo", "Smith,", "Head", "of", "\ufffd", "\ud800", "\x00", "\u202e",
    "é" * 50, "x" * 5000, "١٢", "２０２０", "Ⅳ", "ﬁ", "🙂", "0000", "2020-13-45", "end", "mid-",
    "w/c", "December", "12/9/22", "by", "Green", "R", "BRAG", "$", "\\", "=1+1", "'", '"', "{", "}",
)  # fmt: skip


@cache
def corpus() -> tuple[Document, ...]:
    """Documents as the reader gives them: tagged, ruled, and one of a few rows."""
    from made_plans import write_plan

    samples = HERE.parents[1] / "samples" / "east-sussex-jtai"
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.pdf"
        write_plan(small, rows=9)
        paths = [small, *sorted(samples.glob("*.pdf"))]
        return tuple(_shortened(read_document(path, is_heading=is_heading)) for path in paths)


def _shortened(document: Document) -> Document:
    """The first rows of each table: what is quick to read finds more in the same time."""
    body = tuple(
        replace(part, rows=part.rows[:25]) if isinstance(part, Table) else part
        for part in document.body
    )
    return replace(document, body=body)


def disordered(document: Document, dice: random.Random) -> Document:
    """The document with a few things changed in some of its tables, and its lines."""
    body = list(document.body)
    for _ in range(dice.choice((1, 2, 5, 20))):
        at = dice.randrange(len(body))
        part = body[at]
        body[at] = _table(part, dice) if isinstance(part, Table) else _line(part, dice)
    if dice.random() < 0.1:
        body.insert(dice.randrange(len(body)), dice.choice(body))
    return replace(document, body=tuple(body))


def _table(table: Table, dice: random.Random) -> Table:
    rows = list(table.rows)
    if not rows:
        return table
    at = dice.randrange(len(rows))
    what = dice.randrange(8)
    if what == 0:
        del rows[at]
    elif what == 1:
        rows.insert(dice.randrange(len(rows)), rows[at])
    elif what == 2:
        rows[at:] = (
            [_column_cut(row, dice.randrange(9)) for row in rows[at:]] if at == 0 else rows[at:]
        )
    else:
        rows[at] = _row(rows[at], dice)
    return replace(
        table, rows=tuple(rows), has_geometry=table.has_geometry ^ (dice.random() < 0.02)
    )


def _column_cut(row: Row, at: int) -> Row:
    """The row without one column; all rows of a table lose the same."""
    return replace(row, cells=row.cells[:at] + row.cells[at + 1 :] or row.cells[:1])


def _row(row: Row, dice: random.Random) -> Row:
    cells = list(row.cells)
    at = dice.randrange(len(cells))
    what = dice.randrange(7)
    if what == 0:
        other = dice.randrange(len(cells))
        cells[at], cells[other] = cells[other], cells[at]
    elif what == 1:
        cells[at] = Cell(box=cells[at].box)
    elif what == 2:
        marks = {"merged_above": dice.random() < 0.5, "merged_left": dice.random() < 0.3}
        cells[at] = replace(cells[at], **marks)
    elif what == 3:
        choice: tuple[bool | None, ...] = (True, False, None)
        return replace(
            row, open_above=dice.choice(choice), open_below=dice.choice(choice),
            whole=dice.random() < 0.2, header=dice.random() < 0.2,
        )  # fmt: skip
    else:
        cells[at] = _cell(cells[at], dice)
    return replace(row, cells=tuple(cells))


def _cell(cell: Cell, dice: random.Random) -> Cell:
    lines = _some(cell.lines, dice, lambda line: _line(line, dice))
    fill = dice.choice((cell.fill, "#ff0000", "#00b050", None))
    return replace(cell, lines=lines, fill=fill)


def _line(line: Line, dice: random.Random) -> Line:
    words = _some(line.words, dice, lambda word: _word(word, dice))
    return Line(words or line.words[:1], dice.choice((line.starts_paragraph, None, True, False)))


def _word(word: Word, dice: random.Random) -> Word:
    what = dice.randrange(5)
    if what == 0:
        return word._replace(text=word.text[: dice.randrange(len(word.text) + 1)] or "x")
    if what == 1:
        return word._replace(bold=not word.bold, raised=word.text[-1:])
    if what == 2:
        return word._replace(confidence=dice.choice((None, 0.0, 0.3, 1.0)))
    return word._replace(text=dice.choice(TEXTS))


def _some(items: Sequence[T], dice: random.Random, change: Callable[[T], T]) -> tuple[T, ...]:
    """The items with one of them changed, dropped, repeated, or all in another order."""
    changed = list(items)
    if not changed:
        return ()
    at = dice.randrange(len(changed))
    what = dice.randrange(6)
    if what == 0:
        del changed[at]
    elif what == 1:
        changed.insert(at, changed[at])
    elif what == 2:
        dice.shuffle(changed)
    else:
        changed[at] = change(changed[at])
    return tuple(changed)


def wrong(seed: int) -> str | None:
    """What is wrong with how the document of this seed is read, or None."""
    dice = random.Random(seed)
    document = disordered(dice.choice(corpus()), dice)
    try:
        return "; ".join(dict.fromkeys(faults(to_plan(document)))) or None
    except NoActionTableError:
        return None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return (
            f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {error}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="the one document of this seed")
    options = parser.parse_args()
    if options.only is not None:
        print(wrong(options.only))
        return
    end = time.monotonic() + options.seconds
    kinds: Counter[str] = Counter()
    count = 0
    for seed in itertools.count(options.seed * 1_000_000):
        count += 1
        reason = wrong(seed)
        if reason:
            kinds[reason] += 1
            if kinds[reason] == 1:
                print(f"--only {seed}: {reason}", flush=True)
        if time.monotonic() > end:
            break
    print(f"{count} documents, {kinds.total()} read wrongly, of {len(kinds)} kinds")
    sys.exit(bool(kinds))


if __name__ == "__main__":
    main()
