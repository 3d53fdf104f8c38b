"""Which sources a run wants in the dataset, under which names, and which parts hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from actionplans.asked import Asked
from actionplans.errors import ActionPlanError
from actionplans.parts import options_digest
from actionplans.sources import Source, digest
from actionplans.state import Made, State, names_for, place

if TYPE_CHECKING:
    from pathlib import Path

    from actionplans.corrections import Correction


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source that this run wants: the file, its place seen from the dataset, what it is made.

    former: what the last dataset has of it, if anything. corrections: those that are applied when
    it is read. unreadable: why its bytes cannot be had; made is then as good as empty.
    """

    source: Source
    place: str
    made: Made
    former: Made | None = None
    corrections: tuple[Correction, ...] = ()
    unreadable: ActionPlanError | None = None


def survey(
    sources: Sequence[Source],
    out: Path,
    asked: Asked,
    corrections: Sequence[Correction],
    before: State,
) -> tuple[Wanted, ...]:
    """The sources with their content known, in the order of the dataset."""
    digests = [_digest(source) for source in sources]
    shas = ["" if isinstance(found, ActionPlanError) else found for found in digests]
    places = [place(source, out) for source in sources]
    ids = names_for(sources, places, shas, before)
    told = partial(options_digest, asked.ocr, asked.profile, without_names=asked.without_names)
    usual = told()[:16]
    wanted = []
    for source, where, found, plan_id in zip(sources, places, digests, ids, strict=True):
        own = _own(corrections, plan_id) if asked.without_names else ()
        options = told(corrections=(plan_id, own))[:16] if own else usual
        former = before.sources.get(where)
        former = former if former and not former.failed else None
        if isinstance(found, ActionPlanError):
            made = Made(source.name, "", f"unreadable-{where}-{options}", plan_id)
            wanted.append(Wanted(source, where, made, former, own, found))
        else:
            made = Made(source.name, found, f"{found[:32]}-{options}", plan_id)
            wanted.append(Wanted(source, where, made, former, own))
    return tuple(wanted)


def _digest(source: Source) -> str | ActionPlanError:
    try:
        return digest(source.path)
    except ActionPlanError as error:
        return error


def _own(corrections: Sequence[Correction], plan_id: str) -> tuple[Correction, ...]:
    return tuple(each for each in corrections if each.plan_id == plan_id)


def same_options(one: Made, other: Made) -> bool:
    """Whether the two were read with the same options by the same program."""
    return one.key.rpartition("-")[2] == other.key.rpartition("-")[2]
