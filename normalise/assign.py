"""Which column is what: by its heading, else by what stands in it, else as the profile says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.extract.document import Row
from actionplans.normalise.columns import REVISED, RULE, Columns, column_texts
from actionplans.normalise.content import Look, contradicts
from actionplans.normalise.facts import title_and_beside
from actionplans.normalise.heading_titles import Titles
from actionplans.normalise.headings import (
    ROLES,
    Claim,
    Role,
    claims,
    combined_role,
    normalised,
)
from actionplans.normalise.profile import Profile
from actionplans.normalise.rivals import (
    AREA_WORDS,
    answers,
    area_in_sentences,
    asked_and_done,
    deliverables_in_rows,
    first_of_two_actions,
    first_of_two_leads,
    may_be,
    ratings_of_findings,
    rules_apart,
    second_claim,
    sections_first,
    two_numberings,
)
from actionplans.normalise.text import plain

_SAYS_MUCH = 30.0  # a claim by a fair phrase alone
_SAYS_LITTLE = 20.0  # a claim by words that only qualify the heading
_SECTION_WORDS = 8
_SHORT = 15  # words of a date or a lead
_NOW = re.compile(r"\b(?:now|progress|position|updates?|far)\b", re.IGNORECASE)
_ALL_BUT = 0.9  # share of the cells
_SHADED = 0.4  # share of the rows
_RUN_DOWN = 0.3  # share of the rows without one


def assign(titles: Titles, rows: Sequence[Row], profile: Profile) -> Columns:
    """Give each column its role."""
    rows = [row for row in rows if title_and_beside(row) is None]
    looks = [Look(column_texts(rows, place)) for place in range(len(titles.own))]
    fixed = {normalised(heading): role for heading, role in profile.headings.items()}
    draft = _by_headings(titles.own, titles.groups, looks, fixed)
    draft = ratings_of_findings(first_of_two_leads(draft, fixed), rows)
    draft = _numbers_apart(rules_apart(draft, rows), looks, titles.spanned)
    draft = asked_and_done(draft, rows, fixed)
    draft = first_of_two_actions(area_in_sentences(draft, looks, rows, fixed), looks, rows, fixed)
    draft = deliverables_in_rows(sections_first(draft, fixed), rows, fixed)
    draft = _by_colour(_by_content(draft, looks, fixed), rows, fixed)
    draft = _grouping(_leading_area(two_numberings(draft, looks), looks, rows, fixed), rows)
    return _one_of_area_and_action(draft, looks)


def _claims_under(title: str, group: str) -> tuple[Claim, ...]:
    """What a heading claims by itself, else with the one above it: "Name" under "Lead"."""
    own = claims(title)
    return own if not group or (own and own[0].score >= _SAYS_MUCH) else claims(f"{group} {title}")


def _by_headings(
    titles: Sequence[str], groups: Sequence[str], looks: Sequence[Look], fixed: Mapping[str, str]
) -> Columns:
    wanted: list[tuple[Claim, ...]] = []
    alone = {own[0].role for title in titles if (own := claims(title)) and not combined_role(title)}
    combining = (
        not {"lead", "due"} <= alone
    )  # else "Monitoring (who and when)" is of something else
    for title, group, look in zip(titles, groups, looks, strict=True):
        told = fixed.get(normalised(title)) if title else None
        if told in ROLES:
            wanted.append((Claim(told, 1000.0, "the profile", 1.0),))
        else:
            combined = combined_role(title) if combining else None
            first = (Claim(combined, 100.0, title, 1.0),) if combined else ()
            found = [c for c in _claims_under(title, group) if not contradicts(look, c.role)]
            wanted.append((*first, *found))
    roles: list[Role | None] = ["extra" for _ in titles]
    reasons = ["no role in the heading" for _ in titles]
    taken: set[Role] = set()
    order = sorted(
        ((claim, place) for place, found in enumerate(wanted) for claim in found[:1]),
        key=lambda pair: (
            pair[0].role == "due" and bool(REVISED.match(normalised(titles[pair[1]]))),
            -pair[0].score,
            pair[1],
        ),
    )  # a revised date only where there is no other
    for claim, place in order:
        if claim.role == "extra" and claim.score < _SAYS_LITTLE:
            continue  # "Wording from report" is not the report: what stands in it decides
        if claim.role in taken and claim.role != "extra":
            reasons[place] = f"another column has a better claim to be the {claim.role}"
            continue
        taken.add(claim.role)
        roles[place], reasons[place] = claim.role, f"heading says “{claim.phrase}”"
    _rescue(roles, reasons, wanted, taken)
    return Columns(tuple(titles), tuple(roles), tuple(reasons))


def _rescue(
    roles: list[Role | None],
    reasons: list[str],
    wanted: Sequence[tuple[Claim, ...]],
    taken: set[Role],
) -> None:
    """Second claims, for the due date and the lead where no first claim gave one."""
    if "lead_due" in taken:
        taken |= {"due", "lead"}
    for role in ("due", "lead"):
        options = [
            (claim.score, place, claim)
            for place, found in enumerate(wanted)
            for claim in found[1:]
            if claim.role == role and claim.score >= 32 and roles[place] == "extra"
        ]
        if role not in taken and options:
            _, place, claim = max(options, key=lambda option: (option[0], -option[1]))
            roles[place], reasons[place] = role, f"heading says “{claim.phrase}”"
            taken.add(role)


def _numbers_apart(draft: Columns, looks: Sequence[Look], spanned: Sequence[bool]) -> Columns:
    """Headings over the wrong slot: "Action" over a column of numbers, text in the next one."""
    roles, reasons = list(draft.roles), list(draft.reasons)
    pairs: tuple[tuple[Role, Role], ...] = (("action", "action_ref"), ("area", "area_ref"))
    for role, number in pairs:
        if role not in roles:
            continue
        place = roles.index(role)
        if looks[place].refs < 0.6 or looks[place].words > 3:
            continue
        right = place + 1
        heir = second_claim(draft, role)
        if right < len(roles) and (spanned[right] or not draft.titles[right]):
            roles[right], reasons[right] = role, f"stands under “{draft.titles[place]}”"
        elif heir is not None:
            roles[heir], reasons[heir] = role, f"heading says “{draft.titles[heir]}”"
        free: Role = "ref" if role == "action" and "ref" not in roles else number
        cites = {"ref", "area_ref"} & set(roles) and RULE.match(draft.titles[place])
        if cites or (heir and role == "area" and roles[heir - 1] == "ref"):
            free = "extra"  # "Regulation | 12(1)", "KLOE | W1" beside a column of references
        roles[place], reasons[place] = free, "holds references"
    return _changed(draft, roles, reasons)


def _changed(draft: Columns, roles: Sequence[Role | None], reasons: Sequence[str]) -> Columns:
    if tuple(roles) == draft.roles:
        return draft
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _leading_area(
    draft: Columns, looks: Sequence[Look], rows: Sequence[Row], fixed: Mapping[str, str]
) -> Columns:
    """A first column of text whose cells run down over the rows of several actions: what these
    serve ("Outcome", "Objective") is their area where no column is."""
    if "area" in draft.roles or draft.roles[:1] != ("extra",) or draft.at("action") is None:
        return draft
    if not draft.titles[0] or normalised(draft.titles[0]) in fixed or answers(rows, 0):
        return draft
    cells = [row.cells[0] for row in rows if row.cells and any(c.lines for c in row.cells[1:])]
    below = sum(cell.merged_above or not cell.lines for cell in cells)
    if looks[0].words < AREA_WORDS or below < _RUN_DOWN * len(cells):
        return draft
    reason = "its cells run down over the rows of several actions"
    return replace(draft, roles=("area", *draft.roles[1:]), reasons=(reason, *draft.reasons[1:]))


def _grouping(draft: Columns, rows: Sequence[Row]) -> Columns:
    """A first column without a heading whose few cells run down over the rows: their sections."""
    if draft.titles[:1] != ("",) or draft.roles[0] != "extra":
        return draft
    if "section" in draft.roles or draft.at("action") is None:
        return draft
    cells = [row.cells[0] for row in rows if row.cells]
    if sum(cell.merged_above for cell in cells) < 0.4 * len(cells):
        return draft
    texts = [plain(cell.lines) for cell in cells if cell.lines]
    short = bool(texts) and all(len(text.split()) <= _SECTION_WORDS for text in texts)
    if not short or Look(texts).refs >= 0.5:
        return draft
    roles = ("section", *draft.roles[1:])
    return replace(draft, roles=roles, reasons=("groups the rows", *draft.reasons[1:]))


def _by_content(draft: Columns, looks: Sequence[Look], fixed: Mapping[str, str]) -> Columns:
    """Roles still missing, for columns whose heading is blank or unknown."""
    roles, reasons = list(draft.roles), list(draft.reasons)

    def free() -> list[int]:
        return [
            place
            for place, title in enumerate(draft.titles)
            if roles[place] == "extra"
            and looks[place].filled
            and (not title or not reasons[place].startswith("heading"))
            and normalised(title) not in fixed
        ]

    def take(role: Role, place: int, why: str) -> None:
        roles[place], reasons[place] = role, why

    numbered = bool({"ref", "area_ref", "action_ref"} & set(roles))
    if not numbered and (numbers := _numbers(draft, looks, free())):
        take("ref", numbers[0], "holds references")
    if not {"status", "rag"} & set(roles):
        told = [p for p in free() if looks[p].filled >= 3 and looks[p].statuses >= 0.7]
        told = told or [  # "Where are we now?"
            p
            for p, role in enumerate(roles)
            if role == "extra" and _NOW.search(draft.titles[p])
            and looks[p].filled >= 3 and looks[p].statuses >= _ALL_BUT
            and normalised(draft.titles[p]) not in fixed
        ]  # fmt: skip
        if told:
            take("status", told[-1], "says how things stand")
    if not {"due", "lead_due"} & set(roles):
        dated = [p for p in free() if looks[p].words <= _SHORT and looks[p].dates >= 0.5]
        if dated:
            take("due", max(dated, key=lambda p: looks[p].dates), "holds dates")
    if not {"lead", "lead_due"} & set(roles):
        leads = [p for p in free() if looks[p].words <= _SHORT and looks[p].leads >= 0.5]
        if leads:
            best = max(leads, key=lambda p: (looks[p].leads, -looks[p].words))
            take("lead", best, "holds names or posts")
    long = [p for p in free() if looks[p].words >= 5]
    if long and "action" not in roles:
        place = _longest_of_most(long, looks, roles)
        take("action", place, "holds the longest text")
        long.remove(place)
    left = [p for p in long if "action" in roles and p < roles.index("action")]
    if left and "area" not in roles:
        place = max(left, key=lambda p: looks[p].words)
        take("area", place, "holds long text to the left of the actions")
    return _changed(draft, roles, reasons)


def _numbers(draft: Columns, looks: Sequence[Look], free: Sequence[int]) -> list[int]:
    """The columns that hold references; "Para ref" is only one where it leads its row."""
    first = draft.at("action")
    return [
        p
        for p, title in enumerate(draft.titles)
        if (
            p in free
            or ((first is None or p < first) and draft.roles[p] == "extra" and may_be(title, "ref"))
        )
        and looks[p].words <= 3
        and looks[p].refs >= (0.9 if title else 0.6)
        and looks[p].verdicts < 0.7
    ]


def _by_colour(draft: Columns, rows: Sequence[Row], fixed: Mapping[str, str]) -> Columns:
    """The one column without a word whose cells are shaded as no other in their rows is, "On
    target", holds the ratings where no other column does; several are a chart of bars."""
    if {"rag", "status"} & set(draft.roles):
        return draft
    found = [
        place
        for place, role in enumerate(draft.roles)
        if role == "extra"
        and not draft.reasons[place].startswith("heading")
        and normalised(draft.titles[place]) not in fixed
        and _is_shaded(rows, place)
    ]
    if len(found) != 1:
        return draft
    return draft.given({found[0]: ("rag", "is shaded and holds no word")})


