"""Whether a row is the rest of the one before: evidence from its words and its blank cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionplans.normalise import refs
from actionplans.normalise.content import completes_date, post_below_name
from actionplans.normalise.entries import EXTRA, Entry
from actionplans.normalise.evidence import NONE, Evidence, ends_open, goes_on, starts_lower
from actionplans.normalise.text import is_list_item, plain

# What a blank slot is worth as evidence, by the share of rows that have it filled.
_WORTH = ((0.97, 2.0), (0.85, 1.5), (0.65, 1.0), (0.45, 0.5))
_REF_KEYS = ("action_ref", "area_ref")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the plan's rows usually have: the share of rows with each slot filled, 0 to 1, the share
    of actions whose text opens with a reference, and of rows with an area's reference of their
    own."""

    filled: Mapping[str, float]
    numbered: float
    one_a_row: float = 0.0

    def missing(self, key: str, name: str) -> Evidence:
        """Evidence in a blank slot: much where others are filled, none where blanks are usual."""
        share = self.filled.get(key, 0.0)
        weight = next((worth for least, worth in _WORTH if share >= least), 0.0)
        weight += 0.5 if key in _REF_KEYS and share >= 0.85 else 0.0
        return Evidence(weight, (f"no {name} of its own",)) if weight else NONE


def habits_of(entries: Sequence[Entry]) -> Habits:
    # What tops a page may be a remnant, and would blur the habits.
    inner = [entry for before, entry in pairwise(entries) if entry.page == before.page]
    rows = [entry for entry in (inner or entries) if entry.text("action") and not entry.banner]
    counts = Counter(
        key
        for entry in rows
        for key, slot in entry.slots.items()
        if slot.lines or slot.merged_above
    )
    filled = {key: count / len(rows) for key, count in counts.items()}
    own = sum(refs.read(entry.text("action")) is not None for entry in rows)
    areas = sum(bool(entry["area_ref"].lines) for entry in rows)
    return Habits(filled, own / max(1, len(rows)), areas / max(1, len(rows)))


def _own(entry: Entry) -> set[str]:
    """The slots with words of their own: not those that only carry on a merged cell."""
    return {key for key, slot in entry.slots.items() if slot.lines and not slot.merged_above}


def belongs(before: Entry, entry: Entry, habits: Habits, *, over: bool) -> Evidence:
    """Evidence that the entry is the rest of the one before; its weight is 0 where it cannot be.
    over: a page ended between them."""
    own = _own(entry)
    if not own:
        return Evidence(9.0, ("every filled cell goes on from the row above",))
    if entry.whole or before.whole or entry.shifted:
        return NONE
    acts = {"action", "lead_due"} & own and says_something(entry.text("action"))
    if acts and not over and not _text_agrees(before, entry):
        return NONE  # nearly every row
    if _has_own_ref(before, entry, over=over):
        return NONE
    if not acts:
        return _without_action(before, entry, own, habits, over=over)
    return _with_action(before, entry, habits, over=over)


def _has_own_ref(before: Entry, entry: Entry, *, over: bool) -> bool:
    for key in _REF_KEYS:
        text = entry.text(key)
        if text and text != before.text(key) and refs.whole(text):
            return True
    action = entry.text("action")
    opening = refs.read(action)
    if opening is None or opening.size >= len(action.strip()):
        return False
    if _goes_on_with_list(before, opening):
        return False
    if over and _numbered_beside(before, entry, opening):
        return False
    former = refs.read(before.text("action"))
    return opening.shape in {"dotted", "label"} or bool(former and refs.successor(former, opening))


def _goes_on_with_list(before: Entry, opening: refs.Printed) -> bool:
    """True for "c) …" after an action that ends in "a) …, b) …": a list within the action."""
    if opening.shape != "letter":
        return False
    items = [refs.read(plain((line,))) for line in before["action"].lines]
    listed = [item for item in items[1:] if item and item.shape == "letter"]
    return bool(listed) and refs.successor(listed[-1], opening) and items[0] is None


def _numbered_beside(before: Entry, entry: Entry, opening: refs.Printed) -> bool:
    """True for "2. …" over the page end whose date or lead "2. …" stands before it already."""
    if entry["due"].lines:
        return False
    lines = (*before["due"].lines, *before["lead"].lines)
    items = [refs.read(plain((line,))) for line in lines]
    return opening.closed and any(
        item and item.closed and (item.ref, item.shape) == (opening.ref, opening.shape)
        for item in items
    )


