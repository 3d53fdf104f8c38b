"""Rows above the headings of a table: the title of what follows, and facts about it by label.

Audit reports set a small table for each finding: its title across the table, "Finding" and "Risk"
with a text beside each, and only then the headings of the actions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from actionplans.extract.document import Row
from actionplans.normalise import refs
from actionplans.normalise.entries import EMPTY, EXTRA, Entry, Slot, key_of_fact
from actionplans.normalise.facts import (
    facts_apart,
    labelled_cell,
    labelled_text,
    names_area,
    number_in,
    title_and_beside,
)
from actionplans.normalise.headings import claims
from actionplans.normalise.part import Part
from actionplans.normalise.text import Lines, plain

_LABELLED = re.compile(r"\b(?:priority|theme|pillar|workstream|strand|section|domain)\b", re.I)


def fronts_kept(parts: Iterable[Part]) -> frozenset[str]:
    """The titles above headings that tell parts of the plan apart; a single one without a number
    or a label, and set as no banner below it, is the plan's own title."""
    fronts = {
        plain(found[0]): _look(row) for part in parts for row in part.front
        if (found := _title(row))
    }  # fmt: skip
    several = len(fronts) > 1
    banners = {_look(row) for part in parts for row in part.rows if fronts and _title(row)}
    return frozenset(
        title
        for title, look in fronts.items()
        if several or look in banners or _LABELLED.search(title) or refs.read(title)
    )


def _look(row: Row) -> tuple[str | None, float, bool, str]:
    """How a title is set: its ground, and the size, weight and colour of its first word."""
    cell = next(cell for cell in row.cells if cell.lines)
    word = next(cell.words())
    return cell.fill, round(word.size, 1), word.bold, word.colour


def _title(row: Row) -> tuple[Lines, tuple[int, ...]] | None:
    return title_and_beside(row) if labelled_cell(row) is None else None


def front_entries(part: Part, kept: frozenset[str]) -> Iterator[Entry]:
    """What the rows above the part's headings say, as banners and as facts for the rows below."""
    return (replace(entry, in_front=True) for entry in _read(part, kept))


def _read(part: Part, kept: frozenset[str]) -> Iterator[Entry]:
    above, before, titled = part.above, part.before, False
    number, cited, label = EMPTY, EMPTY, ""
    for row in part.front:
        fact, title = labelled_cell(row, part.labels), _title(row)
        if fact is not None and not titled and _is_number(fact[0]):
            number, label = Slot(fact[1]), fact[0]
            continue
        # "Must do 1 | Regulation 12 (safe care)" above the sentence that says what to do
        if fact is not None and refs.whole(fact[0]) and refs.opens_with_rule(plain(fact[1])):
            if cited.lines:
                yield Entry(row.page, {"area": cited, "area_ref": number})
            number, cited = Slot(row.cells[0].lines), Slot(fact[1])
            continue
        if title is not None and cited.lines and plain(title[0]) in kept:
            kind = plain(cited.lines).split()[0]  # the word that the page prints: "Regulation"
            slots = {"area": Slot(title[0]), "area_ref": number, EXTRA + kind: cited}
            yield Entry(row.page, slots, above=above, before=before)
            number, cited, titled = EMPTY, EMPTY, True
        elif fact is not None:
            slots = {_key(fact[0], part.columns.roles, titled=titled): Slot(fact[1])}
            at = 0 if titled or refs.whole(fact[0]) else number_in(fact[0])
            if at:
                digits = Slot(refs.cut(row.cells[0].lines, at)[1])
                slots = {"area": Slot(fact[1]), "area_ref": digits}
            elif "area" in slots and refs.whole(fact[0]):
                slots["area_ref"] = Slot(row.cells[0].lines)
            elif "area" in slots and number.lines:
                slots["area_ref"], number = number, EMPTY
            titled = titled or "area" in slots
            yield Entry(row.page, slots, above=above, before=before)
        elif title is not None and (told := labelled_text(title[0], titled=titled)):
            yield Entry(row.page, {EXTRA + told.label: Slot(told.text)}, above=above, before=before)
        elif title is not None and plain(title[0]) in kept:
            titled = True
            banner, below = facts_apart(title[0])
            yield Entry(row.page, banner=banner, above=above, before=before)
            beside = (labelled_text(row.cells[place].lines, titled=True) for place in title[1])
            slots = {EXTRA + said.label: Slot(said.text) for said in (*below, *beside) if said}
            if slots:
                yield Entry(row.page, slots)
        else:
            continue
        above = before = ()
    if cited.lines or number.lines:
        slots = {"area": cited, "area_ref": number} if cited.lines else {EXTRA + label: number}
        yield Entry(part.front[-1].page, slots, above=above, before=before)


def _is_number(label: str) -> bool:
    """True for "Reference", beside which the number of the area below stands."""
    found = claims(label)
    return bool(found) and found[0].role in {"ref", "area_ref"} and found[0].coverage == 1


def _key(label: str, below: Collection[str | None], *, titled: bool) -> str:
    found = claims(label)
    role = "area" if names_area(label) else found[0].role if found else "extra"
    if role in {"area", "rag", "status"} and not (role == "area" and titled):
        return role  # below a title that names the area it tells more of it
    return key_of_fact(label, role, {each for each in below if each})
