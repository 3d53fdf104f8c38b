"""Dates and leads that stand by label in a cell: "Responsible officer: A Hale", "When: May".

A cell may hold several actions, each with such a line below it: "Owner: A Hale | Due: May".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actionplans.extract.document import Line
from actionplans.normalise import refs
from actionplans.normalise.entries import EMPTY, EXTRA, Entry, Slot
from actionplans.normalise.headings import claims
from actionplans.normalise.text import Lines, plain

_LABEL = re.compile(r"(?:^|(?<=[|·;]\s))(?P<label>[A-Z][\w /&’'()-]{1,40}?)\s*:\s*(?=\S)")
_MARKS = re.compile(r"\s*[|·;]?\s*$")
_NAMED = 0.6  # of the label's words, by the phrase that gives its role
_OWN = {"due", "lead", "lead_due"}  # columns that leave nothing to tell by label
_LEAST = 2  # cells of a plan


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a cell: what it tells, its label with the mark before it, and its lines."""

    role: str
    lines: Lines = ()
    label: Lines = ()


def with_labelled(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with what a cell tells by label in slots of its own: the cell of lead and date,
    or that of the actions where the plan has no columns of dates and leads.

    Only where the plan tells them so again and again. A status is told so too where no column is
    for it.
    """
    has_status = any("status" in entry.slots for entry in entries)
    asked = frozenset({"due", "lead"} if has_status else {"due", "lead", "status"})
    bare = [at for at, entry in enumerate(entries) if entry.slots and not _OWN & entry.slots.keys()]
    combined = [at for at, entry in enumerate(entries) if entry["lead_due"].lines]
    done = [[entry] for entry in entries]
    for places, key in ((bare, "action"), (combined, "lead_due")):
        found = {at: _items(entries[at][key].lines, key, asked) for at in places}
        if sum(len(items[0]) > 1 for items in found.values()) >= _LEAST:
            for at, items in found.items():
                done[at] = _told_apart(entries[at], items, key)
    return [entry for each in done for entry in each]


def _items(lines: Lines, key: str, asked: frozenset[str]) -> list[list[_Part]]:
    """The parts of each action of the cell; key is the role of what stands before the first label.
    Below labels the reference that follows the one of the cell opens another action."""
    items: list[list[_Part]] = [[_Part(key)]]
    for line in lines:
        told = len(items[-1]) > 1
        before, pieces = _pieces(line, asked, inside=told)
        if told and key == "action" and not pieces and _follows(items[-1][0].lines, before):
            items.append([_Part(key, before)])
        else:
            last = items[-1][-1]
            items[-1][-1:] = [replace(last, lines=last.lines + before), *pieces]
    return items


def _follows(last: Lines, lines: Lines) -> bool:
    """True for "R1.2 …" after an action that opens with "R1.1"."""
    one, other = refs.read(plain(last)), refs.read(plain(lines))
    return one is not None and other is not None and refs.successor(one, other)


def _pieces(line: Line, asked: frozenset[str], *, inside: bool) -> tuple[Lines, list[_Part]]:
    """What a line that opens with a label tells: "Owner: A Hale | Due: May 2024"; and what stands
    before its first label, the rest of a value, where labels were told before (inside)."""
    text = plain((line,))
    labels = [found for found in _LABEL.finditer(text) if _role(found["label"]) in asked]
    if not labels or (labels[0].start() and not inside):
        return (line,), []
    first = _MARKS.sub("", text[: labels[0].start()])
    before, rest = refs.cut((line,), len(first))
    mark, rest = refs.cut(rest, len(text[len(first) : labels[0].start()].strip()))
    pieces: list[_Part] = []
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        head, rest = refs.cut(rest, label.end() - label.start() - 1)
        value = _MARKS.sub("", text[label.end() : end])
        said, rest = refs.cut(rest, len(value))
        pieces.append(_Part(_role(label["label"]), said, mark + head))
        mark, rest = refs.cut(rest, len(text[label.end() + len(value) : end].strip()))
    return before, pieces


def _role(label: str) -> str:
    found = claims(label)
    known = bool(found) and found[0].role in {"due", "lead", "status"}
    return found[0].role if known and found[0].coverage >= _NAMED else ""


def _told_apart(entry: Entry, items: Sequence[Sequence[_Part]], key: str) -> list[Entry]:
    """The entry, and one more for each further action, which stands under the same area."""
    above = replace(EMPTY, merged_above=True)
    below = {"area": above, "area_ref": above, "section": above, "ref": EMPTY, "action_ref": EMPTY}
    below = {name: slot for name, slot in below.items() if name in entry.slots}
    return [
        _with_parts(
            replace(
                entry,
                slots={**entry.slots, **below} if at else entry.slots,
                above=() if at else entry.above,
                before=() if at else entry.before,
            ),
            parts,
            key,
        )
        for at, parts in enumerate(items)
    ]


def _with_parts(entry: Entry, parts: Sequence[_Part], key: str) -> Entry:
    told: dict[str, Lines] = {key: (), "due": (), "lead": ()}
    for part in parts:
        told[part.role] = told.get(part.role, ()) + part.lines
    slots = {
        role: replace(entry[key], lines=lines) if role == key else Slot(lines)
        for role, lines in told.items()
        if role != key or key in entry.slots
    }
    labels = tuple(line for part in parts for line in part.label)
    for part in parts:
        if part.role == "status":  # in words too, for a status may say more than how far it is
            slots[EXTRA + plain(part.label).strip(" |·;:")] = Slot(part.lines)
    return replace(
        entry, slots={"due": EMPTY, "lead": EMPTY, **entry.slots, **slots},
        again=entry.again + labels,
    )  # fmt: skip