def says_something(text: str) -> bool:
    """False for a blank, a lone mark, or a number on its own."""
    return any(character.isalpha() for character in text)


def _without_action(
    before: Entry, entry: Entry, own: set[str], habits: Habits, *, over: bool
) -> Evidence:
    if "area" in own and before.text("area"):
        found = goes_on(before.text("area"), entry.text("area"))
        if over:
            found += habits.missing("area_ref", "reference")
        if found.weight < (0.5 if own == {"area"} else 1.5):
            return NONE
    elif "area" in own and not _waits_for_area(before, entry, habits, over=over):
        return NONE
    # Between rules a row without an action is a date or lead more for the action above, but only
    # if it is little: a whole row with a blank action is the author's.
    if not over and entry.ruled and not entry["action"].merged_above and {"due", "lead"} <= own:
        return NONE
    if not before.text("action"):
        return NONE
    return Evidence(9.0, ("no action of its own",))


def _waits_for_area(before: Entry, entry: Entry, habits: Habits, *, over: bool) -> bool:
    """True if an area below a blank one can be that of the row above: it goes on in lower case, or
    the page ended before it began."""
    if starts_lower(entry.text("area")):
        return True
    return over and (bool(before["area_ref"].lines) or habits.filled.get("area", 0.0) >= 0.65)


def _with_action(before: Entry, entry: Entry, habits: Habits, *, over: bool) -> Evidence:
    action = entry.text("action")
    found = goes_on(before.text("action"), action)
    opening = refs.read(action)
    if opening and _goes_on_with_list(before, opening):
        found += Evidence(2.0, ("goes on with a lettered list",))
    elif over and opening and _numbered_beside(before, entry, opening):
        found += Evidence(3.0, ("its number stands beside the row above already",))
    elif not opening and is_list_item(action):
        found += Evidence(1.0, ("goes on with a list",))
    if over:
        if before.open_below:
            found += Evidence(1.0, ("no rule at the foot of the page",))
        if entry.open_above:
            found += Evidence(1.0, ("no rule at the head of the page",))
        if before.open_below is False and entry.open_above is False:
            found += Evidence(-0.5, ())
    for key, name in (("due", "date"), ("lead", "lead")):
        if not entry[key].lines:
            found += habits.missing(key, name)
            continue
        above, text = before.text(key), entry.text(key)
        if key == "due" and completes_date(above, text):
            found += Evidence(1.5, ("the year of the date above",))
            continue
        if key == "lead" and post_below_name(above, text):
            found += Evidence(0.5, ("a post stands below a name",))
            continue
        more = goes_on(above, text)
        found += more if more.weight >= 2 else Evidence(-1.5 if key == "due" else -0.5, ())
    found += habits.missing("action_ref", "reference")
    if habits.one_a_row >= 0.95 and not entry["area_ref"].lines:
        weight = 1.5 if entry["due"].lines else 2.5
        found += Evidence(weight, ("no recommendation of its own",))
    if habits.numbered >= 0.5:
        weight = 2.0 if habits.numbered >= 0.85 else 1.0
        found += Evidence(weight, ("no reference before its text",))
    if found.weight > 0:
        found += _beside(before, entry)
    if over and not entry["due"].lines and before.text("area"):
        beside = goes_on(before.text("area"), entry.text("area"))
        if beside.weight >= 2:
            found += Evidence(1.5, ("the area beside it goes on too",))
    return found


def _beside(before: Entry, entry: Entry) -> Evidence:
    """Evidence of other columns whose text was cut at the same place."""
    keys = [key for key in entry.slots if key.startswith(EXTRA) and entry[key].lines]
    cut = [key for key in keys if goes_on(before.text(key), entry.text(key)).weight >= 2]
    return Evidence(0.5 * min(2, len(cut)), ("text beside it goes on too",)) if cut else NONE


def _text_agrees(before: Entry, entry: Entry) -> bool:
    """Within a page only words decide: an open ending or a beginning in lower case."""
    return starts_lower(entry.text("action")) or bool(ends_open(before.text("action")))
