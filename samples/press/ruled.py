"""A plan as a report writer draws it: text and ruling lines, no structure tree.

The table is laid on one long tape of slots, a slot being one printed line. A row of n lines takes
n + 1 slots: half a slot of air above and below. So the lines of merged cells stand level with those
of the rows beside them, and a page end may cut between any two lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from press import lines
from press.lines import LEADING, MARGIN, PADDING, SIZE, WIDTHS, Line
from press.source import Area, Paragraph, Plan

PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
EDGES = [MARGIN + sum(WIDTHS[:i]) for i in range(len(WIDTHS) + 1)]  # points from the left
FOOT = MARGIN + 4  # points between the last slot and the paper's edge
GREY = 0.75
TITLE_HEIGHT = 44.0  # points


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell on the tape: columns left to right - 1, from slot top to slot bottom."""

    left: int
    right: int
    top: int
    bottom: int
    text: tuple[Line, ...]
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Tape:
    """All cells, and where a page may end: at row ends (whole) and inside rows (half)."""

    cells: tuple[Slot, ...]
    ends: tuple[float, ...]


def write(plan: Plan, target: Path, closed: bool = False) -> None:
    """Draw the plan; closed: a rule closes the table at each page end, even within a row."""
    lines.register_fonts()
    canvas = Canvas(str(target), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    canvas.setTitle(f"{plan.title}, {plan.subtitle}")
    canvas.setCreator("")
    canvas.setAuthor("")
    tape = lay_out(plan)
    pages = list(cut(tape, heading_height(plan)))
    for number, (start, stop) in enumerate(pages, 1):
        top = PAGE_HEIGHT - MARGIN
        if number == 1:
            top = draw_title(canvas, plan, top)
        top = draw_heading(canvas, plan.columns, top)
        draw_piece(canvas, tape, start, stop, top, closed)
        canvas.setFont(lines.REGULAR, SIZE)
        canvas.drawString(MARGIN, 24, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()


def lay_out(plan: Plan) -> Tape:
    cells: list[Slot] = []
    ends: list[float] = []
    top = 0
    for section in plan.sections:
        if section.title:
            title = Line(((section.title, False),))
            cells.append(Slot(0, len(WIDTHS), top, top + 2, (title,), banner=True))
            top += 2
        for area in section.areas:
            tops = row_tops(area, top)
            cells += area_cells(area, tops)
            for above, below in pairwise(tops):
                ends += [above + 0.5 + inner for inner in range(1, below - above - 1)]
                ends.append(below)
            top = tops[-1]
    return Tape(tuple(cells), tuple(ends))


def row_tops(area: Area, top: int) -> list[int]:
    """Where each row begins, and where the last one ends.

    A merged cell that needs more than its rows have makes the last of them taller, as Word does.
    """
    heights = []
    for row in area.rows:
        shown = sum(len(lines.set_action(a, 2)) for a in row.actions) + len(row.actions) - 1
        due = lines.set_paragraphs(lines.dues_beside(row.actions, 2, 3), 3)
        heights.append(max(shown, len(due)) + 1)
    spans = [(a, b, lines.set_paragraphs(text, 4)) for a, b, text in area.lead_spans()]
    spans.append((0, len(area.rows), lines.set_paragraphs(area.text, 1)))
    for start, stop, text in spans:
        heights[stop - 1] += max(0, len(text) + 1 - sum(heights[start:stop]))
    return [top + sum(heights[:index]) for index in range(len(heights) + 1)]


def area_cells(area: Area, tops: list[int]) -> Iterator[Slot]:
    reference = lines.set_paragraphs((Paragraph(area.ref),), 0)
    yield Slot(0, 1, tops[0], tops[-1], tuple(reference))
    yield Slot(1, 2, tops[0], tops[-1], tuple(lines.set_paragraphs(area.text, 1)))
    for row, top, bottom in zip(area.rows, tops[:-1], tops[1:], strict=True):
        shown: list[Line] = []
        for action in row.actions:
            shown += [Line(())] if shown else []
            shown += lines.set_action(action, 2)
        due = lines.set_paragraphs(lines.dues_beside(row.actions, 2, 3), 3)
        yield Slot(2, 3, top, bottom, tuple(shown))
        yield Slot(3, 4, top, bottom, tuple(due))
    for start, stop, text in area.lead_spans():
        lead = tuple(lines.set_paragraphs(text, 4))
        yield Slot(4, 5, tops[start], tops[stop], lead)


def cut(tape: Tape, heading: float) -> Iterator[tuple[float, float]]:
    """The piece of the tape that stands on each page; a page is filled as far as it goes."""
    start = 0.0
    first = True
    while start < tape.ends[-1]:
        height = PAGE_HEIGHT - MARGIN - FOOT - heading - (TITLE_HEIGHT if first else 0)
        air = 0.5 if start % 1 else 0.0
        room = height / LEADING - air
        stop = max(
            end for end in tape.ends if start < end <= start + room - (0.5 if end % 1 else 0)
        )
        yield start, stop
        start, first = stop, False


def draw_title(canvas: Canvas, plan: Plan, top: float) -> float:
    canvas.setFont(lines.BOLD, 14)
    canvas.drawString(MARGIN, top - 12, plan.title)
    canvas.setFont(lines.BOLD, 12)
    canvas.drawString(MARGIN, top - 30, plan.subtitle)
    return top - TITLE_HEIGHT


def heading_lines(columns: tuple[str, ...]) -> list[list[Line]]:
    return [
        lines.set_paragraphs((Paragraph(title),), column) for column, title in enumerate(columns)
    ]


def heading_height(plan: Plan) -> float:
    return LEADING * (1 + max(len(title) for title in heading_lines(plan.columns)))


def draw_heading(canvas: Canvas, columns: tuple[str, ...], top: float) -> float:
    """The heading row; gives back where it ends."""
    titles = heading_lines(columns)
    bottom = top - LEADING * (1 + max(map(len, titles)))
    canvas.setFillGray(0.85)
    canvas.rect(EDGES[0], bottom, EDGES[-1] - EDGES[0], top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)
    for column, title in enumerate(titles):
        for index, line in enumerate(title):
            base = top - LEADING * (index + 0.5) - SIZE
            draw_line(canvas, line, EDGES[column] + PADDING, base, lines.BOLD)
    for x in EDGES:
        rule(canvas, x, top, x, bottom)
    rule(canvas, EDGES[0], top, EDGES[-1], top)
    rule(canvas, EDGES[0], bottom, EDGES[-1], bottom)
    return bottom


def draw_piece(
    canvas: Canvas, tape: Tape, start: float, stop: float, top: float, closed: bool
) -> None:
    """What stands between start and stop on the tape, hung below top."""
    head = 0.5 if start % 1 else 0.0
    foot = 0.5 if stop % 1 else 0.0

    def height(slot: float) -> float:
        return top - LEADING * (slot - start + head)

    for cell in tape.cells:
        if cell.bottom <= start or cell.top >= stop:
            continue
        ceiling = height(cell.top) if cell.top >= start else top
        floor = height(cell.bottom) if cell.bottom <= stop else height(stop + foot)
        draw_box(canvas, cell, ceiling, floor, open_below=cell.bottom > stop and not closed)
        for index, line in enumerate(cell.text):
            middle = cell.top + 0.5 + index
            if start <= middle < stop:
                font = lines.BOLD if cell.banner else lines.REGULAR
                draw_line(canvas, line, EDGES[cell.left] + PADDING, height(middle) - SIZE, font)


def draw_box(canvas: Canvas, cell: Slot, ceiling: float, floor: float, open_below: bool) -> None:
    """The rules round a cell; the one above is the one below of its neighbour or of the heading."""
    left, right = EDGES[cell.left], EDGES[cell.right]
    if cell.banner:
        canvas.setFillGray(GREY)
        canvas.rect(left, floor, right - left, ceiling - floor, stroke=0, fill=1)
        canvas.setFillGray(0)
    rule(canvas, left, ceiling, left, floor)
    if cell.right == len(WIDTHS):
        rule(canvas, right, ceiling, right, floor)
    if not open_below:
        rule(canvas, left, floor, right, floor)


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(x0, y0, x1, y1)


def draw_line(canvas: Canvas, line: Line, x: float, base: float, font: str) -> None:
    if line.hanging:
        canvas.setFont(font, SIZE)
        canvas.drawString(x, base, line.hanging)
    x += line.indent
    for text, raised in line.runs:
        size = SIZE * (lines.RAISED_SIZE if raised else 1)
        canvas.setFont(font, size)
        canvas.drawString(x, base + (3.3 if raised else 0), text)
        x += canvas.stringWidth(text, font, size)
