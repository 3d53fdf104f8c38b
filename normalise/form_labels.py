"""Labels of a form: what they ask for, and where they stand within a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from actionplans.extract.document import Cell, Line, Row
from actionplans.extract.page import Word
from actionplans.normalise import refs
from actionplans.normalise.content import looks_dated
from actionplans.normalise.headings import Role, claims, combined_role, normalised
from actionplans.normalise.text import plain

LABEL_WORDS = 8
_COVERED = 0.5  # of a label's words by the phrase that gives its role
_LONG_LABEL = 5  # words of a phrase that says all, whoever is meant

# Headings for references that a form prints in its labels ("Area for improvement 2") or above it.
NUMBER = "ref"
ACTION = "action"  # where no label asks for what stands above the form
_NUMBERS = {"area": "area no", "action": "action no"}

Pair = tuple[Cell, Cell]


@dataclass(slots=True)
class Block:
    """One action's labels and values while they are gathered; keys are labels as compared. title
    is the row across the form that stands above it."""

    page: int
    pairs: dict[str, Pair] = field(default_factory=dict)
    title: Row | None = None


def asking(heading: str, line: Line) -> Cell:
    """A label that the form does not print, in the place of one that it does."""
    return Cell((Line((line.words[0]._replace(text=heading),)),))


def role_of(label: str) -> Role | None:
    if combined := combined_role(label):
        return combined
    found = claims(label)
    return found[0].role if found and found[0].coverage >= _COVERED else None


def key_of(label: Cell) -> str:
    """A label as it is compared: "Area for improvement 2" asks for what the first one did."""
    return _key_of(plain(label.lines))


@lru_cache(maxsize=1 << 12)  # each block of a form has the labels of the others
def _key_of(text: str) -> str:
    found = refs.read(text)
    numbered = found is not None and found.shape == "label" and found.size >= len(text.rstrip(" :"))
    role = claims(text)
    if role and role[0].coverage >= _COVERED and len(role[0].phrase.split()) >= _LONG_LABEL:
        return role[0].phrase  # "The provider is failing to …", "The person in charge is …"
    return normalised(re.sub(r"\W*\S*\d\S*\W*$", "", text) if numbered else text)


def number_of(label: Cell) -> str:
    """What the number in a label is the reference of: "area no" for "Area for improvement 2"."""
    text = plain(label.lines).rstrip(" :")
    found = refs.read(text)
    if found is None or found.shape != "label" or found.size < len(text):
        return ""
    return _NUMBERS.get(role_of(key_of(label)) or "", "")


def is_label(cell: Cell) -> bool:
    """True for a few words that ask for something; "End of May" answers."""
    text = plain(cell.lines)
    few = 0 < len(text.split()) <= LABEL_WORDS
    return few and role_of(text.rstrip(":")) is not None and not looks_dated(text)


def part_of(line: Line, words: Iterable[Word]) -> Line:
    """The line with these of its words alone."""
    kept = tuple(words)
    return line if len(kept) == len(line.words) else replace(line, words=kept)


def by_bold(cell: Cell) -> tuple[Cell, list[Pair]]:
    """The labels in bold within a cell, each with the words up to the next: "**Ref:** 13 (7)"; and
    the words before the first of them."""
    opened = [line.words[0].bold for line in cell.lines if line.words]
    if True not in opened or all(word.bold for word in cell.words()):
        return cell, []  # nearly every cell: no label in it, or nothing else
    pieces: list[tuple[list[Line], list[Line]]] = [([], [])]
    in_label = False
    for line in cell.lines:
        for first, (bold, words) in enumerate(groupby(line.words, key=lambda word: word.bold)):
            part = part_of(line, words)
            on_label = in_label and not _is_complete(pieces[-1][0], first == 0)
            if bold and not on_label:
                pieces.append(([], []))
            pieces[-1][0 if bold else 1].append(part)
            in_label = bold
    (_, head), *found = pieces
    named = [_is_named(plain(label)) for label, _ in found]
    asked = any(role_of(plain(label).rstrip(":")) for label, _ in found) if head else True
    if not (all(named) and asked and (head or any(value for _, value in found))):
        return cell, []
    return replace(cell, lines=tuple(head)), [
        (replace(cell, lines=tuple(label)), replace(cell, lines=tuple(value)))
        for label, value in found
    ]


def _is_complete(label: Sequence[Line], new_line: bool) -> bool:
    """Whether what is in bold behind a label begins another one: "Area for improvement 1" above
    "Ref:"."""
    return _ends_label(label) or (new_line and refs.whole(plain(label)) is not None)


def by_colons(cell: Cell) -> tuple[Cell, list[Pair]]:
    """As by_bold(), where type does not tell: by labels that end with a colon, or are numbered."""
    head: list[Line] = []
    found: list[tuple[list[Line], list[Line]]] = []
    rest = list(cell.lines)
    while rest:
        size = next((n for n in (1, 2) if _opens_by_label(rest[:n], bool(found))), 0)
        if not size:
            (found[-1][1] if found else head).append(rest.pop(0))
            continue
        text = plain(rest[:size])
        label, value = refs.cut(tuple(rest[:size]), text.find(":") + 1 or len(text))
        found.append((list(label), list(value)))
        rest = rest[size:]
    if not any(role_of(plain(label).rstrip(":")) for label, _ in found):
        return cell, []
    return replace(cell, lines=tuple(head)), [
        (replace(cell, lines=tuple(label)), replace(cell, lines=tuple(value)))
        for label, value in found
    ]


def _opens_by_label(lines: Sequence[Line], among: bool) -> bool:
    """Whether the lines are one label and what is behind its colon; among: others stand before."""
    text = plain(lines)
    label, colon, _ = text.partition(":")
    if len(lines) > 1 and (":" in plain(lines[:1]) or not colon):
        return False
    if not colon:
        numbered = refs.whole(text)
        return (
            numbered is not None
            and numbered.shape == "label"
            and role_of(key_of(Cell(tuple(lines)))) is not None
        )
    known = role_of(label) is not None or (among and len(label.split()) == 1)
    return label[:1].isupper() and known


def _ends_label(lines: Sequence[Line]) -> bool:
    return plain(lines).endswith(":")


def _is_named(label: str) -> bool:
    numbered = refs.whole(label)  # "R1.1" alone names nothing
    named = numbered is not None and numbered.shape == "label"
    return label.endswith(":") or named or role_of(label) is not None
