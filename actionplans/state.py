"""What the dataset in a folder was made of: how the next run knows what is new, changed or gone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from actionplans.naming import plan_ids
from actionplans.normalise.slug import slug
from actionplans.sources import Source


@dataclass(frozen=True, slots=True)
class Made:
    """A source of the dataset: its content, its part, its name there. failed: it gave no plan."""

    name: str
    sha256: str
    key: str
    plan_id: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """sources by their path from the dataset; request is a digest of everything that was asked.

    files: size in bytes and time of change in nanoseconds of each file of the dataset. notes: what
    was said of it.
    """

    sources: Mapping[str, Made] = field(default_factory=dict)
    request: str = ""
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_state(path: Path) -> State:
    """The state of the last run; an empty one where there is none that can be understood."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return State(
            {where: Made(**made) for where, made in value["sources"].items()},
            value["request"],
            {name: (size, time) for name, (size, time) in value["files"].items()},
            tuple(map(str, value["notes"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write_state(path: Path, state: State) -> None:
    path.write_text(json.dumps(asdict(state), indent=1), encoding="utf-8")


def place(source: Source, out: Path) -> str:
    """Where the source lies, seen from the dataset: the same when both are moved together."""
    path = os.path.realpath(source.path)
    with suppress(ValueError):  # another drive of Windows
        path = os.path.relpath(path, os.path.realpath(out))
    return os.fsencode(path).decode("utf-8", "replace")


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file right in the folder."""
    found = ((path.name, path.stat()) for path in folder.iterdir() if path.is_file())
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found}


def still_there(state: State, out: Path) -> bool:
    """Whether every file of the dataset is as it was written."""
    now = files_in(out)
    return bool(state.files) and all(now.get(name) == was for name, was in state.files.items())


def names_for(
    sources: Sequence[Source], places: Sequence[str], digests: Sequence[str], before: State
) -> tuple[str, ...]:
    """The plan_id of each source; one that it had in the last run stays, also if it has moved."""
    here = set(places)
    gone = [made for where, made in before.sources.items() if where not in here]
    moved = {made.sha256: made for made in gone}
    slugs = [slug(source.name) for source in sources]
    kept: dict[int, str] = {}
    for position, (where, sha256) in enumerate(zip(places, digests, strict=True)):
        made = before.sources.get(where) or moved.pop(sha256, None)
        if made and _is_of(made.plan_id, slugs[position]):
            kept[position] = made.plan_id
    return plan_ids(slugs, kept)


def _is_of(plan_id: str, stem: str) -> bool:
    """Whether it is the stem, or the stem and a number as others have the same."""
    dash, number = plan_id[len(stem) :][:1], plan_id[len(stem) + 1 :]
    return plan_id == stem or (plan_id.startswith(stem) and dash == "-" and number.isdecimal())
