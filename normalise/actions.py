"""Drafts to Actions: printed lines become text, dates, leads, colours, with where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actionplans.normalise.account import provenance
from actionplans.normalise.drafts import Draft, doubts
from actionplans.normalise.due import parse_due
from actionplans.normalise.entries import EXTRA
from actionplans.normalise.flags import LOW_CONFIDENCE
from actionplans.normalise.leads import parse_leads
from actionplans.normalise.plan import Action, Due, Repair
from actionplans.normalise.profile import Profile
from actionplans.normalise.text import Lexicon, Lines, paragraphs, plain, text_of


@dataclass(frozen=True, slots=True)
class Done:
    """The actions, the repairs made to them, and the lines that reached a field."""

    actions: tuple[Action, ...]
    repairs: tuple[Repair, ...]
    used: tuple[Lines, ...]


def finished(drafts: Sequence[Draft], profile: Profile, plan_id: str, lexicon: Lexicon) -> Done:
    """Read every draft. Dates with a year come first: the earliest of them is the plan's start."""
    ids = with_ids(drafts, plan_id)
    texts = [text_of(draft.due, lexicon) for draft in drafts]
    dues, years = _dues(texts, profile)
    actions, repairs, used = [], [], []
    for place, (draft, action_id) in enumerate(zip(drafts, ids, strict=True)):
        fields = _fields(draft)
        if years[place]:
            inferred = Repair(None, "year-inferred", draft.entry.page, texts[place], years[place],
                              "printed without a year; counted from the plan's start")  # fmt: skip
            draft = draft.noted(inferred, "year-inferred")
        repairs += [replace(repair, action_id=action_id) for repair in draft.repairs]
        used += list(fields.values())
        # A reference or area that is printed in every row again is one value.
        if draft.area:
            used += [draft.entry["area"].lines, draft.entry["area_ref"].lines]
        actions.append(_action(draft, dues[place], fields, plan_id, action_id, place + 1, lexicon))
    return Done(tuple(actions), tuple(repairs), tuple(used))


def with_ids(drafts: Sequence[Draft], plan_id: str) -> list[str]:
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


def _dues(texts: Sequence[str], profile: Profile) -> tuple[list[Due], list[str]]:
    """Each due text read, and for those whose year was counted the dates that came of it."""
    plain_reading = [
        parse_due(text, None, profile.conventions) if text else Due() for text in texts
    ]
    start = profile.plan_start or _earliest(plain_reading)
    if start is None:
        return plain_reading, [""] * len(texts)
    dues = [parse_due(text, start, profile.conventions) if text else Due() for text in texts]
    years = [
        f"{due.start or ''}/{due.end or ''}" if "year-inferred" in due.flags else "" for due in dues
    ]
    return dues, years


def _earliest(dues: Iterable[Due]) -> date | None:
    return min((day for due in dues if (day := due.start or due.end)), default=None)


def _fields(draft: Draft) -> Mapping[str, Lines]:
    """The printed lines of each field that has any."""
    area = draft.area
    fields: dict[str, Lines] = {
        "section": draft.section,
        "area_ref": area.ref_lines if area else (),
        "area": area.lines if area else (),
        "action_ref": draft.ref_lines,
        "action": draft.action,
        "due_text": draft.due,
        "lead_text": draft.lead,
    }
    if area and area.ref_lines == area.lines:
        fields["area_ref"] = ()
    for key, slot in draft.entry.slots.items():
        if key.startswith(EXTRA) or key in {"status", "rag"}:
            fields[key] = slot.lines
    return {name: lines for name, lines in fields.items() if lines}


def _action(
    draft: Draft,
    due: Due,
    fields: Mapping[str, Lines],
    plan_id: str,
    action_id: str,
    sequence: int,
    lexicon: Lexicon,
) -> Action:
    def text(name: str) -> str | None:
        return text_of(fields.get(name, ()), lexicon) or None

    lead_text = text("lead_text")
    pieces = [plain(group) for group in paragraphs(draft.lead)]
    pages = [
        line.words[0].page for lines in (draft.action, draft.due) for line in lines if line.words
    ]
    return Action(
        plan_id=plan_id,
        action_id=action_id,
        sequence=sequence,
        section=text("section"),
        area_ref=draft.area.ref if draft.area else None,
        area=text("area"),
        action_ref=draft.ref,
        action=text("action") or "",
        due_text=text("due_text"),
        due_start=due.start,
        due_end=due.end,
        due_precision=due.precision,
        due_edtf=due.edtf,
        deadline=due.deadline,
        recurrence=due.recurrence,
        status=due.status,
        rag=None,
        lead_text=lead_text,
        lead_inherited=draft.lead_inherited,
        leads=parse_leads(lead_text, lines=pieces) if lead_text else (),
        milestones=due.milestones,
        extra=_extra(fields, lexicon),
        page_first=min([draft.entry.page, *pages]),
        page_last=max([draft.entry.page, *pages]),
        provenance=provenance(fields),
        flags=_flags(draft, due, fields),
    )


def _extra(fields: Mapping[str, Lines], lexicon: Lexicon) -> Mapping[str, str]:
    found = {
        name.removeprefix(EXTRA): text_of(lines, lexicon)
        for name, lines in fields.items()
        if name.startswith(EXTRA)
    }
    return {name: text for name, text in found.items() if text}


def _flags(draft: Draft, due: Due, fields: Mapping[str, Lines]) -> tuple[str, ...]:
    flags = [*draft.flags, *(due.flags if draft.due else ()), *doubts(draft)]
    weak = any(
        word.confidence is not None and word.confidence < LOW_CONFIDENCE
        for lines in fields.values()
        for line in lines
        for word in line.words
    )
    if weak:
        flags.append("low-ocr-confidence")
    return tuple(dict.fromkeys(flags))
