"""Dates and leads that stand by label in a cell: "Responsible officer: A Hale", "When: May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actionplans.normalise import refs
from actionplans.normalise.entries import EMPTY, Entry, Slot
from actionplans.normalise.headings import claims
from actionplans.normalise.text import Lines, plain

_LABEL = re.compile(r"(?P<label>[A-Z][\w /&'’()-]{1,40}?)\s*:\s*(?=\S)")
_NAMED = 0.6  # of the label's words, by the phrase that gives its role
_OWN = {"due", "lead", "lead_due"}  # columns that leave nothing to tell by label
_LEAST = 2  # cells of a plan


def with_labelled(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with what a cell tells by label in slots of its own: the cell of lead and date,
    or that of the actions where the plan has no columns of dates and leads.

    Only where the plan tells them so again and again.
    """
    bare = [at for at, entry in enumerate(entries) if entry.slots and not _OWN & entry.slots.keys()]
    combined = [at for at, entry in enumerate(entries) if entry["lead_due"].lines]
    done = list(entries)
    for places, key in ((bare, "action"), (combined, "lead_due")):
        found = {at: _parts(entries[at][key].lines, key) for at in places}
        if sum(len(parts) > 1 for parts in found.values()) >= _LEAST:
            done = [
                _told_apart(entry, found[at], key) if at in found else entry
                for at, entry in enumerate(done)
            ]
    return done


def _parts(lines: Lines, key: str) -> list[tuple[str, int, Lines]]:
    """The role of each stretch of the cell, the size of its label, and its lines; key is the role
    of what stands before the first label."""
    parts: list[tuple[str, int, Lines]] = [(key, 0, ())]
    for line in lines:
        label = _LABEL.match(plain((line,)))
        role = _role(label["label"]) if label else ""
        if label and role:
            parts.append((role, label.end(), (line,)))
        else:
            role, size, known = parts[-1]
            parts[-1] = (role, size, (*known, line))
    return parts


def _role(label: str) -> str:
    found = claims(label)
    known = bool(found) and found[0].role in {"due", "lead"} and found[0].coverage >= _NAMED
    return found[0].role if known else ""


def _told_apart(entry: Entry, parts: Sequence[tuple[str, int, Lines]], key: str) -> Entry:
    told: dict[str, Lines] = {key: (), "due": (), "lead": ()}
    labels: Lines = ()
    for role, size, lines in parts:
        head, rest = refs.cut(lines, size - 1) if size else ((), lines)
        told[role] += rest
        labels += head
    slots = {
        role: replace(entry[key], lines=lines) if role == key else Slot(lines)
        for role, lines in told.items()
        if role != key or key in entry.slots
    }
    return replace(
        entry, slots={"due": EMPTY, "lead": EMPTY, **entry.slots, **slots},
        again=entry.again + labels,
    )  # fmt: skip
