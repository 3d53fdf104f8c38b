"""One part a source: what reading it gave, a plan or a failure, kept until the source changes.

A part is two lines of JSON. The first holds the facts that a run needs to know, the second the
plan. Its name says what it was made of, so a part that is there need not be made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from actionplans import __version__, errors
from actionplans.errors import ActionPlanError
from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import Profile
from actionplans.plan_json import dump_plan, load_plan

PROGRAM = frozenset((".py", ".toml", ".jsonl", ".html", ".css", ".js"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run says of a plan without loading it. length is the plan's line in bytes.

    unused: the headings that the profile names and the document has not. stale: what to say of
    corrections that were not applied, by their row, where they are part of the reading.
    """

    pages: int
    actions: int
    flagged: int
    unplaced: int
    length: int
    unused: Sequence[str] = ()
    stale: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source could not be read.

    lasting: the same bytes would fail in the same way again. limits: those under which it failed,
    if they are why.
    """

    kind: str
    reason: str
    next_step: str
    lasting: bool = True
    limits: str | None = None

    def error(self, source: str) -> ActionPlanError:
        """The failure as the error that it was."""
        known = getattr(errors, self.kind, ActionPlanError)
        error: ActionPlanError = known(source, self.reason, self.next_step)
        return error


Outcome = Facts | Failure


@dataclass(frozen=True, slots=True)
class Part:
    """The first line of a part, understood, and all its bytes."""

    outcome: Outcome
    data: bytes


def part_of_plan(
    plan: Plan, unused: Sequence[str] = (), stale: Sequence[tuple[int, str]] = ()
) -> Part:
    body = dump_plan(plan)
    facts = Facts(
        plan.pages,
        len(plan.actions),
        sum(bool(action.flags) for action in plan.actions),
        len(plan.unplaced),
        len(body),
        unused,
        stale,
    )
    return Part(facts, _line({"plan": asdict(facts)}) + body)


def part_of_error(
    error: ActionPlanError, *, lasting: bool = True, limits: str | None = None
) -> Part:
    failure = Failure(type(error).__name__, error.reason, error.next_step, lasting, limits)
    return Part(failure, _line({"failure": asdict(failure)}))


def _line(value: object) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def part_of_bytes(data: bytes) -> Part:
    """The part with these bytes. Raises ValueError if they are not those of a whole part."""
    first, _, body = data.partition(b"\n")
    outcome = _outcome(first)
    if len(body) != (outcome.length if isinstance(outcome, Facts) else 0):
        raise ValueError("the part is cut short")
    return Part(outcome, data)


def _outcome(first: bytes) -> Outcome:
    try:
        value = json.loads(first)
        return Facts(**value["plan"]) if "plan" in value else Failure(**value["failure"])
    except (TypeError, KeyError) as error:
        raise ValueError("this is no part") from error


class Parts:
    """The parts in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def outcome(self, key: str) -> Outcome | None:
        """What the part says, or None where there is no whole part."""
        try:
            with self.path(key).open("rb") as file:
                first = file.readline()
                outcome = _outcome(first.rstrip(b"\n"))
                length = outcome.length if isinstance(outcome, Facts) else 0
                whole = os.fstat(file.fileno()).st_size == len(first) + length
        except (OSError, ValueError):
            return None
        return outcome if whole else None

    def load(self, key: str) -> Plan:
        return load_plan(self.path(key).read_bytes().partition(b"\n")[2])

    def save(self, key: str, part: Part) -> None:
        """Write the part beside its place and move it there. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{key}.tmp"
        try:
            beside.write_bytes(part.data)
            beside.replace(self.path(key))
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def keep_only(self, keys: Iterable[str]) -> None:
        """Remove every part but these, and what an interrupted run left."""
        kept = {f"{key}.json" for key in keys}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def options_digest(
    ocr: str, profile: Profile | None, *, without_names: bool, corrections: object = ()
) -> str:
    """What besides the source's bytes decides what is read: options and program.

    corrections: those that are applied as part of the reading, if any.
    """
    recognises = find_spec("rapidocr") is not None
    program = program_digest("extract", "normalise")
    facts = repr((program, ocr, profile or Profile(), without_names, recognises))
    facts += repr(corrections) if corrections else ""
    return hashlib.sha256(facts.encode("utf-8", "backslashreplace")).hexdigest()


@cache
def program_digest(*folders: str) -> str:
    """A digest of the version and of every file in these sub-packages: code and vocabularies."""
    found = hashlib.sha256(__version__.encode())
    for name in folders:
        spec = find_spec(f"actionplans.{name}")
        for place in (spec and spec.submodule_search_locations) or ():
            for path in sorted(Path(place).rglob("*")):
                if path.suffix in PROGRAM:
                    found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
