"""Bullets in one cell that are actions of their own: each has a date and a lead beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actionplans.normalise.entries import DITTO
from actionplans.normalise.split import DATE, deal, deal_by_height
from actionplans.normalise.text import Lines, is_bullet, paragraphs, plain

_FEW = 2  # of so few, equal counts say little


def bulleted(action: Lines, due: Lines, lead: Lines) -> list[Lines]:
    """The bullets of the cell, where as many dates stand beside them, each on a line of its own;
    nothing where they only detail one action. Two need as many leads, or dates at their height;
    some may have words for a date ("Set out in the plan") where leads and dates keep in step."""
    if not is_bullet(plain(action[:1])):
        return []  # nearly every cell
    groups = [tuple(group) for group in paragraphs(action)]
    if len(groups) < _FEW or not all(is_bullet(plain(group)) for group in groups):
        return []
    shares = deal(due, groups)
    if len(shares) != len(groups):
        return []
    dated = sum(bool(DATE.search(plain(share))) for share in shares)
    in_step = bool(deal_by_height(due, groups) and lead and deal_by_height(lead, groups))
    if dated < len(groups) and not (in_step and 2 * dated > len(groups)):
        return []
    if len(groups) == _FEW and len(lead) != _FEW and not deal_by_height(due, groups):
        return []
    return groups


def without_bullet(item: Lines) -> tuple[Lines, Lines]:
    """The bullet, and the item without it."""
    first, *others = item
    mark, *words = first.words
    if len(mark.text) > 1 or not words:
        return (), item
    return (replace(first, words=(mark,)),), (replace(first, words=tuple(words)), *others)


def dittos_resolved(shares: Sequence[Lines]) -> list[Lines]:
    """The shares with the one above in the place of each "ditto"."""
    found: list[Lines] = []
    for share in shares:
        found.append(found[-1] if found and DITTO.match(plain(share)) else share)
    return found
