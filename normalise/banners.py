"""Rows that are no rows: banners across the table, and remnants of a heading cut by a page end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.extract.document import Cell, Line, Row
from actionplans.extract.page import Word
from actionplans.normalise import refs
from actionplans.normalise.columns import Columns
from actionplans.normalise.entries import EXTRA, Entry, Slot
from actionplans.normalise.evidence import ended, ends_open
from actionplans.normalise.facts import Fact, facts_apart, title_and_beside
from actionplans.normalise.headings import normalised
from actionplans.normalise.part import Part
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lexicon, Lines, plain
from actionplans.normalise.wordlists import word_list

_REF_ROLES = {"ref", "area_ref", "action_ref"}


_SECTION = re.compile(
    r"^(?:priority|theme|work ?stream|section|part|strand|pillar|domain|standard|objectives?)\b",
    re.IGNORECASE,
)


def lone_titles(part: Part) -> frozenset[int]:
    """Places of rows that hold a short title in their first cell and nothing else: banners of
    tables whose rows have no rules or spans to show them."""
    roles = part.columns.roles
    role = roles[0] if roles else None
    if role not in {"area", "action"}:
        return frozenset()
    others = [p for p, r in enumerate(roles) if r in {"action", "due", "lead", "lead_due"} and p]
    full = [at for at, row in enumerate(part.rows) if any(row.cells[p].lines for p in others)]
    if len(full) < 0.4 * len(part.rows):
        return frozenset()
    return frozenset(
        at
        for at, row in enumerate(part.rows)
        if at not in full and _is_title(part, at, row, role) and _leads_to_full(part, at, full)
    )


def _leads_to_full(part: Part, at: int, full: Sequence[int]) -> bool:
    """True if the next row that is no title too is full, its first cell included."""
    below = next((place for place in full if place > at), None)
    return below is not None and below - at <= 2 and bool(part.rows[below].cells[0].lines)


def _is_title(part: Part, at: int, row: Row, role: str) -> bool:
    filled = [place for place, cell in enumerate(row.cells) if cell.lines]
    if filled != [0] or row.whole or any(cell.merged_above for cell in row.cells):
        return False
    text = plain(row.cells[0].lines)
    above = plain(part.rows[at - 1].cells[0].lines) if at else ""
    if ends_open(above) or ends_open(text) or text[:1].islower() or refs.read(text):
        return bool(_SECTION.match(text))
    words = text.split()
    if _SECTION.match(text) or (text.isupper() and len(words) > 1):
        return True
    if role == "area":
        return len(words) <= 12 and not ended(text)
    named = all(word[0].isupper() or word in word_list("small") for word in words)
    return len(words) <= 4 and named and not ended(text)


def banner_of(
    part: Part, row: Row, lexicon: Lexicon, *, title: bool = False
) -> tuple[Lines, Repair | None]:
    """The words of a banner, with a repair where the columns cut them; no lines for another row.

    title: the row was found to be a lone title.
    """
    filled = [
        place for place, cell in enumerate(row.cells) if cell.lines and part.columns.roles[place]
    ]
    if not filled or (row.header and len(filled) > 1):
        return (), None
    first = filled[0]
    cell = row.cells[first]
    if len(filled) > 1 and (found := title_and_beside(row)) and found[1]:
        return cell.lines, None
    if len(filled) > 2 or any(c.merged_above for c in row.cells if c.lines):
        return (), None  # nearly every row
    if len(filled) == 1 and (title or _spans(row, first)):
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


def banner_entries(part: Part, row: Row, lines: Lines, fact: Fact | None) -> list[Entry]:
    """A banner as an entry, with one more for what is said beside it of the rows below; or, where
    it states a fact ("Outcome: every child is seen"), that fact alone."""
    if fact is not None:
        return [Entry(row.page, {EXTRA + fact.label: Slot(fact.text)})]
    found = title_and_beside(row)
    titles = part.columns.titles
    title, below = facts_apart(lines)
    said = {EXTRA + each.label: Slot(each.text) for each in below}
    for place in found[1] if found else ():
        said[EXTRA + (titles[place] or f"Column {place + 1}")] = Slot(row.cells[place].lines)
    return [Entry(row.page, banner=title), *([Entry(row.page, said)] if said else [])]


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
    if first or len(words) > 12 or not all(word.bold for word in words):
        return False
    if plain(row.cells[first].lines)[:1].islower():
        return False
    bold_rows = sum(all(w.bold for c in r.cells for w in c.words()) for r in part.rows)
    return bold_rows < 0.4 * len(part.rows) + 1


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
        found = self._fragments(row)
        if found and (len(found) > 1 or self._read or self._is_tail(row, found)):
            self._read = found
            return (
                None,
                _lines_of(row),
                self._record(row, "", "its cells hold words of the headings alone"),
            )
        if not self._read:
            return row, (), None  # nearly every row
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

    def _fragments(self, row: Row) -> dict[int, int]:
        """Where each cell's words end in its column's heading; nothing unless all stand there."""
        filled = [place for place, cell in enumerate(row.cells) if cell.lines]
        found = dict.fromkeys(filled, 0)
        for place in sorted(filled, key=lambda place: len(row.cells[place].lines)):
            end = self._fragment(place, plain(row.cells[place].lines))
            if not end:
                return {}  # nearly every row, by the shortest of its cells
            found[place] = end
        return found

    def _is_tail(self, row: Row, found: Mapping[int, int]) -> bool:
        """True for the last words, two or more, of one heading that goes over several lines."""
        [(place, end)] = found.items()
        return (
            end == len(self._headings[place])
            and len(normalised(plain(row.cells[place].lines)).split()) >= 2
        )

    def _fragment(self, place: int, text: str) -> int | None:
        """The place after the text's words in its column's heading, None if they are not there."""
        heading = self._headings[place]
        if text.replace(".", "").isdecimal() and not any(map(str.isdecimal, heading)):
            return None  # nearly every number
        words = normalised(text).split()
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
