"""Two columns that claim the same role, and which of them has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.extract.document import Row
from actionplans.normalise import refs
from actionplans.normalise.columns import RULE, Columns, column_texts
from actionplans.normalise.content import Look
from actionplans.normalise.facts import VERDICT
from actionplans.normalise.headings import Role, claims, normalised

_RUN_DOWN = 0.3  # share of the rows without a cell of their own
AREA_WORDS = 3.0  # words of a cell
_FEW_WORDS, _SENTENCE = 5.0, 8.0  # words of a name or title, and of what says what is wrong
_CITES = 0.6  # of the cells
_TAKEN = re.compile(r"\b(?:taken|to date|progress|completed|update)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:must|should|shall|is required to|needs? to)\b", re.IGNORECASE)
_HOW_FAR = re.compile(
    r"(?:fully |partially |partly |substantially |not |non-?)? ?(?:implemented|compliant|met)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(r"^(?!.*\b(?:accountab|sponsor)).*\b(?:owners?|sro|leads?|responsible)\b")
_OF_A_BODY = re.compile(r"\b(?:agenc|organi[sz]ation|partner|team|body|bodies|department)")
_ACTION = re.compile(r"\bactions? (?:owner|lead|holder)|\b(?:for|of) (?:the |this )?actions?$")
_OF_THE_ACTION = re.compile(r"\b(?:actions?|responsib\w+)\b")


def rules_apart(draft: Columns, rows: Sequence[Row]) -> Columns:
    """ "Ref" beside a column of numbers, where it cites what was broken: "Regulation 13 (7)"."""
    place = draft.at("ref")
    numbered = {"area_ref", "action_ref"} & set(draft.roles)
    if place is None or not numbered:
        return draft
    texts = [text for text in column_texts(rows, place) if text]
    if sum(bool(RULE.match(text)) for text in texts) < _CITES * max(1, len(texts)):
        return draft
    return draft.given({place: ("extra", "cites rules, and another column has the numbers")})


def ratings_of_findings(draft: Columns, rows: Sequence[Row]) -> Columns:
    """A rating that says how far a rule was met, "Partially implemented", is the finding's and not
    the action's."""
    place = draft.at("rag")
    if place is None or not normalised(draft.titles[place]).endswith(("rating", "ratings")):
        return draft
    texts = [text for text in column_texts(rows, place) if text]
    if sum(bool(_HOW_FAR.match(text)) for text in texts) < _CITES * max(1, len(texts)):
        return draft
    return draft.given({place: ("extra", "heading says how far a rule was met, not what is done")})


def area_in_sentences(
    draft: Columns, looks: Sequence[Look], rows: Sequence[Row], fixed: Mapping[str, str]
) -> Columns:
    """Of two columns that may hold the areas, the one that says what is wrong: "CQC finding", not
    the few words of a "Quality statement"; unless these are numbered, "SE 25 Parental consent"."""
    first, second = draft.at("area"), second_claim(draft, "area")
    if first is None or second is None or normalised(draft.titles[first]) in fixed:
        return draft
    if looks[first].words > _FEW_WORDS or looks[second].words < _SENTENCE:
        return draft
    if all(refs.read(text) for text in column_texts(rows, first) if text):
        return draft
    return draft.given(
        {
            first: ("extra", f"{draft.reasons[first]}, but another column says more"),
            second: ("area", f"heading says “{draft.titles[second]}”"),
        }
    )


def asked_and_done(draft: Columns, rows: Sequence[Row], fixed: Mapping[str, str]) -> Columns:
    """Two columns of actions, where the first says what must or should be done, "CQC action", and
    the second what will be, "Trust action": the first is the area."""
    first, second = draft.at("action"), second_claim(draft, "action")
    if first is None or second is None:
        return draft
    asked, done = min(first, second), max(first, second)
    area = draft.at("area")
    other = area is not None and not RULE.match(draft.titles[area])
    if other or _TAKEN.search(draft.titles[done]):
        return draft  # "Action required" beside "Action taken"
    named = (asked, done) if area is None else (asked, done, area)
    if {normalised(draft.titles[at]) for at in named} & fixed.keys():
        return draft
    shares = []
    for place in (asked, done):
        texts = [text for text in column_texts(rows, place) if text]
        shares.append(sum(bool(_MUST.search(text)) for text in texts) / max(1, len(texts)))
    if shares[0] < _CITES or shares[1] > 1 - _CITES:
        return draft
    changes: dict[int, tuple[Role, str]] = {
        asked: ("area", "says what must be done, beside a column of what is done"),
        done: ("action", f"heading says “{draft.titles[done]}”"),
    }
    if area is not None:
        changes[area] = ("extra", "another column says what must be done")
    return draft.given(changes)


def first_of_two_actions(
    draft: Columns, looks: Sequence[Look], rows: Sequence[Row], fixed: Mapping[str, str]
) -> Columns:
    """Two columns of actions, where the cells of the first run down over several of the second:
    what is asked for ("Essential action") is the area of what is done ("Trust action")."""
    first = draft.at("action")
    second = second_claim(draft, "action")
    if first is None or second is None or "area" in draft.roles:
        return draft
    if {normalised(draft.titles[first]), normalised(draft.titles[second])} & fixed.keys():
        return draft
    left, right = min(first, second), max(first, second)
    if answers(rows, left):
        return _answers_beside(draft, left, right)
    cells = [row.cells[left] for row in rows if row.cells[right].lines]
    below = sum(cell.merged_above or not cell.lines for cell in cells)
    if min(looks[left].words, looks[right].words) < AREA_WORDS or below < 0.2 * len(cells):
        return draft
    return draft.given(
        {
            left: ("area", "its cells run down beside another column of actions"),
            right: ("action", f"heading says “{draft.titles[right]}”"),
        }
    )


