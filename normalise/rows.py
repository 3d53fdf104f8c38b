"""Row repair: heading rows dropped, banners told apart, rows cut by page ends and lines joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplans.normalise import refs
from actionplans.normalise.content import completes_date, post_below_name
from actionplans.normalise.entries import EXTRA, Entry, Slot
from actionplans.normalise.evidence import NONE, Evidence, ends_open, goes_on, starts_lower
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lines, is_list_item, plain

# How much evidence a join needs. A ruling line between two rows of one page says that they are
# two; a conversion or white space says nothing; at a page end the cut is to be expected.
_OVER_PAGE, _IN_PAGE, _IN_PAGE_RULED = 2.5, 3.0, 5.0
_UNDER_A_LINE = 2.5
# What a blank slot is worth as evidence, by the share of rows that have it filled.
_WORTH = ((0.97, 2.0), (0.85, 1.5), (0.65, 1.0), (0.45, 0.5))
_REF_KEYS = ("action_ref", "area_ref")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the plan's rows usually have: the share of rows with each slot filled, 0 to 1, and the
    share of actions whose text opens with a reference."""

    filled: Mapping[str, float]
    numbered: float

    def missing(self, key: str, name: str) -> Evidence:
        """Evidence in a blank slot: much where others are filled, none where blanks are usual."""
        share = self.filled.get(key, 0.0)
        weight = (
            2.0
            if share >= 0.97
            else 1.5
            if share >= 0.85
            else 1.0
            if share >= 0.65
            else 0.5
            if share >= 0.45
            else 0.0
        )
        weight += 0.5 if key in _REF_KEYS and share >= 0.85 else 0.0
        return Evidence(weight, (f"no {name} of its own",)) if weight else NONE


