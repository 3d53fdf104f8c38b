"""What changed between two versions of a plan: added, dropped, moved, of another status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from os import PathLike
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal, get_args

from actionplans.asked import profile_of
from actionplans.errors import OutputError, SourceNotFoundError
from actionplans.export.names import FILES
from actionplans.matching import Version, letters, matched
from actionplans.normalise.plan import Action, Plan
from actionplans.normalise.profile import Profile

Kind = Literal[
    "added", "dropped", "moved deadline", "changed status", "changed due text", "changed text",
    "changed lead",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
_GLIMPSE = 70  # characters of a text in the table


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. before and after are what the kind is about; old or new is None where there
    is no such action. name: the action's printed reference, or that of its area; with the plan
    where there are several."""

    kind: Kind
    before: str | None
    after: str | None
    old: Version | None
    new: Version | None
    name: str = ""


def diff(
    old: Plan | str | PathLike[str],
    new: Plan | str | PathLike[str],
    *,
    password: str | None = None,
    profile: Profile | str | PathLike[str] | None = None,
) -> tuple[Difference, ...]:
    """What changed from old to new, each a Plan, a PDF or a dataset's folder.

    Actions are matched by their text, and by reference where the text was reworded. Sorted by
    kind, in the order of the document. password and profile are for PDFs, as in read(). Raises
    ActionPlanError for what cannot be read.
    """
    told = profile_of(profile)
    before, after = (_versions(each, password, told) for each in (old, new))
    pairs = matched(before, after)
    gone, come = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    found = [Difference("added", None, each.text, None, each)
             for each in after if id(each) not in come]  # fmt: skip
    found += [Difference("dropped", each.text, None, each, None)
              for each in before if id(each) not in gone]  # fmt: skip
    found += [change for a, b in pairs for change in _changes(a, b)]
    many = any(len({version.plan_id for version in side}) > 1 for side in (before, after))
    named = [replace(change, name=_name(change, many)) for change in found]
    return tuple(sorted(named, key=lambda change: KINDS.index(change.kind)))


def _changes(old: Version, new: Version) -> Iterator[Difference]:
    if old.deadline != new.deadline:
        yield Difference("moved deadline", old.deadline, new.deadline, old, new)
    if letters(old.due_text) != letters(new.due_text):
        yield Difference("changed due text", old.due_text, new.due_text, old, new)
    if old.status != new.status:
        yield Difference("changed status", old.status, new.status, old, new)
    if letters(old.text) != letters(new.text):
        yield Difference("changed text", old.text, new.text, old, new)
    if letters(old.lead_text) != letters(new.lead_text):
        yield Difference("changed lead", old.lead_text, new.lead_text, old, new)


def as_records(changes: Iterable[Difference]) -> list[dict[str, Any]]:
    """The changes as JSON holds them."""
    return [asdict(change) for change in changes]


def as_lines(changes: Sequence[Difference]) -> Iterator[str]:
    """The changes as a table to read: a heading for each kind, a line for each action."""
    if not changes:
        yield "Nothing changed."
    width = max((len(change.name) for change in changes), default=0)
    for kind in KINDS:
        own = [change for change in changes if change.kind == kind]
        if own:
            yield f"{kind}: {len(own)}"
            for change in own:
                yield f"  {change.name:<{width}}  {_line(change)}"


def _name(change: Difference, many: bool) -> str:
    version = change.new or change.old
    if not version:
        return ""
    ref = version.ref or version.area_ref
    if not ref:
        return version.action_id
    return f"{version.plan_id} {ref}" if many else ref


def _line(change: Difference) -> str:
    version = change.new or change.old
    text = _glimpse(version.text if version else "")
    if change.kind in ("added", "dropped"):
        return text
    step = f"{_glimpse(change.before)} → {_glimpse(change.after)}"
    return step if change.kind == "changed text" else f"{step}  ({text})"


def _glimpse(text: str | None) -> str:
    return "none" if text is None else shorten(text, _GLIMPSE, placeholder=" …")


def _versions(
    source: Plan | str | PathLike[str], password: str | None, profile: Profile | None
) -> list[Version]:
    if isinstance(source, Plan):
        return [_of_action(action) for action in source.actions]
    path = Path(source)
    if path.is_dir():
        return _of_dataset(path)
    if path.is_file() and path.name in FILES:
        step = f"Name its folder, {path.parent}, or a PDF."
        raise SourceNotFoundError(str(path), "this is one file of a dataset.", step)
    from actionplans.reading import read

    plan = read(path, password=password, profile=profile)
    return [_of_action(action) for action in plan.actions]


def _of_action(action: Action) -> Version:
    deadline = action.deadline.isoformat() if action.deadline else None
    return Version(
        action.action_id, action.action_ref, action.area_ref, action.action, action.due_text,
        deadline, action.status, action.lead_text,
    )  # fmt: skip


def _of_dataset(folder: Path) -> list[Version]:
    """The actions of a dataset, whatever formats it was written in."""
    from actionplans.export.loading import load_dataset

    tables = load_dataset(folder).tables
    names = (f"actions.{suffix}" for suffix in ("json", "parquet", "csv"))
    name = next((name for name in names if name in tables), None)
    if name is None:
        step = "Convert with --format json, parquet or csv."
        raise OutputError(str(folder), "no file of its actions can be read.", step)
    try:
        return [_of_record(record) for record in tables[name]]
    except (KeyError, TypeError, AttributeError) as error:
        raise OutputError(
            str(folder / name), f"is damaged ({error!r}).", "Run `actionplans validate` on it."
        ) from error


def _of_record(record: Mapping[str, Any]) -> Version:
    return Version(
        record["action_id"], record["action_ref"], record["area_ref"], record["action"] or "",
        record["due_text"], record["deadline"], record["status"], record["lead_text"],
    )  # fmt: skip
