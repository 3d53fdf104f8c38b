"""Rows to actions: cells with several actions split, references set apart, values inherited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from actionplans.normalise import refs
from actionplans.normalise.area import Area
from actionplans.normalise.areas import Placed
from actionplans.normalise.bulleted import bulleted, dittos_resolved, without_bullet
from actionplans.normalise.entries import (
    DITTO,
    EMPTY,
    EXTRA,
    Entry,
    Slot,
    without_first_paragraph_mark,
)
from actionplans.normalise.evidence import NONE, Evidence, goes_on, starts_lower
from actionplans.normalise.inherited import (
    facts_of_areas,
    leads_cut_by_pages,
    merged_over_page,
    other_owners,
)
from actionplans.normalise.plan import Repair
from actionplans.normalise.split import (
    DATE,
    by_number,
    deal,
    deal_by_height,
    deal_by_line,
    dealt_by_number,
    is_list,
    items_of,
    numbers_of,
    parted,
)
from actionplans.normalise.text import Lines, is_bullet, plain

_MOSTLY_LISTS = 0.6  # of the rows of a plan whose actions are numbered in each cell
_OWN = frozenset({"action", "action_ref", "area", "area_ref", "lead"})  # not shown again below


@dataclass(frozen=True, slots=True)
class Draft:
    """An action on its way: its entry for the other columns, its own lines for each field."""

    entry: Entry
    section: Lines
    area: Area | None
    action: Lines
    due: Lines = ()
    lead: Lines = ()
    lead_inherited: bool = False
    ref: str | None = None
    ref_lines: Lines = ()
    repairs: tuple[Repair, ...] = ()
    flags: tuple[str, ...] = ()

    def noted(self, repair: Repair | None = None, *flags: str) -> Draft:
        """This draft with a repair and flags on record."""
        repairs = self.repairs + ((repair,) if repair else ())
        return replace(self, repairs=repairs, flags=tuple(dict.fromkeys(self.flags + flags)))


def drafts_of(rows: Sequence[Placed]) -> list[Draft]:
    """The actions of the placed rows, in order."""
    drafts: list[Draft] = []
    found = _inherited(rows)
    lists = [row for row in found if is_list(row.action)]
    dealt = sum(dealt_by_number(row.action, row.due) for row in lists)
    numbered = any(row.entry["action_ref"].lines for row in found)  # the row is the action
    mostly = not numbered and len(lists) >= max(2, _MOSTLY_LISTS * len(found))
    lists_are_actions = dealt >= 2 or mostly
    for row in found:
        drafts += _split(drafts, row, lists_are_actions)
    return _numbered(drafts)


def _inherited(rows: Sequence[Placed]) -> list[Draft]:
    """One draft a row, with what merged and blank cells take from the rows above."""
    shown: dict[str, Lines] = {}
    lead_area: Area | None = None
    drafts: list[Draft] = []
    of_areas, owners = facts_of_areas(rows), other_owners(rows)
    cut_leads = leads_cut_by_pages(rows)
    for place, row in enumerate(rows):
        entry, slots = row.entry, dict(row.entry.slots)
        going_on = {*merged_over_page(rows, place), *(["lead"] if place in cut_leads else [])}
        if drafts and _under_same_area(drafts[-1], row):
            alike = of_areas if entry["lead"].lines else of_areas | owners
            going_on.update(key for key in alike & slots.keys() if not slots[key].lines)
        for key in going_on:
            slots[key] = replace(slots[key], merged_above=True)
        again: Lines = ()
        if both := slots.get("lead_due", EMPTY).lines:
            lead_lines, due_lines, again = parted(both)
            slots["lead"] = replace(slots["lead_due"], lines=lead_lines)
            slots["due"] = replace(slots["lead_due"], lines=due_lines)
        for key, slot in slots.items():
            if slot.merged_above and not slot.lines and key not in _OWN:
                slots[key] = replace(slot, lines=shown.get(key, ()))
            elif key != "lead":
                shown[key] = slot.lines
        same_area = lead_area is not None and row.area is lead_area
        lead = _lead_of(slots.get("lead"), shown.get("lead", ()), entry.page, same_area=same_area)
        if slots != entry.slots or again or lead.ditto:
            entry = replace(entry, slots=slots, again=entry.again + again + lead.ditto)
        drafts.append(_draft_of(entry, row, lead))
        if lead.lines:
            shown["lead"], lead_area = lead.lines, row.area
        elif row.area is not lead_area:
            shown["lead"] = ()
    return drafts


def _draft_of(entry: Entry, row: Placed, lead: _Lead) -> Draft:
    blank = not entry["action"].lines
    flags = [*(["action-blank"] if blank else []), *(["lead-inherited"] if lead.repair else [])]
    return Draft(
        entry,
        row.section,
        row.area,
        entry["area" if blank else "action"].lines,
        entry["due"].lines,
        lead.lines,
        lead_inherited=lead.repair is not None,
        repairs=entry.repairs + ((lead.repair,) if lead.repair else ()),
        flags=(*entry.flags, *flags),
    )


def _under_same_area(before: Draft, row: Placed) -> bool:
    """True for a row that goes on under the area of the one before."""
    same = before.area is not None and before.area is row.area
    return same and not row.entry["area"].lines


class _Lead(NamedTuple):
    """A row's lead; the record of one that it takes from above, and the words that say so."""

    lines: Lines = ()
    repair: Repair | None = None
    ditto: Lines = ()