def habits_of(entries: Sequence[Entry]) -> Habits:
    # What tops a page may be a remnant, and would blur the habits.
    inner = [entry for before, entry in pairwise(entries) if entry.page == before.page]
    rows = [entry for entry in (inner or entries) if entry.text("action") and not entry.banner]
    keys = {key for entry in rows for key in entry.slots}
    filled = {
        key: sum(bool(entry[key].lines) or entry[key].merged_above for entry in rows)
        / max(1, len(rows))
        for key in keys
    }
    own = sum(refs.read(entry.text("action")) is not None for entry in rows)
    return Habits(filled, own / max(1, len(rows)))


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with those that go on from the one before joined to it, on record."""
    habits = habits_of(entries)
    done: list[Entry] = []
    for entry in entries:
        if entry.banner and _said_before(done, entry):
            _note_again(done, entry)
            continue
        if entry.banner or not done or _last_row(done) is None:
            done.append(entry)
            continue
        entry = _merged_cells_up(done, entry)
        place = _last_row(done)
        assert place is not None
        evidence = NONE if done[-1].banner else belongs(done[place], entry, habits)
        if evidence.weight >= _needed(done[place], entry):
            _join(done, place, entry, evidence)
            continue
        entry = _column_goes_on(done, entry, "area", habits)
        entry = _column_goes_on(done, entry, "lead", habits)
        if 0 < evidence.weight >= _needed(done[place], entry) - 0.75 and evidence.reasons:
            entry = entry.noted(None, "row-join-doubtful")
        done.append(entry)
    return done


def _said_before(done: Sequence[Entry], entry: Entry) -> bool:
    """True for a banner that a new page prints again because its rows go on."""
    place = _last_row(done)
    if place is None or place != len(done) - 1 or entry.page == done[place].last_page:
        return False
    last = next((each for each in reversed(done) if each.banner), None)
    return last is not None and plain(last.banner) == refs.without_continued(plain(entry.banner))


def _note_again(done: list[Entry], entry: Entry) -> None:
    text = plain(entry.banner)
    note = "the banner above is printed again on the page that its rows run over to"
    repair = Repair(None, "header-dropped", entry.page, text, "", note)
    again = done[-1].again + entry.banner
    done[-1] = replace(done[-1].noted(repair), again=again)


def _last_row(done: Sequence[Entry]) -> int | None:
    return next((at for at in range(len(done) - 1, -1, -1) if not done[at].banner), None)


def _needed(before: Entry, entry: Entry) -> float:
    if entry.page != before.last_page:
        # A line above may be a running head that was printed once, or the title of a new table.
        return _OVER_PAGE + (_UNDER_A_LINE if entry.above else 0.0)
    if entry.above:
        return float("inf")
    return _IN_PAGE_RULED if entry.ruled else _IN_PAGE


def _own(entry: Entry) -> set[str]:
    """The slots with words of their own: not those that only carry on a merged cell."""
    return {key for key, slot in entry.slots.items() if slot.lines and not slot.merged_above}


def belongs(before: Entry, entry: Entry, habits: Habits) -> Evidence:
    """Evidence that the entry is the rest of the one before; its weight is 0 where it cannot be."""
    own = _own(entry)
    if not own:
        return Evidence(9.0, ("every filled cell goes on from the row above",))
    if entry.whole or before.whole or entry.shifted:
        return NONE
    if _has_own_ref(before, entry):
        return NONE
    if not {"action", "lead_due"} & own or not _says_something(entry.text("action")):
        return _without_action(before, entry, own, habits)
    return _with_action(before, entry, habits)


def _has_own_ref(before: Entry, entry: Entry) -> bool:
    for key in _REF_KEYS:
        text = entry.text(key)
        if text and text != before.text(key) and refs.whole(text):
            return True
    opening = refs.read(entry.text("action"))
    if opening is None or opening.size >= len(entry.text("action").strip()):
        return False
    if _goes_on_with_list(before, opening):
        return False
    former = refs.read(before.text("action"))
    return opening.shape in {"dotted", "label"} or bool(former and refs.successor(former, opening))


def _goes_on_with_list(before: Entry, opening: refs.Printed) -> bool:
    """True for "c) …" after an action that ends in "a) …, b) …": a list within the action."""
    items = [refs.read(plain((line,))) for line in before["action"].lines]
    listed = [item for item in items[1:] if item and item.shape == opening.shape == "letter"]
    return bool(listed) and refs.successor(listed[-1], opening) and items[0] is None


def _says_something(text: str) -> bool:
    """False for a blank, a lone mark, or a number on its own."""
    return any(character.isalpha() for character in text)


def _without_action(before: Entry, entry: Entry, own: set[str], habits: Habits) -> Evidence:
    if "area" in own and before.text("area"):
        found = goes_on(before.text("area"), entry.text("area"))
        if entry.page != before.last_page:
            found += habits.missing("area_ref", "reference")
        if found.weight < (0.5 if own == {"area"} else 1.5):
            return NONE
    elif "area" in own and not _waits_for_area(before, entry, habits):
        return NONE
    # Between rules a row without an action is a date or lead more for the action above, but only
    # if it is little: a whole row with a blank action is the author's.
    ruled_off = entry.page == before.last_page and entry.ruled
    if ruled_off and not entry["action"].merged_above and {"due", "lead"} <= own:
        return NONE
    if not before.text("action"):
        return NONE
    return Evidence(9.0, ("no action of its own",))


def _waits_for_area(before: Entry, entry: Entry, habits: Habits) -> bool:
    """True if an area below a blank one can be that of the row above: it goes on in lower case, or
    the page ended before it began."""
    if starts_lower(entry.text("area")):
        return True
    over = entry.page != before.last_page
    return over and (bool(before["area_ref"].lines) or habits.filled.get("area", 0.0) >= 0.65)


def _with_action(before: Entry, entry: Entry, habits: Habits) -> Evidence:
    found = goes_on(before.text("action"), entry.text("action"))
    opening = refs.read(entry.text("action"))
    if opening and _goes_on_with_list(before, opening):
        found += Evidence(2.0, ("goes on with a lettered list",))
    elif is_list_item(entry.text("action")) and not opening:
        found += Evidence(1.0, ("goes on with a list",))
    if entry.page != before.last_page:
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
        more = goes_on(before.text(key), entry.text(key)) if before.text(key) else NONE
        if key == "due" and completes_date(before.text(key), entry.text(key)):
            found += Evidence(1.5, ("the year of the date above",))
            continue
        if key == "lead" and post_below_name(before.text(key), entry.text(key)):
            found += Evidence(0.5, ("a post stands below a name",))
            continue
        found += more if more.weight >= 2 else Evidence(-1.5 if key == "due" else -0.5, ())
    found += habits.missing("action_ref", "reference")
    if habits.numbered >= 0.5:
        weight = 2.0 if habits.numbered >= 0.85 else 1.0
        found += Evidence(weight, ("no reference before its text",))
    if found.weight > 0:
        found += _beside(before, entry)
    if entry.page != before.last_page and not entry["due"].lines and before.text("area"):
        beside = goes_on(before.text("area"), entry.text("area"))
        if beside.weight >= 2:
            found += Evidence(1.5, ("the area beside it goes on too",))
    if found.weight > 0 and not _text_agrees(before, entry) and entry.page == before.last_page:
        return NONE
    return found


def _beside(before: Entry, entry: Entry) -> Evidence:
    """Evidence of other columns whose text was cut at the same place."""
    keys = [key for key in entry.slots if key.startswith(EXTRA) and entry[key].lines]
    cut = [key for key in keys if goes_on(before.text(key), entry.text(key)).weight >= 2]
    return Evidence(0.5 * min(2, len(cut)), ("text beside it goes on too",)) if cut else NONE


def _text_agrees(before: Entry, entry: Entry) -> bool:
    """Within a page only words decide: an open ending or a beginning in lower case."""
    return starts_lower(entry.text("action")) or bool(ends_open(before.text("action")))


def _join(done: list[Entry], place: int, entry: Entry, evidence: Evidence) -> None:
    """Add the entry's lines to the entry at place, or to the one that owns a merged column."""
    before = done[place]
    over = entry.page != before.last_page
    for key, slot in entry.slots.items():
        if not slot.lines or (key == "action" and not _says_something(slot.text)):
            continue  # a lone number is no text to go on with
        owner = _owner(done, key, place) if _goes_higher(before, key) else place
        done[owner] = _extended(done[owner], key, slot.lines, 0.5 if over else 2.0)
    kind = "row-joined-over-page" if over else "row-joined-in-page"
    repair = Repair(None, kind, entry.page, _glimpse(entry), _glimpse(done[place]), evidence.text)
    kept = replace(done[place], open_below=entry.open_below, joined_to=entry.page)
    done[place] = kept.noted(repair, kind, *entry.flags)


