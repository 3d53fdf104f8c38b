"""The account of words: each is in a field, elsewhere in the document, or named as unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actionplans.extract.document import Document
from actionplans.extract.page import Box, Word
from actionplans.normalise.choose import Part
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
    placed = {_place(word) for word in _words(used)}
    out = {_place(word) for word in _words(dropped)}
    inside = {
        _place(word)
        for part in parts
        if part.chosen
        for row in part.rows
        for cell in row.cells
        for word in cell.words()
    }
    counts = {"placed": 0, "elsewhere": 0}
    unplaced: list[UnplacedWord] = []
    for word in document_words(document):
        place = _place(word)
        if place in placed:
            counts["placed"] += 1
        elif place not in inside or place in out:
            counts["elsewhere"] += 1
        else:
            unplaced.append(UnplacedWord(word.text, *word.box))
    total = counts["placed"] + counts["elsewhere"] + len(unplaced)
    return Account(total, counts["placed"], counts["elsewhere"], tuple(unplaced))


def _place(word: Word) -> tuple[object, ...]:
    """Page and box: what word.box holds, without making a Box of it ten thousand times."""
    return word[1:6]


def _words(lines: Iterable[Lines]) -> Iterator[Word]:
    return (word for part in lines for line in part for word in line.words)


def provenance(fields: Mapping[str, Lines]) -> tuple[Provenance, ...]:
    """For each field and page the box around its words."""
    found = []
    for name, lines in fields.items():
        boxes: dict[int, Box] = {}
        for line in lines:
            box = line.box
            known = boxes.get(box.page, box)
            boxes[box.page] = Box(
                box.page,
                min(known.x0, box.x0),
                min(known.top, box.top),
                max(known.x1, box.x1),
                max(known.bottom, box.bottom),
            )
        found += [Provenance(name, *boxes[page]) for page in sorted(boxes)]
    return tuple(found)
