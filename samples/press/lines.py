"""Text wrapped to lines, measured with the font that every make is set in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from press.source import BLANK, Action, Paragraph, Paragraphs

FONTS = Path("/usr/share/fonts/truetype/liberation")
REGULAR, BOLD = "LiberationSans", "LiberationSans-Bold"
SIZE = 10.0  # points
RAISED_SIZE = 0.6  # of the size, as word processors have it
LEADING = 12.0  # points from line to line
PADDING = 5.4  # points left and right in a cell, Word's 0.19 cm
ITEM_INDENT = 18.0  # points from the cell's edge to the text of a list item
TAB = 36.0  # points from the cell's edge to the text behind a number and a tab

MARGIN = 42.5  # points round the page, 1.5 cm
WIDTHS = (37.0, 199.0, 261.0, 130.0, 130.0)  # points; together A4 landscape less the margins

Run = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its runs, where they begin, and what hangs in front (bullet, number)."""

    runs: tuple[Run, ...]
    indent: float = 0.0
    hanging: str | None = None


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab; an OSError says that they are not installed."""
    pdfmetrics.registerFont(TTFont(REGULAR, FONTS / "LiberationSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, FONTS / "LiberationSans-Bold.ttf"))


def width(runs: tuple[Run, ...], font: str = REGULAR) -> float:
    """Points that the runs take on a line."""
    register_fonts()
    return sum(
        float(pdfmetrics.stringWidth(text, font, SIZE * (RAISED_SIZE if raised else 1)))
        for text, raised in runs
    )


def words(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """The runs cut at spaces: "3^rd^ June" is two words, the first of two runs."""
    found: list[tuple[Run, ...]] = [()]
    for text, raised in runs:
        first, *others = text.split(" ")
        found[-1] += ((first, raised),) if first else ()
        found += [((other, raised),) if other else () for other in others]
    return [word for word in found if word]


def joined(line: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Words as the fewest runs, with single spaces between."""
    runs: list[Run] = []
    for index, word in enumerate(line):
        for position, (text, raised) in enumerate(word):
            spaced = " " + text if index and not position else text
            if runs and runs[-1][1] == raised:
                runs[-1] = (runs[-1][0] + spaced, raised)
            else:
                runs.append((spaced, raised))
    return tuple(runs)


def wrap(paragraph: Paragraph, room: float, hanging: str | None, indent: float) -> list[Line]:
    """A paragraph as lines in a cell that has room points between its paddings."""
    lines: list[list[tuple[Run, ...]]] = [[]]
    for word in words(paragraph.runs):
        if lines[-1] and width(joined([*lines[-1], word])) > room - indent:
            lines.append([])
        lines[-1].append(word)
    return [
        Line(joined(line), indent, None if index else hanging) for index, line in enumerate(lines)
    ]


def set_paragraphs(paragraphs: Paragraphs, column: int) -> list[Line]:
    """The lines of a cell of that column (0 is the first)."""
    room = WIDTHS[column] - 2 * PADDING
    return [
        line
        for paragraph in paragraphs
        for line in wrap(
            paragraph, room, paragraph.marker, ITEM_INDENT if paragraph.marker else 0.0
        )
    ]


def set_action(action: Action, column: int) -> list[Line]:
    """The lines of an action, its number in front: behind a tab or as the first word."""
    first, *others = action.text
    if action.ref is None:
        return set_paragraphs(action.text, column)
    if action.tab:
        opening = wrap(first, WIDTHS[column] - 2 * PADDING, action.ref, TAB)
    else:
        numbered = Paragraph(f"{action.ref} {first.text}", first.marker)
        opening = set_paragraphs((numbered,), column)
    return [*opening, *set_paragraphs(tuple(others), column)]


def dues_beside(actions: tuple[Action, ...], action_column: int, due_column: int) -> Paragraphs:
    """The due paragraphs of a row, with the blank ones that set each beside its action.

    A careful author presses Enter until the date stands beside its action; between two actions of
    one cell there is one blank line.
    """
    beside: list[Paragraph] = []
    lines = start = 0
    for action in actions:
        beside += [BLANK] * (start - lines)
        beside += action.due
        lines = max(lines, start) + len(set_paragraphs(action.due, due_column))
        start += len(set_action(action, action_column)) + 1
    return tuple(beside)