def _lead_of(slot: Slot | None, above: Lines, page: int, *, same_area: bool) -> _Lead:
    if slot is None:
        return _Lead()
    if slot.lines and DITTO.match(plain(slot.lines)) and above:
        repair = Repair(
            None, "lead-inherited", page, plain(slot.lines), plain(above), "the cell says ditto"
        )
        return _Lead(above, repair, slot.lines)
    if slot.lines and _has_letters(slot.lines):
        return _Lead(slot.lines)
    if not above or not (slot.merged_above or same_area):
        return _Lead()
    why = (
        "the cell is merged with the one above"
        if slot.merged_above
        else "blank below a lead of the same area"
    )
    return _Lead(above, Repair(None, "lead-inherited", page, "", plain(above), why))


def _has_letters(lines: Lines) -> bool:
    return any(character.isalpha() for character in plain(lines))


def _split(before: list[Draft], draft: Draft, lists_are_actions: bool) -> list[Draft]:
    """The actions in the row's action cell; words that belong to the action before go there."""
    area_ref = draft.area.ref if draft.area else None
    items = items_of(draft.action, area_ref, draft.due, lists_are_actions=lists_are_actions)
    if len(items) > 1 and items[0].printed is None:
        head, first = items[0], items[1]
        evidence = goes_on(plain(before[-1].action), plain(head.lines)) if before else NONE
        if _moves_up(before, draft, evidence):
            _move_up(before, draft, head.lines, evidence)
            items = items[1:]
        else:
            items = [replace(first, lines=head.lines + first.lines, printed=None), *items[2:]]
    if len(items) == 1 and (bullets := bulleted(draft.action, draft.due, draft.lead)):
        return _dealt(draft, bullets, "bulleted")
    if (
        len(items) == 1
        and is_bullet(plain(items[0].lines[:1]))
        and not _has_bullets(items[0].lines[1:])
    ):
        mark, lines = without_bullet(items[0].lines)
        entry = replace(draft.entry, again=draft.entry.again + mark)
        return [replace(draft, action=lines, entry=entry)]
    if len(items) == 1:
        lines = items[0].lines
        return [draft if lines is draft.action else replace(draft, action=lines)]
    return _dealt(draft, [item.lines for item in items], "numbered")


def _has_bullets(lines: Lines) -> bool:
    return any(is_bullet(plain((line,))) for line in lines)


