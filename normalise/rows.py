"""Row repair: heading rows dropped, banners told apart, rows cut by page ends and lines joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actionplans.normalise import refs
from actionplans.normalise.belonging import Habits, belongs, habits_of, says_something
from actionplans.normalise.entries import EXTRA, Entry, Slot
from actionplans.normalise.evidence import NONE, Evidence, ends_open, goes_on, starts_lower
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lines, is_list_item, plain

# How much evidence a join needs. A ruling line between two rows of one page says that they are
# two; a conversion or white space says nothing; at a page end the cut is to be expected.
_OVER_PAGE, _IN_PAGE, _IN_PAGE_RULED = 2.5, 3.0, 5.0
_UNDER_A_LINE = 2.5


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with those that go on from the one before joined to it, on record."""
    habits = habits_of(entries)
    done: list[Entry] = []
    place: int | None = None  # of the last row
    for entry in entries:
        if entry.banner and _said_before(done, place, entry):
            _note_again(done, entry)
            continue
        if entry.banner or place is None:
            place = place if entry.banner else len(done)
            done.append(entry)
            continue
        under_row = place == len(done) - 1  # and not under a banner
        entry = _merged_cells_up(done, place, entry) if under_row else entry
        over = entry.page != done[place].last_page
        evidence = belongs(done[place], entry, habits, over=over) if under_row else NONE
        if evidence.weight >= _needed(entry, over=over):
            _join(done, place, entry, evidence, over=over)
            continue
        if under_row and not entry.above:
            for key in ("area", "lead", *(_cut_by_page(done[place], entry) if over else [])):
                entry = _column_goes_on(done, place, entry, key, habits, over=over)
        if evidence.weight > 0 and evidence.reasons:
            over = entry.page != done[place].last_page  # that row may have grown
            if evidence.weight >= _needed(entry, over=over) - 0.75:
                entry = entry.noted(None, "row-join-doubtful")
        place = len(done)
        done.append(entry)
    return done


def _cut_by_page(before: Entry, entry: Entry) -> list[str]:
    """Other columns whose merged cell the page end cut in the middle of a sentence."""
    return [
        key
        for key in entry.slots
        if key.startswith(EXTRA) and starts_lower(entry.text(key)) and ends_open(before.text(key))
    ]


def _said_before(done: Sequence[Entry], place: int | None, entry: Entry) -> bool:
    """True for a banner that a new page prints again because its rows go on."""
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


def _needed(entry: Entry, *, over: bool) -> float:
    if entry.in_front:
        return float("inf")
    if over:
        # A line above may be a running head that was printed once, or the title of a new table.
        return _OVER_PAGE + (_UNDER_A_LINE if entry.above else 0.0)
    if entry.above:
        return float("inf")
    return _IN_PAGE_RULED if entry.ruled else _IN_PAGE


def _join(done: list[Entry], place: int, entry: Entry, evidence: Evidence, *, over: bool) -> None:
    """Add the entry's lines to the entry at place, or to the one that owns a merged column."""
    before = done[place]
    for key, slot in entry.slots.items():
        if not slot.lines or (key == "action" and not says_something(slot.text)):
            continue  # a lone number is no text to go on with
        owner = _owner(done, key, place) if _goes_higher(before, key) else place
        done[owner] = _extended(done[owner], key, slot.lines, 0.5 if over else 2.0)
    kind = "row-joined-over-page" if over else "row-joined-in-page"
    repair = Repair(None, kind, entry.page, _glimpse(entry), _glimpse(done[place]), evidence.text)
    again = done[place].again + entry.again
    kept = replace(done[place], open_below=entry.open_below, joined_to=entry.page, again=again)
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


def _merged_cells_up(done: list[Entry], place: int, entry: Entry) -> Entry:
    """Words printed in the lower part of a vertically merged cell belong to its first row; where
    that is blank because its words stand over the page end, to that row all the same."""
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


def _column_goes_on(
    done: list[Entry], place: int, entry: Entry, key: str, habits: Habits, *, over: bool
) -> Entry:
    """A new action beside a merged cell of area or lead whose text runs down beside the rows."""
    slot = entry[key]
    if not slot.lines or slot.merged_above or entry.whole:
        return entry
    if entry.text("area_ref") or refs.read(slot.text):
        return entry
    owner = _owner(done, key, place)
    before = done[owner][key]
    if not before.lines or done[owner].whole or before.text == slot.text:
        return entry
    if key == "lead":
        evidence = _lead_goes_on(before.text, slot.text)
    else:
        evidence = goes_on(before.text, slot.text) + habits.missing("area_ref", "reference")
    if evidence.weight < (2.0 if over or not entry.ruled else 3.0):
        return entry
    kind = "row-joined-over-page" if over else "row-joined-in-page"
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
    *others, last = before.split() or [""]
    alone = bool(others) and others[-1][-1] in ",;/–-"
    if alone and last.casefold() in known("given") and after[:1].isupper():
        found += Evidence(2.0, ("a given name waits for its surname",))
    return found
