"""Responses in numbered paragraphs without any table.

"1." is recommended, "1.1 Accepted", "1.2" will be done: government departments answer so. The
document is laid out as a table with a row for each answer, the recommendation and what was said of
it merged down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise import refs
from actionplans.normalise.evidence import ended
from actionplans.normalise.facts import VERDICT, is_verdict
from actionplans.normalise.form_labels import asking
from actionplans.normalise.text import Lines, plain

_OPENING = re.compile(r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})?\.?\s+\S")
_REFUSED = re.compile(r"\b(?:not (?:accept|agree)|reject|disagree)", re.IGNORECASE)
_HEADINGS = ("Area ref", "Area for improvement", "", "Action ref", "Action")
_LEAST = 3  # recommendations
_MOSTLY = 0.6  # of them are accepted or not
_ALIGNED = 2.0  # points
_SPACE, _SPACE_INDENTED = 0.7, 1.2  # times the height of a line: between lines of one paragraph


@dataclass(slots=True)
class _Recommendation:
    """What is recommended, and the answers to it, each with its number."""

    lines: list[Line]
    answers: list[list[Line]] = field(default_factory=list)

    @property
    def verdict(self) -> Lines:
        """ "1.1 Accepted", where the first answer says no more."""
        first = self.answers[0] if self.answers else []
        return tuple(first) if is_verdict(_after_number(first)) else ()

    @property
    def is_refused(self) -> bool:
        first = _after_number(self.answers[0]) if self.answers else ""
        return bool(_REFUSED.search(first.split(". ")[0]))

    @property
    def is_answered(self) -> bool:
        return bool(self.answers) and bool(VERDICT.match(_after_number(self.answers[0])))


def with_answers_as_rows(document: Document) -> Document:
    """The document with such paragraphs as one table; as it is where it has a table, or where too
    few of its numbered paragraphs are accepted or not. A recommendation that is not accepted, or of
    which no more is said than that it is, stays among the lines: nothing is to be done."""
    lines = [part for part in document.body if isinstance(part, Line) and part.words]
    if document.tables or not lines:
        return document
    found = _recommendations(lines)
    if len(found) < _LEAST or sum(one.is_answered for one in found) < _MOSTLY * len(found):
        return document
    answered = [(one, rows) for one in found if not one.is_refused and (rows := [*_rows(one)])]
    rows = [row for _, each in answered for row in each]
    if not rows:
        return document
    table = Table(
        (_heading(rows[0]), *rows), "text", evidence=(f"{len(found)} recommendations answered",)
    )
    taken = {id(line) for one, _ in answered for part in (one.lines, *one.answers) for line in part}
    rest = [line for line in lines if id(line) not in taken]
    return replace(document, body=(*rest, table))


def _recommendations(lines: Sequence[Line]) -> list[_Recommendation]:
    """The recommendations in order, numbered from 1 without a gap, each with its answers."""
    found: list[_Recommendation] = []
    edge = min((line.box.x0 for line in lines if _OPENING.match(plain((line,)))), default=0.0)
    open_lines: list[Line] | None = None
    for line in lines:
        opening = _OPENING.match(plain((line,)))
        if opening and line.box.x0 - edge < _ALIGNED:
            first, second = int(opening["first"]), int(opening["second"] or 0)
            if not second and first == len(found) + 1:
                open_lines = [line]
                found.append(_Recommendation(open_lines))
                continue
            if found and first == len(found) and second == len(found[-1].answers) + 1:
                open_lines = [line]
                found[-1].answers.append(open_lines)
                continue
        if open_lines and _goes_on(open_lines[-1], line, edge):
            open_lines.append(line)
        else:
            open_lines = None
    return [one for one in found if one.answers]


def _goes_on(before: Line, line: Line, edge: float) -> bool:
    """True for a line of the same paragraph: close below, less close if it is indented, or over the
    page end."""
    indented = line.box.x0 > edge + _ALIGNED
    if line.box.page != before.box.page:
        return indented or not ended(plain((before,)))
    space = _SPACE_INDENTED if indented else _SPACE
    return line.box.top - before.box.bottom < space * (line.box.bottom - line.box.top)


def _after_number(lines: Sequence[Line]) -> str:
    return plain(_apart(lines)[1])


def _apart(lines: Sequence[Line]) -> tuple[Lines, Lines]:
    """The number and what it stands before."""
    number = re.match(r"[\d.]*", plain(tuple(lines[:1])))
    return refs.cut(tuple(lines), number.end() if number else 0)


def _rows(one: _Recommendation) -> Iterator[Row]:
    verdict = one.verdict
    told = (*_apart(one.lines), _apart(verdict)[1])
    for at, answer in enumerate(one.answers[1:] if verdict else one.answers):
        above = (Cell(merged_above=True) if at else Cell(lines) for lines in told)
        yield Row(answer[0].box.page, (*above, *map(Cell, _apart(answer))))


def _heading(row: Row) -> Row:
    """Headings that the page does not print, in the place of the first word."""
    first = row.cells[0].lines[0]
    cells = (asking(text, first) if text else Cell() for text in _HEADINGS)
    return Row(row.page, tuple(cells), header=True)