def _moves_up(before: Sequence[Draft], draft: Draft, evidence: Evidence) -> bool:
    return bool(before) and not draft.entry.whole and evidence.weight >= 2.0


def _move_up(before: list[Draft], draft: Draft, lines: Lines, evidence: Evidence) -> None:
    last = before[-1]
    over = draft.entry.page != last.entry.last_page
    kind = "row-joined-over-page" if over else "row-joined-in-page"
    action = last.action + without_first_paragraph_mark(lines)
    reasons = Evidence(0, ("stands before the first number of its cell",)) + evidence
    repair = Repair(None, kind, draft.entry.page, plain(lines), plain(action), reasons.text)
    before[-1] = replace(last, action=action).noted(repair, kind)


def _dealt(draft: Draft, items: Sequence[Lines], how: str) -> list[Draft]:
    """One draft an item: dates by line height or count, leads by line height or shared by all."""
    dues = deal(draft.due, items)
    extras = _extras_by_number(draft.entry, items)
    leads = by_number(draft.lead, items) or deal_by_height(draft.lead, items) if draft.lead else []
    if dues and not leads:
        leads = deal_by_line(draft.lead, len(items))
    dittos = [share for share in leads if DITTO.match(plain(share))]
    leads = dittos_resolved(leads)
    numbers = numbers_of(draft.due, items) + numbers_of(draft.lead, items)
    numbers += tuple(line for share in dittos for line in share)
    for key in extras[0]:
        numbers += numbers_of(draft.entry[key].lines, items)
    if how == "bulleted":
        bare = [without_bullet(item) for item in items]
        items, numbers = (
            [item for _, item in bare],
            (*numbers, *(m for mark, _ in bare for m in mark)),
        )
    draft = replace(draft, entry=replace(draft.entry, again=draft.entry.again + numbers))
    shared = not dues and bool(draft.due) and len(DATE.findall(plain(draft.due))) > 1
    why = "dates dealt out" if dues else "one date for all" if draft.due else "no date"
    drafts = []
    for at, lines in enumerate(items):
        repair = Repair(None, "cell-split", draft.entry.page, plain(draft.action), plain(lines),
                        f"{how} actions in one cell; {why}")  # fmt: skip
        share = replace(
            draft,
            action=lines,
            due=dues[at] if dues else draft.due,
            lead=leads[at] if leads else draft.lead,
            repairs=draft.repairs if at == 0 else _of_each(draft.repairs),
            flags=tuple(f for f in draft.flags if at == 0 or not f.startswith("row-joined")),
            entry=replace(draft.entry, slots={**draft.entry.slots, **extras[at]}),
        )
        drafts.append(
            share.noted(repair, "action-split-from-cell", *(("due-shared",) if shared else ()))
        )
    return drafts


def _extras_by_number(entry: Entry, items: Sequence[Lines]) -> list[dict[str, Slot]]:
    """What each item has in the other columns whose cells repeat the items' numbers."""
    found: list[dict[str, Slot]] = [{} for _ in items]
    for key, slot in entry.slots.items():
        shares = by_number(slot.lines, items) if key.startswith(EXTRA) and slot.lines else []
        for at, lines in enumerate(shares):
            found[at][key] = replace(slot, lines=lines)
    return found