def deliverables_in_rows(draft: Columns, rows: Sequence[Row], fixed: Mapping[str, str]) -> Columns:
    """A response whose cells run down over several deliverables, each with a date: these are the
    actions."""
    action, second = draft.at("action"), second_claim(draft, "action")
    if action is None or second is None or second < action or "area" not in draft.roles:
        return draft
    if {normalised(draft.titles[action]), normalised(draft.titles[second])} & fixed.keys():
        return draft
    cells = [row.cells[action] for row in rows if row.cells[second].lines]
    below = sum(cell.merged_above or not cell.lines for cell in cells)
    if below < _RUN_DOWN * len(cells):
        return draft
    return draft.given(
        {
            action: ("extra", "its cells run down over several deliverables"),
            second: ("action", f"heading says “{draft.titles[second]}”"),
        }
    )


def answers(rows: Sequence[Row], place: int) -> bool:
    """True for a column whose cells agree or disagree: "Agree. The differences reflect …"."""
    texts = [text for text in column_texts(rows, place) if text]
    return sum(bool(VERDICT.match(text)) for text in texts) > 0.5 * len(texts)


def _answers_beside(draft: Columns, left: int, right: int) -> Columns:
    """ "Agree. …" in a column beside what is done is no area and no action."""
    return draft.given(
        {
            left: ("extra", "heading says response, and its cells agree or disagree"),
            right: ("action", f"heading says “{draft.titles[right]}”"),
        }
    )


def first_of_two_leads(draft: Columns, fixed: Mapping[str, str]) -> Columns:
    """Of several columns of owners the action's own ("Action owner", "Who is responsible for the
    action?"), else the first ("SRO", then "Delivery lead"), unless it only answers for what the
    other does: "Accountable", "Sponsor"."""
    lead = draft.at("lead")
    if lead is None or normalised(draft.titles[lead]) in fixed:
        return draft
    owners = [place for place in range(len(draft.titles)) if _owns(draft, place)]
    of_action = [p for p in (lead, *owners) if _ACTION.search(normalised(draft.titles[p]))]
    if _OF_THE_ACTION.search(normalised(draft.titles[lead])):
        owners = []  # "Responsible officer" is, wherever it stands
    before = [place for place in owners if place < lead]
    if _OF_A_BODY.search(normalised(draft.titles[lead])):  # "Lead agency", then "Lead officer"
        before = [p for p in owners if not _OF_A_BODY.search(normalised(draft.titles[p]))]
    own = next(iter(of_action or before), lead)
    if own == lead:
        return draft
    return draft.given(
        {
            lead: ("extra", f"the action's owner is in “{draft.titles[own]}”"),
            own: ("lead", f"heading says “{claims(draft.titles[own])[0].phrase}”"),
        }
    )


def _owns(draft: Columns, place: int) -> bool:
    """True for a column that names owners and lost the role of the lead to another."""
    title = draft.titles[place]
    own = claims(title)[:1] if draft.roles[place] == "extra" and title else ()
    return bool(own) and own[0].role == "lead" and bool(_OWNS.search(normalised(title)))


def sections_first(draft: Columns, fixed: Mapping[str, str]) -> Columns:
    """A theme or domain that stands behind the reference or the area says more of that one, and
    is no section."""
    place = draft.at("section")
    before = {"ref", "area_ref", "action_ref", "area", "action"} & set(draft.roles[: place or 0])
    if place is None or not before or normalised(draft.titles[place]) in fixed:
        return draft
    return draft.given({place: ("extra", f"{draft.reasons[place]}, but it does not lead the rows")})


def two_numberings(draft: Columns, looks: Sequence[Look]) -> Columns:
    """Two columns of references: one before the areas and one before the actions."""
    roles, reasons = list(draft.roles), list(draft.reasons)
    if not {"ref", "area", "action"} <= set(roles):
        return draft
    area, action = roles.index("area"), roles.index("action")
    first, second = roles.index("ref"), action - 1
    if first == second:  # the other one was taken for no reference
        first = next((p for p in range(area) if may_be(draft.titles[p], "ref")), second)
    other = second if first == roles.index("ref") else first
    if not first < area < second or roles[other] != "extra":
        return draft
    title, look = draft.titles[other], looks[other]
    if look.refs < 0.6 or look.words > 3 or (title and not may_be(title, "ref")):
        return draft
    roles[first], roles[second] = "area_ref", "action_ref"
    reasons[other] = "holds references, before the areas or right before the actions"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def second_claim(draft: Columns, role: Role) -> int | None:
    """The column that lost this role to one with a better claim."""
    lost = [
        (claims(title)[0].score, -place)
        for place, title in enumerate(draft.titles)
        if draft.roles[place] == "extra"
        and title
        and claims(title)[:1]
        and claims(title)[0].role == role
    ]
    return -max(lost)[1] if lost else None


def may_be(title: str, role: Role) -> bool:
    return any(claim.role == role for claim in claims(title))
