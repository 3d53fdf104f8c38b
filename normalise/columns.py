"""Which column is what: by its heading, else by what stands in it, else as the profile says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.extract.document import Row
from actionplans.normalise.content import Look, contradicts, look_of
from actionplans.normalise.facts import title_and_beside
from actionplans.normalise.headings import (
    ROLES,
    Claim,
    Role,
    claims,
    combined_role,
    normalised,
)
from actionplans.normalise.profile import Profile
from actionplans.normalise.text import plain

_SAYS_MUCH = 30.0  # a claim by a fair phrase alone
_SAYS_LITTLE = 20.0  # a claim by words that only qualify the heading
_SECTION_WORDS = 8
_AREA_WORDS, _RUN_DOWN = 3.0, 0.3  # words of a cell, and share of the rows without one
_FEW_WORDS, _SENTENCE = 5.0, 8.0  # words of a name or title, and of what says what is wrong
_RULE = re.compile(r"(?:regulation|reg|standard|article|rule|section|criterion)\b", re.IGNORECASE)
_CITES = 0.6  # of the cells
_REVISED = re.compile(r"(?:revised|amended|extended|new)\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: printed headings ("" for none), roles (None: not of the plan), and
    for each the reason of its role in words."""

    titles: tuple[str, ...]
    roles: tuple[Role | None, ...]
    reasons: tuple[str, ...]

    def at(self, role: Role) -> int | None:
        """The place of the column with this role."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def known(self) -> frozenset[Role]:
        """The roles present that make a plan: all but extra."""
        return frozenset(role for role in self.roles if role and role != "extra")

    @property
    def revised(self) -> int | None:
        """The place of the date that stands for the due date once a row has it."""
        if "due" not in self.roles:
            return None
        return next(
            (
                place
                for place, (title, role) in enumerate(zip(self.titles, self.roles, strict=True))
                if role == "extra" and _REVISED.match(normalised(title))
                and any(claim.role == "due" for claim in claims(title))
            ),
            None,
        )  # fmt: skip

    @property
    def extra_keys(self) -> Mapping[int, str]:
        """The key in `extra` of each extra column, repeated headings told apart by a number."""
        keys: dict[int, str] = {}
        for place, role in enumerate(self.roles):
            if role in {"extra", "status", "rag"}:
                title = self.titles[place] or f"Column {place + 1}"
                again = sum(key == title or key.startswith(f"{title} (") for key in keys.values())
                keys[place] = f"{title} ({again + 1})" if again else title
        return keys


def column_texts(rows: Sequence[Row], place: int) -> list[str]:
    return [plain(row.cells[place].lines) for row in rows]


def assign(
    titles: Sequence[str],
    spanned: Sequence[bool],
    rows: Sequence[Row],
    profile: Profile,
    groups: Sequence[str] = (),
) -> Columns:
    """Give each column its role. spanned: the heading to the left stands over this column too;
    groups: the headings that stand over several columns and their own."""
    rows = [row for row in rows if title_and_beside(row) is None]
    looks = [look_of(column_texts(rows, place)) for place in range(len(titles))]
    fixed = {normalised(heading): role for heading, role in profile.headings.items()}
    draft = _by_headings(titles, groups or [""] * len(titles), looks, fixed)
    draft = _numbers_apart(_rules_apart(draft, rows), looks, spanned)
    draft = _first_of_two_actions(_area_in_sentences(draft, looks, fixed), looks, rows, fixed)
    draft = _by_content(_sections_first(draft, fixed), looks, fixed)
    draft = _grouping(_leading_area(_two_numberings(draft, looks), looks, rows, fixed), rows)
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
        key=lambda pair: (-pair[0].score, pair[1]),
    )
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


def _rules_apart(draft: Columns, rows: Sequence[Row]) -> Columns:
    """ "Ref" beside a column of numbers, where it cites what was broken: "Regulation 13 (7)"."""
    place = draft.at("ref")
    numbered = {"area_ref", "action_ref"} & set(draft.roles)
    if place is None or not numbered:
        return draft
    texts = [text for text in column_texts(rows, place) if text]
    if sum(bool(_RULE.match(text)) for text in texts) < _CITES * max(1, len(texts)):
        return draft
    roles, reasons = list(draft.roles), list(draft.reasons)
    roles[place], reasons[place] = "extra", "cites rules, and another column has the numbers"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


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
        heir = _second_claim(draft, role)
        if right < len(roles) and (spanned[right] or not draft.titles[right]):
            roles[right], reasons[right] = role, f"stands under “{draft.titles[place]}”"
        elif heir is not None:
            roles[heir], reasons[heir] = role, f"heading says “{draft.titles[heir]}”"
        free: Role = "ref" if role == "action" and "ref" not in roles else number
        roles[place], reasons[place] = free, "holds references"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _area_in_sentences(draft: Columns, looks: Sequence[Look], fixed: Mapping[str, str]) -> Columns:
    """Of two columns that may hold the areas, the one that says what is wrong: "CQC finding", not
    the few words of a "Quality statement"."""
    first, second = draft.at("area"), _second_claim(draft, "area")
    if first is None or second is None or normalised(draft.titles[first]) in fixed:
        return draft
    if looks[first].words > _FEW_WORDS or looks[second].words < _SENTENCE:
        return draft
    roles, reasons = list(draft.roles), list(draft.reasons)
    roles[first], reasons[first] = "extra", f"{reasons[first]}, but another column says more"
    roles[second], reasons[second] = "area", f"heading says “{draft.titles[second]}”"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _first_of_two_actions(
    draft: Columns, looks: Sequence[Look], rows: Sequence[Row], fixed: Mapping[str, str]
) -> Columns:
    """Two columns of actions, where the cells of the first run down over several of the second:
    what is asked for ("Essential action") is the area of what is done ("Trust action")."""
    first = draft.at("action")
    second = _second_claim(draft, "action")
    if first is None or second is None or "area" in draft.roles:
        return draft
    if {normalised(draft.titles[first]), normalised(draft.titles[second])} & fixed.keys():
        return draft
    left, right = min(first, second), max(first, second)
    cells = [row.cells[left] for row in rows if row.cells[right].lines]
    below = sum(cell.merged_above or not cell.lines for cell in cells)
    if min(looks[left].words, looks[right].words) < _AREA_WORDS or below < 0.2 * len(cells):
        return draft
    roles, reasons = list(draft.roles), list(draft.reasons)
    roles[left], reasons[left] = "area", "its cells run down beside another column of actions"
    roles[right], reasons[right] = "action", f"heading says “{draft.titles[right]}”"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _sections_first(draft: Columns, fixed: Mapping[str, str]) -> Columns:
    """A theme or domain that stands behind the reference or the area says more of that one, and
    is no section."""
    place = draft.at("section")
    before = {"ref", "area_ref", "action_ref", "area", "action"} & set(draft.roles[: place or 0])
    if place is None or not before or normalised(draft.titles[place]) in fixed:
        return draft
    roles, reasons = list(draft.roles), list(draft.reasons)
    roles[place], reasons[place] = "extra", f"{reasons[place]}, but it does not lead the rows"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _two_numberings(draft: Columns, looks: Sequence[Look]) -> Columns:
    """Two columns of references: one before the areas and one before the actions."""
    roles, reasons = list(draft.roles), list(draft.reasons)
    if not {"ref", "area", "action"} <= set(roles):
        return draft
    area, action = roles.index("area"), roles.index("action")
    first, second = roles.index("ref"), action - 1
    if first == second:  # the other one was taken for no reference
        first = next((p for p in range(area) if _may_be(draft.titles[p], "ref")), second)
    other = second if first == roles.index("ref") else first
    if not first < area < second or roles[other] != "extra":
        return draft
    title, look = draft.titles[other], looks[other]
    if look.refs < 0.6 or look.words > 3 or (title and not _may_be(title, "ref")):
        return draft
    roles[first], roles[second] = "area_ref", "action_ref"
    reasons[other] = "holds references, before the areas or right before the actions"
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _leading_area(
    draft: Columns, looks: Sequence[Look], rows: Sequence[Row], fixed: Mapping[str, str]
) -> Columns:
    """A first column of text whose cells run down over the rows of several actions: what these
    serve ("Outcome", "Objective") is their area where no column is."""
    if "area" in draft.roles or draft.roles[:1] != ("extra",) or draft.at("action") is None:
        return draft
    if not draft.titles[0] or normalised(draft.titles[0]) in fixed:
        return draft
    cells = [row.cells[0] for row in rows if row.cells and any(c.lines for c in row.cells[1:])]
    below = sum(cell.merged_above or not cell.lines for cell in cells)
    if looks[0].words < _AREA_WORDS or below < _RUN_DOWN * len(cells):
        return draft
    reason = "its cells run down over the rows of several actions"
    return replace(draft, roles=("area", *draft.roles[1:]), reasons=(reason, *draft.reasons[1:]))


def _grouping(draft: Columns, rows: Sequence[Row]) -> Columns:
    """A first column without a heading whose few cells run down over the rows: their sections."""
    if (
        "section" in draft.roles
        or not draft.titles
        or draft.titles[0]
        or draft.at("action") is None
    ):
        return draft
    cells = [row.cells[0] for row in rows if row.cells]
    texts = [plain(cell.lines) for cell in cells if cell.lines]
    merged = sum(cell.merged_above for cell in cells)
    short = bool(texts) and all(len(text.split()) <= _SECTION_WORDS for text in texts)
    named = short and look_of(texts).refs < 0.5
    if draft.roles[0] != "extra" or merged < 0.4 * len(cells) or not named:
        return draft
    roles = ("section", *draft.roles[1:])
    return replace(draft, roles=roles, reasons=("groups the rows", *draft.reasons[1:]))


def _second_claim(draft: Columns, role: Role) -> int | None:
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


def _by_content(draft: Columns, looks: Sequence[Look], fixed: Mapping[str, str]) -> Columns:
    """Roles still missing, for columns whose heading is blank or unknown."""
    roles, reasons = list(draft.roles), list(draft.reasons)

    def free(named: bool) -> list[int]:
        return [
            place
            for place, title in enumerate(draft.titles)
            if roles[place] == "extra"
            and looks[place].filled
            and (not title or (named and not reasons[place].startswith("heading")))
            and normalised(title) not in fixed
        ]

    def take(role: Role, place: int, why: str) -> None:
        roles[place], reasons[place] = role, why

    # "Para ref" is only a reference where no other column is, and where it leads its row.
    first = roles.index("action") if "action" in roles else len(roles)
    numbers = [
        p
        for p, title in enumerate(draft.titles)
        if (p in free(named=True) or (p < first and roles[p] == "extra" and _may_be(title, "ref")))
        and looks[p].refs >= (0.9 if title else 0.6)
        and looks[p].verdicts < 0.7
        and looks[p].words <= 3
    ]
    if numbers and not {"ref", "area_ref", "action_ref"} & set(roles):
        take("ref", numbers[0], "holds references")
    told = [p for p in free(named=True) if looks[p].statuses >= 0.7 and looks[p].filled >= 3]
    if told and not {"status", "rag"} & set(roles):
        take("status", told[-1], "says how things stand")
    combined = "lead_due" in roles
    dated = [p for p in free(named=True) if looks[p].dates >= 0.5 and looks[p].words <= 15]
    if dated and "due" not in roles and not combined:
        take("due", max(dated, key=lambda p: looks[p].dates), "holds dates")
    leads = [p for p in free(named=True) if looks[p].leads >= 0.5 and looks[p].words <= 15]
    if leads and "lead" not in roles and not combined:
        best = max(leads, key=lambda p: (looks[p].leads, -looks[p].words))
        take("lead", best, "holds names or posts")
    long = [p for p in free(named=True) if looks[p].words >= 5]
    if long and "action" not in roles:
        place = _longest_of_most(long, looks, roles)
        take("action", place, "holds the longest text")
        long.remove(place)
    left = [p for p in long if "action" in roles and p < roles.index("action")]
    if left and "area" not in roles:
        place = max(left, key=lambda p: looks[p].words)
        take("area", place, "holds long text to the left of the actions")
    return replace(draft, roles=tuple(roles), reasons=tuple(reasons))


def _may_be(title: str, role: Role) -> bool:
    return any(claim.role == role for claim in claims(title))


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
