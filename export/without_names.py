"""A plan without the names of persons: what --without-names publishes.

Roles and bodies stay. The names are those that were read from the lead cells of the plan, and those
that stand behind a title such as Mr or DCI; they are taken out of every text of it, and so are
e-mail addresses and telephone numbers. Who is named elsewhere without a title is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from actionplans.export.other_names import mask_lone, mask_others
from actionplans.normalise.masking import MASK, mask_names
from actionplans.normalise.masking import without_names as lead_text_without_names
from actionplans.normalise.plan import Action, Lead, Milestone, Plan, Repair, UnplacedWord

Mask = Callable[[str], str]


def without_names(plan: Plan, also: Collection[str] = ()) -> Plan:
    """The plan with [name] for every person it names as a lead, and no name in its leads.

    also: names that it had before it was corrected. Take names out after corrections, not before:
    only then is it known whom a correction names.
    """
    leads = tuple(lead for action in plan.actions for lead in action.leads if lead.name)
    leads += tuple(Lead(name) for name in sorted(also))
    names = frozenset(lead.name for lead in leads if lead.name)
    words = _words_of(names)

    def mask(text: str) -> str:
        return mask_others(mask_names(text, names))

    def lone(word: UnplacedWord) -> UnplacedWord:
        known = not words.isdisjoint(_words_of({word.text}))
        return replace(word, text=MASK if known else mask(word.text))

    return replace(
        plan,
        title=_or_none(plan.title, mask),
        actions=tuple(_action(action, leads, mask) for action in plan.actions),
        repairs=tuple(_repair(repair, mask) for repair in plan.repairs),
        unplaced=tuple(
            lone(replace(word, text=text))
            for word, text in zip(
                plan.unplaced, mask_lone([word.text for word in plan.unplaced]), strict=True
            )
        ),
    )


def _words_of(names: frozenset[str] | set[str]) -> set[str]:
    """The words in letters, in lower case; a word that stands alone is known by them."""
    return {word for name in names for word in re.findall(r"[^\W\d_]{2,}", name.casefold())}


def _action(action: Action, named: tuple[Lead, ...], mask: Mask) -> Action:
    due_text = _or_none(action.due_text, mask)
    lead_text = lead_text_without_names(action.lead_text or "", named)
    return replace(
        action,
        section=_or_none(action.section, mask),
        area=_or_none(action.area, mask),
        action=mask(action.action),
        due_text=due_text,
        lead_text=mask(lead_text) or None,
        leads=tuple(filter(_says_something, (_nameless(lead, mask) for lead in action.leads))),
        milestones=_milestones(action.milestones, due_text or "", mask),
        extra={mask(heading): mask(text) for heading, text in action.extra.items()},
    )


def _nameless(lead: Lead, mask: Mask) -> Lead:
    return Lead(None, _or_none(lead.role, mask), _or_none(lead.organisation, mask))


def _says_something(lead: Lead) -> bool:
    return bool(lead.role or lead.organisation)


def _milestones(
    milestones: tuple[Milestone, ...], due_text: str, mask: Mask
) -> tuple[Milestone, ...]:
    """The milestones with their places in the masked due text."""
    found, place = [], 0
    for milestone in milestones:
        text = mask(milestone.text)
        place = max(due_text.find(text, place), 0)
        found.append(replace(milestone, text=text, span=(place, place + len(text))))
    return tuple(found)


def _repair(repair: Repair, mask: Mask) -> Repair:
    return replace(
        repair,
        before=mask(repair.before),
        after=mask(repair.after),
        evidence=mask(repair.evidence),
    )


def _or_none(text: str | None, mask: Mask) -> str | None:
    return None if text is None else mask(text) or None