def _goes_higher(before: Entry, key: str) -> bool:
    """True if words joined to this entry belong to the area or lead of the rows above it, whose
    cell runs down beside it. An entry that has the reference of a new area, or of whose text
    nothing stands above the page end, begins its own."""
    if key not in {"area", "area_ref", "section", "lead"} or before[key].lines:
        return False
    if key == "lead":
        return before[key].merged_above
    begins = before["area_ref"].lines or not before["action"].lines
    return before[key].merged_above or not begins


def _glimpse(entry: Entry) -> str:
    return " | ".join(slot.text for slot in entry.slots.values() if slot.lines)


def _extended(entry: Entry, key: str, lines: Lines, enough: float = 0.5) -> Entry:
    """The entry with lines added to a slot: in the same paragraph if language says so enough."""
    slot = entry[key]
    text, new = plain(slot.lines), plain(lines)
    if text and new:
        if goes_on(text, new).weight >= enough and not is_list_item(new):
            lines = (replace(lines[0], starts_paragraph=False), *lines[1:])
        elif lines[0].words[0].page == slot.lines[-1].words[0].page:
            lines = (replace(lines[0], starts_paragraph=True), *lines[1:])
    return entry.with_slot(key, replace(slot, lines=slot.lines + lines))


def _owner(done: Sequence[Entry], key: str, place: int) -> int:
    """The entry whose cell in this column the one at place belongs to."""
    for at in range(place, -1, -1):
        if done[at].banner:
            break
        if done[at][key].lines and not done[at][key].merged_above:
            return at
    return place


