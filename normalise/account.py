"""The account of words: each is in a field, elsewhere in the document, or named as unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actionplans.extract.document import Document, Line
from actionplans.normalise.part import Part
from actionplans.normalise.plan import Provenance, UnplacedWord
from actionplans.normalise.text import Lines, document_words


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
    placed = _places(line for lines in used for line in lines)
    out = _places(line for lines in dropped for line in lines)
    chosen = (row for part in parts if part.chosen for row in part.rows)
    inside = _places(line for row in chosen for cell in row.cells for line in cell.lines)
    places = [word[1:6] for word in document_words(document)]
    in_fields = sum(map(placed.__contains__, places))
    left = inside - placed - out
    unplaced = tuple(
        UnplacedWord(word.text, *word.box)
        for word in (document_words(document) if left else ())
        if word[1:6] in left
    )
    return Account(len(places), in_fields, len(places) - in_fields - len(unplaced), unplaced)


def _places(lines: Iterable[Line]) -> set[tuple[object, ...]]:
    """Page and box of each word: what word.box holds, without making a Box ten thousand times."""
    return {word[1:6] for line in lines for word in line.words}


def provenance(fields: Mapping[str, Lines]) -> tuple[Provenance, ...]:
    """For each field and page the box around its words."""
    found = []
    for name, lines in fields.items():
        boxes = [line.box for line in lines]
        for page in sorted({box.page for box in boxes}):
            _, x0, top, x1, bottom = zip(*[box for box in boxes if box.page == page], strict=True)
            found.append(Provenance(name, page, min(x0), min(top), max(x1), max(bottom)))
    return tuple(found)
