"""The account of words: each is in a field, elsewhere in the document, or named as unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from actionplans.extract.document import Document, Line
from actionplans.extract.page import Word
from actionplans.normalise.part import Part
from actionplans.normalise.plan import Provenance, UnplacedWord
from actionplans.normalise.text import Lines, document_lines


@dataclass(frozen=True, slots=True)
class Account:
    """total = placed + elsewhere + len(unplaced)."""

    total: int
    placed: int
    elsewhere: int
    unplaced: tuple[UnplacedWord, ...]


def account(
    document: Document, parts: Sequence[Part], used: Iterable[Lines], dropped: Iterable[Lines]
) -> Account:
    """Count every word once. used are the lines that reached a field; dropped those of headings
    that were taken out of rows, which count as elsewhere. A word is known by its box."""
    placed_lines = {id(line): line for lines in used for line in lines}
    dropped_lines = {id(line): line for lines in dropped for line in lines}
    lines = list(document_lines(document))
    total = sum([len(line.words) for line in lines]) + len(document.furniture)
    rest = [line for line in lines if id(line) not in placed_lines]
    others = [*_words(rest), *document.furniture]
    ends = {word.x1 for word in others}  # no other word's place is asked for
    placed, out = _places(placed_lines.values(), ends), _places(dropped_lines.values(), ends)
    chosen = [row for part in parts if part.chosen for row in part.rows]
    left_over = [
        line
        for row in chosen
        for cell in row.cells
        for line in cell.lines
        if id(line) not in placed_lines and id(line) not in dropped_lines
    ]
    in_fields = total - len(others) + sum(map(placed.__contains__, map(_place, others)))
    left = _places(left_over, ends) - placed - out
    unplaced = tuple(
        UnplacedWord(word.text, *word.box)
        for word in (others if left else ())
        if _place(word) in left
    )
    return Account(total, in_fields, total - in_fields - len(unplaced), unplaced)


_place = itemgetter(slice(1, 6))
"""Page and box of a word: what word.box holds, without making a Box ten thousand times."""


def _places(lines: Iterable[Line], ends: Set[float]) -> set[tuple[object, ...]]:
    """The places of those words that end where one that is asked about does: mostly few."""
    return {_place(word) for word in _words(lines) if word.x1 in ends}


def _words(lines: Iterable[Line]) -> Iterator[Word]:
    return chain.from_iterable([line.words for line in lines])


def provenance(field: str, lines: Lines) -> tuple[Provenance, ...]:
    """For each page of a field the box around its words."""
    boxes = [line.box for line in lines]
    if len(boxes) < 2:
        return tuple([Provenance(field, *box) for box in boxes])
    found = []
    pages = {box.page for box in boxes}
    for page in sorted(pages):
        there = boxes if len(pages) == 1 else [box for box in boxes if box.page == page]
        _, x0, top, x1, bottom = zip(*there, strict=True)
        found.append(Provenance(field, page, min(x0), min(top), max(x1), max(bottom)))
    return tuple(found)
