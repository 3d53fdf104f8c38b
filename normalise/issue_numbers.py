"""Numbers that open a column which is neither area nor action.

Auditors write "1. Valuation of property" under "Issue/risk": the number is that of the
recommendation beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.normalise import refs
from actionplans.normalise.entries import EXTRA, Entry, Slot

_NUMBERED = {"ref", "area_ref", "action_ref"}
_BESIDE = {"due", "lead", "lead_due", "status", "rag"}
_MOSTLY = 0.6  # of the rows


def with_issue_numbers(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with the number that opens their first column as the reference of what stands
    beside it, where most have one, they follow each other, and no column or text has another."""
    rows = [entry for entry in entries if entry["action"].lines]
    first = next((key for key in rows[0].slots if key not in _BESIDE), "") if rows else ""
    if not first.startswith(EXTRA) or any(_is_numbered(entry) for entry in rows):
        return list(entries)
    texts = [entry.text(first) for entry in rows]
    found = refs.accepted(texts, [None] * len(rows), [None] * len(rows))
    sizes = {
        text: printed.size
        for text, printed in zip(texts, found, strict=True)
        if printed and printed.closed and printed.size < len(text)
    }
    if sum(text in sizes for text in texts) < _MOSTLY * len(rows):
        return list(entries)
    return [
        _with_number(entry, first, sizes.get(entry.text(first), 0))
        if entry["action"].lines
        else entry
        for entry in entries
    ]


def _is_numbered(entry: Entry) -> bool:
    if _NUMBERED & entry.slots.keys():
        return True
    return any(refs.read(entry.text(key)) for key in ("area", "action"))


def _with_number(entry: Entry, column: str, size: int) -> Entry:
    slot = entry[column]
    number = refs.cut(slot.lines, size)[0] if size else ()
    key = "area_ref" if "area" in entry.slots else "action_ref"
    return entry.with_slot(key, Slot(number, slot.merged_above))