def _is_shaded(rows: Sequence[Row], place: int) -> bool:
    fills = {row.cells[place].fill for row in rows}
    if len(fills) < 2 or any(row.cells[place].lines for row in rows):
        return False
    filled = [row for row in rows if row.cells[place].fill]
    shaded = sum(
        [cell.fill for cell in row.cells].count(row.cells[place].fill) == 1 for row in filled
    )
    return shaded >= _SHADED * len(rows) > 0


def _longest_of_most(
    long: Sequence[int], looks: Sequence[Look], roles: Sequence[Role | None]
) -> int:
    """Which column of long text holds the actions: areas have fewer texts than there are actions,
    and stand to their left; what stands behind date and lead is a story."""
    most = max(looks[p].distinct for p in long)
    full = [p for p in long if looks[p].distinct >= 0.8 * most]
    behind = max((p for p, role in enumerate(roles) if role in {"due", "lead"}), default=len(roles))
    before = [p for p in full if p < behind]
    return before[-1] if len(before) == 2 else max(full, key=lambda p: looks[p].words)


def _one_of_area_and_action(draft: Columns, looks: Sequence[Look]) -> Columns:
    """A plan with areas alone, or with no room for actions, has its areas as actions."""
    roles, reasons = list(draft.roles), list(draft.reasons)
    if "action" in roles or "area" not in roles:
        return draft
    place = roles.index("area")
    if looks[place].filled:
        roles[place], reasons[place] = "action", f"{reasons[place]}; no other column holds actions"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))
