"""Rows that are no rows: banners across the table, and remnants of a heading cut by a page end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actionplans.extract.document import Cell, Line, Row
from actionplans.extract.page import Word
from actionplans.normalise import refs
from actionplans.normalise.choose import Part
from actionplans.normalise.columns import Columns
from actionplans.normalise.headings import normalised
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lexicon, Lines, plain

_REF_ROLES = {"ref", "area_ref", "action_ref"}


def banner_of(part: Part, row: Row, lexicon: Lexicon) -> tuple[Lines, Repair | None]:
    """The words of a banner, with a repair where the columns cut them; no lines for another row."""
    filled = [
        place for place, cell in enumerate(row.cells) if cell.lines and part.columns.roles[place]
    ]
    if not filled or (row.header and len(filled) > 1):
        return (), None
    first = filled[0]
    cell = row.cells[first]
    if any(c.merged_above for c in row.cells if c.lines):
        return (), None
    if len(filled) == 1 and _spans(row, first):
        return cell.lines, None
    # Merged slots that carry a cell from above down beside this row: it is a row like others.
    if any(c.merged_above for c in row.cells):
        return (), None
    text = plain(cell.lines)
    in_ref_column = part.columns.roles[first] in _REF_ROLES and not _could_be_ref(text)
    if len(filled) == 1 and (in_ref_column or _stands_out(part, row, first)):
        return cell.lines, None
    if (
        filled == [first, first + 1]
        and in_ref_column
        and len(plain(row.cells[first + 1].lines).split()) <= 12
    ):
        lines = _sewn(cell.lines, row.cells[first + 1].lines, lexicon)
        before = f"{text} | {plain(row.cells[first + 1].lines)}"
        repair = Repair(None, "banner-cut-by-columns", row.page, before, plain(lines),
                        "no reference in the reference column, every other cell blank")  # fmt: skip
        return lines, repair
    return (), None


def _spans(row: Row, first: int) -> bool:
    """True if the cell at first runs over most of the columns to its right."""
    end = first + 1
    while end < len(row.cells) and row.cells[end].merged_left:
        end += 1
    return end - first >= 2 and end - first >= 0.6 * len(row.cells)


def _could_be_ref(text: str) -> bool:
    return refs.whole(text) is not None or not any(character.isalpha() for character in text)


def _stands_out(part: Part, row: Row, first: int) -> bool:
    """A lone short text in bold at the left: a banner without a span of its own."""
    words = list(row.cells[first].words())
    bold_rows = sum(all(w.bold for c in r.cells for w in c.words()) for r in part.rows)
    return (
        first == 0
        and len(words) <= 12
        and all(word.bold for word in words)
        and bold_rows < 0.4 * len(part.rows) + 1
        and not plain(row.cells[first].lines)[:1].islower()
    )


def _sewn(left: Lines, right: Lines, lexicon: Lexicon) -> Lines:
    """Two cells that a column's edge cut out of one line: "Mul" + "ulti-agency", "Eas" + "t"."""
    *before, last = [word for line in left for word in line.words]
    first, *after = [word for line in right for word in line.words]
    whole = _one_word(last.text, first.text, lexicon)
    if whole:
        seam: list[Word] = [last._replace(text=whole), first._replace(text="")]
    else:
        seam = [last, first]
    return (Line((*before, *seam, *after)),)


def _one_word(left: str, right: str, lexicon: Lexicon) -> str | None:
    for size in range(min(len(left), len(right)), 1, -1):
        if left.endswith(right[:size]):
            return left + right[size:]
    known = lexicon.knows(left + right) and not lexicon.knows(left, beyond=1)
    return left + right if known else None


class Remnants:
    """Takes what is left of a heading row that a page end cut off the first rows of a page.

    A row all of whose cells are words of their columns' headings is dropped; in the row after it
    the words that complete these headings are taken off the front of the cells.
    """

    def __init__(self, columns: Columns) -> None:
        self._headings = [normalised(title).split() for title in columns.titles]
        self._read: dict[int, int] = {}

    def take(self, row: Row) -> tuple[Row | None, Lines, Repair | None]:
        """The row without remnants (None if nothing is left), the words taken, the record."""
        found = {
            place: self._fragment(place, plain(cell.lines))
            for place, cell in enumerate(row.cells)
            if cell.lines
        }
        if (
            found
            and all(found.values())
            and (len(found) > 1 or self._read or self._is_tail(row, found))
        ):
            self._read = {place: end for place, end in found.items() if end}
            return (
                None,
                _lines_of(row),
                self._record(row, "", "its cells hold words of the headings alone"),
            )
        taken, cells = self._completed(row)
        self._read = {}
        if not taken:
            return row, (), None
        rest = replace(row, cells=cells)
        note = "its first words complete the heading that the row above broke off"
        return (
            rest,
            taken,
            self._record(row, " | ".join(plain(c.lines) for c in cells if c.lines), note),
        )

    def _is_tail(self, row: Row, found: Mapping[int, int | None]) -> bool:
        """True for the last words, two or more, of one heading that goes over several lines."""
        [(place, end)] = found.items()
        return (
            end == len(self._headings[place])
            and len(normalised(plain(row.cells[place].lines)).split()) >= 2
        )

    def _fragment(self, place: int, text: str) -> int | None:
        """The place after the text's words in its column's heading, None if they are not there."""
        words, heading = normalised(text).split(), self._headings[place]
        starts = [self._read[place]] if place in self._read else range(len(heading))
        ends = [s + len(words) for s in starts if words and heading[s : s + len(words)] == words]
        return ends[0] if ends else None

    def _completed(self, row: Row) -> tuple[Lines, tuple[Cell, ...]]:
        taken: list[Line] = []
        cells = list(row.cells)
        for place, read in self._read.items():
            rest = self._headings[place][read:]
            words = normalised(plain(cells[place].lines)).split()
            if rest and words[: len(rest)] == rest:
                size = len(" ".join(plain(cells[place].lines).split()[: len(rest)]))
                head, tail = refs.cut(cells[place].lines, size)
                taken += head
                cells[place] = replace(cells[place], lines=tail)
        return tuple(taken), tuple(cells)

    @staticmethod
    def _record(row: Row, after: str, evidence: str) -> Repair:
        before = " | ".join(plain(cell.lines) for cell in row.cells if cell.lines)
        return Repair(None, "header-dropped", row.page, before, after, evidence)


def _lines_of(row: Row) -> Lines:
    return tuple(line for cell in row.cells for line in cell.lines)
