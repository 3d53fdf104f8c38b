"""Rows that name an area in the actions' own column, above those that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actionplans.normalise import refs
from actionplans.normalise.entries import Entry
from actionplans.normalise.facts import Fact, labelled_text
from actionplans.normalise.text import Lines


def heads_of_blocks(entries: Sequence[Entry]) -> frozenset[int]:
    """Rows that name the area of the rows below in the actions' own column: without date and lead,
    in bold or with the reference that those below begin with."""
    rows = [(at, entry) for at, entry in enumerate(entries) if not entry.banner]
    bare = {at for at, entry in rows if entry["action"].lines and _tells_no_more(entry)}
    if not bare or len(bare) > 0.5 * len(rows):
        return frozenset()
    found = set()
    for (at, entry), (_, below) in pairwise(rows):
        if at not in bare or any(slot.merged_above for slot in entry.slots.values()):
            continue
        ref, next_ref = (e.text("action_ref") or _opening(e) for e in (entry, below))
        parent = bool(ref) and next_ref.startswith(ref.rstrip(".") + ".") and next_ref != ref
        bold, bold_below = (
            all(w.bold for line in e["action"].lines for w in line.words) for e in (entry, below)
        )
        if parent or (bold and not bold_below and _has(below, "due", "lead", "lead_due")):
            found.add(at)
    return frozenset(found)


def _has(entry: Entry, *keys: str) -> set[str]:
    """Those of the keys whose cells hold something."""
    return {key for key in keys if entry[key].lines or entry[key].merged_above}


def _tells_no_more(entry: Entry) -> bool:
    """True for a row whose cells of date and lead are blank, or say something else by label."""
    return all(_told_by_label(entry[key].lines) for key in _has(entry, "due", "lead", "lead_due"))


def told_beside(entry: Entry) -> dict[str, Fact]:
    """What the cells beside an area say by label: "Executive lead: J Smith"; but "Lead: J Smith"
    and "Start: May" say no more than their column."""
    cells = ((key, slot.lines) for key, slot in entry.slots.items() if key != "action")
    return {key: fact for key, lines in cells if (fact := _told_by_label(lines))}


def _told_by_label(lines: Lines) -> Fact | None:
    fact = labelled_text(lines, titled=True)
    return fact if fact and len(fact.label.split()) > 1 else None


def _opening(entry: Entry) -> str:
    printed = refs.read(entry.text("action"))
    return printed.ref if printed else ""
