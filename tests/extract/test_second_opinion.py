"""The second opinion on columns: asked in doubt only, taken when better only."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from actionplans.extract import spaced
from actionplans.extract.columns import Gutter
from actionplans.extract.page import Page, Word
from actionplans.extract.runs import printed_lines
from actionplans.extract.second_opinion import IN_DOUBT, doubt, other_claims

HEIGHT = 500.0
ROWS = [("Ref", "Actions", "By when")] + [
    (f"{at}.1", "Audit of the referrals", "May 2024") for at in range(1, 9)
]


def page() -> Page:
    words = []
    for at, row in enumerate(ROWS):
        for x, cell in zip((50.0, 120.0, 400.0), row, strict=True):
            for part in cell.split():
                end = x + 5 * len(part)
                words.append(Word(part, 1, x, 60 + at * 20, end, 70 + at * 20, 10, at == 0))
                x = end + 3
    return Page(1, 600, HEIGHT, tuple(words))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(600, HEIGHT))
    for at, row in enumerate(ROWS):
        for x, cell in zip((50, 120, 400), row, strict=True):
            canvas.drawString(x, HEIGHT - 70 - at * 20, cell)
    canvas.save()
    return path


def test_columns_that_explain_the_words_leave_no_doubt() -> None:
    lines = printed_lines(page().words)
    assert doubt(lines, [Gutter(70, 119), Gutter(240, 399)], 2) < IN_DOUBT
    assert doubt(lines, [Gutter(70, 119), Gutter(170, 180)], 2) > IN_DOUBT
    assert doubt(lines, [Gutter(70, 119)], 2) > IN_DOUBT


def test_camelot_sees_the_columns_of_a_plain_table(plan: Path) -> None:
    opinions = other_claims(plan, None, 1, 60, 230, HEIGHT)
    assert any(len(claims) == 2 and claims[0].x0 < 119 < claims[0].x1 + 50 for claims in opinions)


def test_a_file_that_camelot_cannot_read_gives_no_opinion(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    assert other_claims(broken, None, 1, 0, 100, HEIGHT) == []


def test_it_is_not_asked_where_there_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> list[list[Gutter]]:
        raise AssertionError("no need to ask")

    monkeypatch.setattr(spaced, "other_claims", asked)
    (table,) = spaced.find_tables([page()], source=Path("plan.pdf"))
    assert len(table.column_edges) == 4
