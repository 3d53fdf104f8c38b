"""Which blank cells go on with what stands above them: merged, or said once for several rows."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.normalise.areas import Placed
from actionplans.normalise.entries import EXTRA
from actionplans.normalise.headings import claims

_NAMED = 0.5  # of a heading's words, to be that of an owner


def merged_over_page(rows: Sequence[Placed], place: int) -> list[str]:
    """The columns of the first row of a page that are blank because a merged cell of the same area
    goes on there: it ran down to the end of the page before, or does so beside rows of this one."""
    row, before = rows[place], rows[place - 1] if place else None
    if before is None or before.area is None or before.area is not row.area:
        return []
    if row.entry["area"].lines or row.entry.page == before.entry.last_page:
        return []
    below = rows[place + 1].entry if place + 1 < len(rows) else None
    return [
        key
        for key, slot in row.entry.slots.items()
        if key.startswith(EXTRA)
        and not (slot.lines or slot.merged_above)
        and (
            before.entry[key].merged_above
            or (below is not None and below[key].merged_above and not below[key].lines)
        )
    ]


def leads_cut_by_pages(rows: Sequence[Placed]) -> frozenset[int]:
    """The rows at the head of a page whose blank lead is the rest of a merged cell, in a plan
    without areas: leads are merged elsewhere, and blank nowhere else."""
    blank: set[int] = set()
    for place, row in enumerate(rows):
        slot, before = row.entry.slots.get("lead"), rows[place - 1] if place else None
        if slot is None or slot.lines or slot.merged_above:
            continue
        if before is None or row.area or row.entry.above or before.section != row.section:
            return frozenset()
        if row.entry.page == before.entry.last_page:
            return frozenset()
        blank.add(place)
    merged = any(row.entry["lead"].merged_above for row in rows)
    return frozenset(blank) if merged else frozenset()


def facts_of_areas(rows: Sequence[Placed]) -> frozenset[str]:
    """The columns that are filled just where an area begins: they say more of the area, and hold
    for all of its rows."""
    entries = [row.entry for row in rows if "area" in row.entry.slots]
    going_on = sum(not entry["area"].lines for entry in entries)
    keys = {key for entry in entries for key in entry.slots if key.startswith(EXTRA)}
    return frozenset(
        key
        for key in keys
        if going_on > 1
        and all(bool(entry[key].lines) == bool(entry["area"].lines) for entry in entries)
    )


def other_owners(rows: Sequence[Placed]) -> frozenset[str]:
    """The columns besides the lead's that name who is accountable: blank where the lead is, they
    go on with it."""
    keys = {key for row in rows for key in row.entry.slots if key.startswith(EXTRA)}
    return frozenset(key for key in keys if _names_owner(key.removeprefix(EXTRA)))


def _names_owner(heading: str) -> bool:
    found = claims(heading)
    return bool(found) and found[0].role == "lead" and found[0].coverage >= _NAMED
