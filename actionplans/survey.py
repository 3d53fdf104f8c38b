"""Which sources a run wants in the dataset, under which names, and which parts hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actionplans.asked import Asked
from actionplans.errors import ActionPlanError
from actionplans.parts import options_digest
from actionplans.sources import Source, digest
from actionplans.state import Made, State, names_for, place


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source that this run wants: the file, its place seen from the dataset, what it is made."""

    source: Source
    place: str
    made: Made


def survey(
    sources: Sequence[Source], out: Path, asked: Asked, before: State
) -> tuple[tuple[Wanted, ...], tuple[ActionPlanError, ...]]:
    """The sources with their content known, in the order of the dataset; those not to be read."""
    found: list[tuple[Source, str]] = []
    unreadable: list[ActionPlanError] = []
    for source in sources:
        try:
            found.append((source, digest(source.path)))
        except ActionPlanError as error:
            unreadable.append(error)
    places = [place(source, out) for source, _ in found]
    ids = names_for([s for s, _ in found], places, [sha256 for _, sha256 in found], before)
    options = options_digest(asked.ocr, asked.profile, without_names=asked.without_names)
    wanted = tuple(
        Wanted(source, where, Made(source.name, sha256, f"{sha256[:32]}-{options[:16]}", plan_id))
        for (source, sha256), where, plan_id in zip(found, places, ids, strict=True)
    )
    return wanted, tuple(unreadable)
