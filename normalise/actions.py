"""Drafts to Actions: printed lines become text, dates, leads, colours, with where they stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from actionplans.extract.document import Document
from actionplans.normalise.account import provenance
from actionplans.normalise.drafts import Draft, doubts
from actionplans.normalise.due import parse_due
from actionplans.normalise.entries import EXTRA
from actionplans.normalise.flags import LOW_CONFIDENCE
from actionplans.normalise.leads import lead_flags, parse_leads
from actionplans.normalise.plan import Action, Due, Lead, Provenance, Repair
from actionplans.normalise.profile import Conventions, Profile
from actionplans.normalise.rag import LETTERS
from actionplans.normalise.statuses import Seen, statuses
from actionplans.normalise.text import Lexicon, Lines, plain, text_of

Fields = Mapping[str, Lines]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Done:
    """The actions, the repairs made to them, and the lines that reached a field."""

    actions: tuple[Action, ...]
    repairs: tuple[Repair, ...]
    used: tuple[Lines, ...]


class Wording(NamedTuple):
    """The text of a field's lines, and where they stand."""

    text: str
    places: tuple[Provenance, ...]


class Led(NamedTuple):
    """Who leads, and the flags of that reading."""

    leads: tuple[Lead, ...]
    flags: tuple[str, ...]


class Named(NamedTuple):
    """What names an action: its plan, its own id, and its place from 1."""

    plan_id: str
    action_id: str
    sequence: int


def finished(
    drafts: Sequence[Draft], document: Document, profile: Profile, plan_id: str, lexicon: Lexicon
) -> Done:
    """Read every draft, in order."""
    printed = _remembered(lambda name, lines: _printed(name, lines, lexicon))
    led = _remembered(lambda name, lines: _led(lines, printed(name, lines).text))
    texts = [printed("due_text", draft.due).text for draft in drafts]
    dues = _dues(texts, profile)
    drafts = [
        _with_year(draft, due, text) for draft, due, text in zip(drafts, dues, texts, strict=True)
    ]
    fields = [_fields(draft) for draft in drafts]
    ids = _ids(drafts, plan_id)
    seen = statuses(drafts, dues, document)
    names = [Named(plan_id, each, place) for place, each in enumerate(ids, 1)]
    read = zip(names, drafts, dues, seen, fields, strict=True)
    recognised = document.text_layer == "ocr"
    actions = tuple(_action(*each, printed, led, recognised=recognised) for each in read)
    repairs = [
        replace(repair, action_id=action_id)
        for draft, action_id in zip(drafts, ids, strict=True)
        for repair in draft.repairs
    ]
    used = {id(lines): lines for each in fields for lines in each.values()}  # many share an area
    return Done(actions, tuple(repairs), (*used.values(), *_printed_again(drafts)))


def _printed_again(drafts: Iterable[Draft]) -> list[Lines]:
    """A reference or area that is printed in every row or page again is one value: its words are
    placed."""
    return [
        lines
        for draft in drafts
        for lines in (
            draft.entry.again,
            *(draft.entry[key].lines for key in ("area", "area_ref") if draft.area),
        )
    ]


def _ids(drafts: Sequence[Draft], plan_id: str) -> list[str]:
    """An id for each draft: its reference, else its position; a repeated one gets a suffix."""
    ids: list[str] = []
    taken: set[str] = set()
    for place, draft in enumerate(drafts, 1):
        base = f"{plan_id}/{draft.ref or place}"
        name, again = base, 2
        while name in taken:
            name, again = f"{base}-{again}", again + 1
        taken.add(name)
        ids.append(name)
    return ids


def _dues(texts: Sequence[str], profile: Profile) -> list[Due]:
    """Each due text read; those without a year once more, from the plan's start.

    The start is the profile's, else the earliest day that any text with a year names.
    """
    read = {text: _due(text, None, profile.conventions) for text in dict.fromkeys(texts)}
    days = [day for due in read.values() if (day := due.start or due.end)]
    if start := profile.plan_start or min(days, default=None):
        read = {
            text: _due(text, start, profile.conventions) if due.flags else due
            for text, due in read.items()  # what has its years has no flag, and says the same again
        }
    return [read[text] for text in texts]


def _due(text: str, start: date | None, conventions: Conventions) -> Due:
    return parse_due(text, start, conventions) if text else Due()


def _with_year(draft: Draft, due: Due, text: str) -> Draft:
    if "year-inferred" not in due.flags:
        return draft
    dates = f"{due.start or ''}/{due.end or ''}"
    why = "printed without a year; counted from the plan's start"
    return draft.noted(Repair(None, "year-inferred", draft.entry.page, text, dates, why))