def _printed_again(before: Lines, lines: Lines) -> bool:
    """True where a merged cell is printed whole, or in part, on each page that it runs over."""
    text, new = plain(before), plain(lines)
    part = len(new.split()) >= 3 and (text.endswith(new) or text.startswith(new))
    return part or text == new


def _merged_cells_up(done: list[Entry], entry: Entry) -> Entry:
    """Words printed in the lower part of a vertically merged cell belong to its first row; where
    that is blank because its words stand over the page end, to that row all the same."""
    place = _last_row(done)
    if place is None or done[-1].banner:
        return entry
    for key, slot in entry.slots.items():
        if slot.merged_above and slot.lines:
            owner = _blank_top(done, key, place) if entry.ruled else None
            if owner is None:
                owner = _owner(done, key, place)
                if not done[owner][key].lines:
                    continue
            if _printed_again(done[owner][key].lines, slot.lines):
                note = "a merged cell is printed again on the page that it runs over to"
                repair = Repair(None, "cell-printed-again", entry.page, slot.text, "", note)
                again = done[owner].again + slot.lines
                done[owner] = replace(done[owner].noted(repair), again=again)
            else:
                done[owner] = _extended(done[owner], key, slot.lines)
            entry = entry.with_slot(key, replace(slot, lines=()))
    return entry


def _blank_top(done: Sequence[Entry], key: str, place: int) -> int | None:
    """The row at whose blank cell a merged cell begins: below it on the page all are merged."""
    page = done[place].page
    for at in range(place, -1, -1):
        if done[at].banner or done[at].page != page or done[at][key].lines:
            return None
        if not done[at][key].merged_above:
            return at
    return None


def _column_goes_on(done: list[Entry], entry: Entry, key: str, habits: Habits) -> Entry:
    """A new action beside a merged cell of area or lead whose text runs down beside the rows."""
    slot = entry[key]
    place = _last_row(done)
    if (
        not slot.lines
        or slot.merged_above
        or entry.whole
        or place is None
        or done[-1].banner
        or entry.above
    ):
        return entry
    if any(entry.text(ref) for ref in ("area_ref",)) or refs.read(slot.text):
        return entry
    owner = _owner(done, key, place)
    before = done[owner][key]
    if not before.lines or done[owner].whole or before.text == slot.text:
        return entry
    evidence = goes_on(before.text, slot.text)
    if key == "lead":
        evidence = _lead_goes_on(before.text, slot.text)
    else:
        evidence += habits.missing("area_ref", "reference")
    if evidence.weight < (2.0 if not entry.ruled or entry.page != done[place].last_page else 3.0):
        return entry
    kind = "row-joined-over-page" if entry.page != done[owner].last_page else "row-joined-in-page"
    done[owner] = _extended(done[owner], key, slot.lines)
    repair = Repair(
        None, kind, entry.page, slot.text, done[owner].text(key), f"{key}: {evidence.text}"
    )
    done[owner] = done[owner].noted(repair, kind)
    return entry.with_slot(key, Slot((), merged_above=True, fill=slot.fill))


def _lead_goes_on(before: str, after: str) -> Evidence:
    """A lead cell goes on only where a phrase was cut: names begin with capitals and end anyhow."""
    opened = ends_open(before)
    found = Evidence(2.0, (f"the words above {opened}",)) if opened else NONE
    if starts_lower(after):
        found += Evidence(2.0, ("goes on in lower case",))
    return found


def slots_of(entries: Iterable[Entry], prefix: str = EXTRA) -> list[str]:
    """The headings of extra columns, in the order in which they are met."""
    seen: dict[str, None] = {}
    for entry in entries:
        seen.update(dict.fromkeys(key for key in entry.slots if key.startswith(prefix)))
    return list(seen)
