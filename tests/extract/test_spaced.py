"""Tables without a full grid, set word by word so that every test knows its truth."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.extract.document import PageTable
from actionplans.extract.page import Fill, Page, Rule, Word
from actionplans.extract.spaced import find_tables

SIZE = 10.0
LEADING = 12.0
HEADINGS = ("Ref", "Areas for development", "Actions", "By when", "Lead/s")
COLUMNS = (50.0, 90.0, 250.0, 450.0, 540.0)  # left edges in points
CHARACTER = 5.0  # every character of the test's typeface is this wide
KNOWN = {heading.lower() for heading in HEADINGS}


def is_heading(text: str) -> bool:
    return text.lower() in KNOWN


def set_line(
    text: str, x: float, top: float, *, page: int = 1, bold: bool = False, align: str = "left"
) -> list[Word]:
    """Words of one line; x is its left edge, middle or right edge."""
    width = CHARACTER * len(text)
    x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
    words = []
    for part in text.split(" "):
        end = x + CHARACTER * len(part)
        words.append(Word(part, page, x, top, end, top + SIZE, SIZE, bold))
        x = end + CHARACTER * 0.6
    return words


def set_row(
    cells: Sequence[str], top: float, *, page: int = 1, bold: bool = False, middle: bool = False
) -> tuple[list[Word], float]:
    """Words of a row whose cells' lines are parted by newlines, and where the row ends."""
    tallest = max(cell.count("\n") + 1 for cell in cells)
    words = []
    for cell, x in zip(cells, COLUMNS, strict=False):
        lines = cell.split("\n") if cell else []
        start = top + (LEADING * (tallest - len(lines)) / 2 if middle else 0)
        for at, line in enumerate(lines):
            words += set_line(line, x, start + at * LEADING, page=page, bold=bold)
    return words, top + tallest * LEADING


def set_table(
    rows: Sequence[Sequence[str]],
    *,
    top: float = 60,
    gap: float = 8,
    page: int = 1,
    headings: bool = True,
    middle: bool = False,
) -> tuple[list[Word], list[float]]:
    """Words of a table, and where each row begins and the last one ends."""
    words, ys = [], []
    if headings:
        words, top = set_row(HEADINGS, top, page=page, bold=True)
        top += gap
    for row in rows:
        ys.append(top)
        placed, top = set_row(row, top, page=page, middle=middle)
        words += placed
        top += gap
    return words, [*ys, top]


def page_of(
    words: Sequence[Word],
    *,
    number: int = 1,
    rules: Sequence[Rule] = (),
    fills: Sequence[Fill] = (),
) -> Page:
    return Page(number, 700, 500, tuple(words), tuple(rules), tuple(fills))


def texts(table: PageTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def flat(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


PLAN = (
    (
        "1.1",
        "Referrals are not\nalways timely",
        "Audit of the referrals made\nby all partners",
        "May 2024",
        "Jo Smith",
    ),
    ("1.2", "", "Share the findings with the\nboard", "June 2024", "Ann Lee"),
    (
        "2.1",
        "Supervision is not\nrecorded well",
        "Train all the managers of the\nservice and check records",
        "July 2024",
        "Jo Smith",
    ),
    ("2.2", "", "Repeat the audit", "May 2025", "Ann Lee"),
)


def test_no_lines_at_all() -> None:
    words, _ = set_table(PLAN)
    (table,) = find_tables([page_of(words)], is_heading=is_heading)
    assert texts(table) == [list(HEADINGS), *flat(PLAN)]
    assert table.detector == "white space"
    assert len(table.column_edges) == 6
