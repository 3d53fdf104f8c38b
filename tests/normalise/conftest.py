"""Documents by hand: a grid of strings becomes a Table with words, lines and boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pytest

from actionplans.extract.document import Cell, Document, Line, PageSize, Row, Table
from actionplans.extract.page import Box, Word
from actionplans.normalise.plan import Plan

WIDTH, HEIGHT, LETTER = 160.0, 12.0, 5.0


def words(text: str, page: int, x0: float, top: float) -> tuple[Word, ...]:
    """Words of one line; *bold* words are marked with asterisks."""
    made = []
    for token in text.split():
        plain = token.strip("*")
        made.append(
            Word(
                plain,
                page,
                x0,
                top,
                x0 + LETTER * len(plain),
                top + 10,
                10,
                bold=token.startswith("*"),
            )
        )
        x0 += LETTER * (len(plain) + 1)
    return tuple(made)


def cell(text: str, page: int, x0: float, top: float, height: float) -> Cell:
    """ "^text" is merged with the cell above, "<" with the one to the left, "\\n" ends a line;
    "[#d9e2f3]" at the end is the cell's fill."""
    above, left = text.startswith("^"), text.startswith("<")
    text, _, fill = text.removesuffix("]").partition("[#")
    lines = text.removeprefix("^").removeprefix("<").split("\n")
    return Cell(
        tuple(
            Line(words(line, page, x0, top + HEIGHT * at))
            for at, line in enumerate(lines)
            if line.strip()
        ),
        f"#{fill}" if fill else None,
        merged_above=above,
        merged_left=left,
        box=Box(page, x0, top, x0 + WIDTH, top + height),
    )


def grid(text: str, *, page: int = 1, top: float = 100.0, **facts: object) -> Table:
    """Rows are lines, cells are cut at "|"; "/" ends a line in a cell; "---" ends a page. Cells are
    written as cell() reads them."""
    rows = []
    for line in text.strip().splitlines():
        if line.strip() == "---":
            page, top = page + 1, 50.0
            continue
        texts = [re.sub(r" /(?= |$)", "\n", part.rstrip()).strip(" ") for part in line.split("|")]
        height = HEIGHT * max(part.count("\n") + 1 for part in texts) + 4
        cells = tuple(
            cell(part, page, 40 + WIDTH * at, top, height) for at, part in enumerate(texts)
        )
        rows.append(Row(page, cells))
        top += height
    return Table(tuple(rows), facts.pop("detector", "ruled"), **facts)  # type: ignore[arg-type]


def document(
    *parts: Table | str, source: str = "A plan.pdf", furniture: Sequence[Word] = ()
) -> Document:
    """Tables, and strings as lines of the body between them."""
    body: list[Table | Line] = []
    top = 20.0
    for part in parts:
        body.append(Line(words(part, 1, 40, top)) if isinstance(part, str) else part)
        top += 0.5
    last = max((p.pages[1] for p in parts if isinstance(p, Table)), default=1)
    pages = tuple(PageSize(number, 842, 595) for number in range(1, last + 1))
    return Document(source, "0" * 64, None, pages, tuple(body), tuple(furniture))


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """grid, document and words, as above."""
    return SimpleNamespace(grid=grid, document=document, words=words)


@pytest.fixture(scope="session")
def plan_of() -> Callable[..., Plan]:
    """The plan in grids and lines, once every word is seen to have its place."""
    from actionplans.normalise.normalise import to_plan

    def run(*parts: Table | str) -> Plan:
        tables = [grid(part) if isinstance(part, str) and "|" in part else part for part in parts]
        plan = to_plan(document(*tables))
        assert plan.words_total == plan.words_placed + plan.words_elsewhere
        assert plan.unplaced == ()
        return plan

    return run


Read = Callable[..., list[tuple[str | None, ...]]]


@pytest.fixture(scope="session")
def read(plan_of: Callable[..., Plan]) -> Read:
    """Read grids as a plan; each action as a tuple of the fields asked for."""

    def run(
        *parts: Table | str, fields: str = "area_ref action_ref action due_text lead_text"
    ) -> list[tuple[str | None, ...]]:
        plan = plan_of(*parts)
        return [tuple(getattr(action, name) for name in fields.split()) for action in plan.actions]

    return run