def _fields(draft: Draft) -> Fields:
    """The printed lines of each field that has any."""
    area = draft.area
    fields: dict[str, Lines] = {
        "section": draft.section,
        "area_ref": area.ref_lines if area and area.ref_lines != area.lines else (),
        "area": area.lines if area else (),
        "action_ref": draft.ref_lines,
        "action": draft.action,
        "due_text": draft.due,
        "lead_text": draft.lead,
    }
    for key in ("area", "area_ref"):  # printed in every row again: where this row says it
        own = draft.entry[key]
        if own.lines is fields[key] or not own.lines or own.merged_above:
            continue
        if plain(own.lines) == plain(fields[key]):
            fields[key] = own.lines
    for key, slot in draft.entry.slots.items():
        if key.startswith(EXTRA) or key in {"status", "rag"}:
            fields[key] = slot.lines
    return {name: lines for name, lines in fields.items() if lines}


def _remembered(read: Callable[[str, Lines], Read]) -> Callable[[str, Lines], Read]:
    """What a field's lines are read as: many actions have the same area, section and lead."""
    known: dict[tuple[object, ...], Read] = {}  # by the lines: the document holds them all

    def remembered(name: str, lines: Lines) -> Read:
        key = (name, *map(id, lines))
        if key not in known:
            known[key] = read(name, lines)
        return known[key]

    return remembered


def _printed(name: str, lines: Lines, lexicon: Lexicon) -> Wording:
    return Wording(text_of(lines, lexicon), provenance(name, lines))


def _led(lines: Lines, text: str) -> Led:
    printed = [plain((line,)) for line in lines]
    leads = parse_leads(text, lines=printed)
    return Led(leads, lead_flags(text, leads, lines=printed))


def _action(
    named: Named,
    draft: Draft,
    due: Due,
    seen: Seen,
    fields: Fields,
    printed: Callable[[str, Lines], Wording],
    led: Callable[[str, Lines], Led],
    *,
    recognised: bool,
) -> Action:
    twins = _twins(fields)
    read = {name: printed(name, lines) for name, lines in fields.items() if name not in twins}
    text = {name: words for name in fields if (words := read[twins.get(name, name)].text)}
    leads, unsure = led("lead_text", draft.lead)
    doubtful = (*due.flags, *unsure, *(_read_weakly(fields) if recognised else ()))
    pages = _pages(draft, read)
    return Action(
        plan_id=named.plan_id,
        action_id=named.action_id,
        sequence=named.sequence,
        section=text.get("section"),
        area_ref=draft.area.ref if draft.area else None,
        area=text.get("area"),
        action_ref=draft.ref,
        action=text.get("action", ""),
        due_text=text.get("due_text"),
        due_start=due.start,
        due_end=due.end,
        due_precision=due.precision,
        due_edtf=due.edtf,
        deadline=due.deadline,
        recurrence=due.recurrence,
        status=seen[1],
        rag=seen[0],
        lead_text=text.get("lead_text"),
        lead_inherited=draft.lead_inherited,
        leads=leads,
        milestones=due.milestones,
        extra={
            n.removeprefix(EXTRA): t
            for n, t in text.items()
            if n.startswith(EXTRA) and not (n in twins and _all_said(t, seen))
        },
        page_first=pages[0],
        page_last=pages[1],
        provenance=tuple([place for each in read.values() for place in each.places]),
        flags=tuple(dict.fromkeys((*draft.flags, *doubtful, *doubts(draft)))),
    )


def _pages(draft: Draft, read: Mapping[str, Wording]) -> tuple[int, int]:
    """First and last page of the row; of its own lines for an action that shares its row."""
    own = [at.page for name in ("action", "due_text") if name in read for at in read[name].places]
    if own and "action-split-from-cell" in draft.flags:
        return min(own), max(own)
    first, last = draft.entry.page, max(draft.entry.page, draft.entry.joined_to)
    return min([first, *own]), max([last, *own])


def _twins(fields: Fields) -> dict[str, str]:
    """Those of the extras that are the status or colour cell once more, and which of the two."""
    return {
        name: told
        for told in ("rag", "status")
        if told in fields
        for name in fields
        if name.startswith(EXTRA) and fields[name] == fields[told]
    }


def _all_said(text: str, seen: Seen) -> bool:
    """True if the cell's whole text is the colour or the status that was read from it."""
    words = text.strip(" .").casefold()
    rag, status = seen
    told = LETTERS.get(text.strip(" .").upper(), words)
    return (rag is not None and told == rag) or words.replace("completed", "complete") == status


def _read_weakly(fields: Fields) -> list[str]:
    seen = {word.confidence for lines in fields.values() for line in lines for word in line.words}
    return ["low-ocr-confidence"] if any(c is not None and c < LOW_CONFIDENCE for c in seen) else []
