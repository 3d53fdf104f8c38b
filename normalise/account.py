"""The account of words: each is in a field, elsewhere in the document, or named as unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    placed, out = _places(placed_lines.values()), _places(dropped_lines.values())
    chosen = (row for part in parts if part.chosen for row in part.rows)
    inside = _places(
        line
        for row in chosen
        for cell in row.cells
        for line in cell.lines
        if id(line) not in placed_lines and id(line) not in dropped_lines
    )
    lines = list(document_lines(document))
    total = sum([len(line.words) for line in lines]) + len(document.furniture)
    rest = [line for line in lines if id(line) not in placed_lines]
    others = [*_words(rest), *document.furniture]
    in_fields = total - len(others) + sum(map(placed.__contains__, map(_place, others)))
    left = inside - placed - out
    unplaced = tuple(
        UnplacedWord(word.text, *word.box)
        for word in (others if left else ())
        if _place(word) in left
    )
    return Account(total, in_fields, total - in_fields - len(unplaced), unplaced)


_place = itemgetter(slice(1, 6))
"""Page and box of a word: what word.box holds, without making a Box ten thousand times."""


def _places(lines: Iterable[Line]) -> set[tuple[object, ...]]:
    return set(map(_place, _words(lines)))


def _words(lines: Iterable[Line]) -> Iterator[Word]:
    return chain.from_iterable([line.words for line in lines])


def provenance(fields: Mapping[str, Lines]) -> tuple[Provenance, ...]:
    """For each field and page the box around its words."""
    found = []
    for name, lines in fields.items():
        boxes = [line.box for line in lines]
        pages = {box.page for box in boxes}
        for page in sorted(pages):
            there = boxes if len(pages) == 1 else [box for box in boxes if box.page == page]
            _, x0, top, x1, bottom = zip(*there, strict=True)
            found.append(Provenance(name, page, min(x0), min(top), max(x1), max(bottom)))
    return tuple(found)