def _of_each(repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs of a row that hold for each of its actions."""
    return tuple(repair for repair in repairs if repair.kind == "lead-inherited")


def _numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """Each draft with its own reference, from its column or from before its text."""
    groups = [id(draft.area) if draft.area else plain(draft.section) for draft in drafts]
    area_refs = [draft.area.ref if draft.area else None for draft in drafts]
    texts = [plain(draft.action) for draft in drafts]
    fits = refs.accepted(texts, groups, area_refs)
    return [_with_ref(*each) for each in zip(drafts, texts, fits, strict=True)]


def _with_ref(draft: Draft, text: str, printed: refs.Printed | None) -> Draft:
    """The draft, whose action says text, with its reference; printed if this is one."""
    column = draft.entry["action_ref"]
    opening = refs.read(text)
    if (
        column.lines
        and not column.merged_above
        and (own := refs.in_column(refs.narrow(column.lines)))
    ):
        draft = replace(draft, ref=own.ref, ref_lines=column.lines)
        same = opening and opening.ref == own.ref and opening.size < len(text)
        return _cut_ref(draft, opening) if same and opening else _repeats_cut(draft)
    if printed and printed.size < len(text):
        return _repeats_cut(_cut_ref(draft, printed, printed.ref))
    if opening and opening.shape == "number" and opening.closed and not _is_list(text):
        # "1." before the only item of a cell is a list number that fits no sequence.
        return _cut_ref(draft, opening)
    area = draft.area.ref if draft.area else None
    if opening and area and opening.ref == area and opening.size < len(text):
        return _repeats_cut(_cut_ref(draft, opening))
    return draft


def _is_list(text: str) -> bool:
    return bool(re.search(r"(?:^|\s)2[.)]\s", text))


def _cut_ref(draft: Draft, opening: refs.Printed, ref: str | None = None) -> Draft:
    """The draft without the reference before its text, which is its own where ref is given."""
    head, rest = refs.cut(draft.action, opening.size)
    return replace(draft, action=rest, ref=ref or draft.ref, ref_lines=draft.ref_lines + head)


def _repeats_cut(draft: Draft) -> Draft:
    """A reference that is repeated in front of every column is taken off the others too."""
    wanted = tuple(ref for ref in (draft.ref, draft.area and draft.area.ref) if ref)
    firsts = {ref[0] for ref in wanted}

    def cut(lines: Lines) -> tuple[Lines, Lines]:
        if not lines or lines[0].text[:1] not in firsts:
            return (), lines
        text = plain(lines)
        opening = refs.read(text) if text.startswith(wanted) else None
        if (
            opening
            and opening.ref in wanted
            and opening.size < len(text)
            and opening.shape in {"dotted", "code"}
        ):
            return refs.cut(lines, opening.size)
        return (), lines

    due_ref, due = cut(draft.due)
    lead_ref, lead = cut(draft.lead)
    slots = dict(draft.entry.slots)
    taken: Lines = due_ref + lead_ref
    for key, slot in slots.items():
        if key.startswith("extra"):
            head, rest = cut(slot.lines)
            if head:
                taken, slots[key] = taken + head, replace(slot, lines=rest)
    if not taken:
        return draft
    entry = replace(draft.entry, slots=slots)
    return replace(draft, entry=entry, due=due, lead=lead, ref_lines=draft.ref_lines + taken)


def with_gaps_flagged(drafts: Sequence[Draft]) -> list[Draft]:
    """Flag an action whose reference skips numbers that no unnumbered action could have."""
    flagged: list[Draft] = []
    last: refs.Printed | None = None
    unnumbered = 0
    of_areas = not any(draft.ref for draft in drafts)
    for draft in drafts:
        ref = draft.ref or (draft.area.ref if of_areas and draft.area else None)
        printed = refs.whole(ref) if ref else None
        if printed is None:
            unnumbered += 1
        else:
            if last and _skips(last, printed) > unnumbered:
                draft = draft.noted(None, "ref-gap")
            last, unnumbered = printed, 0
        flagged.append(draft)
    return flagged


def _skips(last: refs.Printed, printed: refs.Printed) -> int:
    """How many references are missing between two of one series."""
    before, own = last.parts, printed.parts
    if before[:-1] != own[:-1] or not (before[-1].isdigit() and own[-1].isdigit()):
        return 0
    return int(own[-1]) - int(before[-1]) - 1


def doubts(draft: Draft) -> tuple[str, ...]:
    """Flags for texts that look cut."""
    text = plain(draft.action)
    if starts_lower(text):
        return ("action-may-be-cut",)
    return ()
