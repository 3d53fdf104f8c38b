"""What must hold across the fields, rows and files of a dataset: one small function a rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from actionplans.export.flat import extra_columns, flat_action, flat_plan, nested_records
from actionplans.export.records import Record
from actionplans.export.rrule import is_rrule
from actionplans.normalise.edtf_text import written
from actionplans.normalise.plan import Precision


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: file, row (from 1, None for the whole file), field, reason."""

    file: str
    row: int | None
    field: str | None
    reason: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.field is not None:
            place.append(self.field)
        return f"{', '.join(place)}: {self.reason}"


Rows = list[tuple[int, Record]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of each file that are sound by themselves, with their numbers.

    lengths: how many rows each file has, with those that are not sound. actions, plans: the file
    that the others are compared with, the richest first.
    """

    rows: Mapping[str, Rows]
    lengths: Mapping[str, int]
    actions: str
    plans: str

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Sequence[Any]],
        broken: Collection[tuple[str, int | None]],
    ) -> Dataset:
        """The sound rows of the tables; actions that are in CSV only get their nested columns."""
        rows = {
            file: [(n, r) for n, r in enumerate(records, start=1) if (file, n) not in broken]
            for file, records in tables.items()
        }
        actions, plans = _richest(tables, "actions"), _richest(tables, "plans")
        if actions == "actions.csv":
            rows[actions] = [(n, _nested(r, rows)) for n, r in rows[actions]]
        return cls(rows, {file: len(records) for file, records in tables.items()}, actions, plans)

    def whole(self, *files: str) -> bool:
        """Whether these files are there with every row sound, so that one may count them."""
        return all(
            file in self.rows and len(self.rows[file]) == self.lengths[file] for file in files
        )

    def each_action(self) -> Iterable[tuple[int, Record]]:
        return self.rows.get(self.actions, ())

    def each_plan(self) -> Iterable[tuple[int, Record]]:
        return self.rows.get(self.plans, ())


def _richest(tables: Mapping[str, Any], name: str) -> str:
    files = [f"{name}.{suffix}" for suffix in ("json", "parquet", "csv")]
    return next((file for file in files if file in tables), files[0])


def _nested(flat: Record, rows: Mapping[str, Rows]) -> Record:
    """The action of a row of actions.csv, with its milestones; its leads are not asked for."""
    milestones = [
        row for _, row in rows.get("milestones.csv", ()) if row["action_id"] == flat["action_id"]
    ]
    flags = [flag for flag in (flat["flags"] or "").split("; ") if flag]
    return {**flat, "milestones": milestones, "provenance": [], "flags": flags}


Rule = Callable[[Dataset], Iterator[Problem]]


def periods_run_forward(data: Dataset) -> Iterator[Problem]:
    """No period ends before it starts."""
    for row, action in data.each_action():
        if _backward(action["due_start"], action["due_end"]):
            yield Problem(data.actions, row, "due_start", "lies after due_end")
        for each in action["milestones"]:
            if _backward(each["start"], each["end"]):
                said = f"{each['text']!r} ends before it starts"
                yield Problem(data.actions, row, "milestones", said)


def _backward(start: str | None, end: str | None) -> bool:
    return bool(start and end and start > end)


def edtf_says_the_period(data: Dataset) -> Iterator[Problem]:
    """due_edtf, and the edtf of each milestone, is the period beside it."""
    for row, action in data.each_action():
        period = (action["due_start"], action["due_end"], action["due_precision"])
        if not _same_period(action["due_edtf"], *period):
            said = f"{action['due_edtf']} is not the period from {period[0]} to {period[1]}"
            yield Problem(data.actions, row, "due_edtf", said)
        for each in action["milestones"]:
            if not _same_period(each["edtf"], each["start"], each["end"], each["precision"]):
                said = f"{each['edtf']} is not the period of {each['text']!r}"
                yield Problem(data.actions, row, "milestones", said)


def _same_period(
    edtf: str | None, start: str | None, end: str | None, precision: str | None
) -> bool:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    known = next((each for each in get_args(Precision) if each == precision), None)
    return edtf in (written(first, last, known, loose) for loose in (False, True))


def deadline_is_the_latest_end(data: Dataset) -> Iterator[Problem]:
    """Unless a person corrected it."""
    if data.actions == "actions.csv" and not data.whole("milestones.csv"):
        return
    for row, action in data.each_action():
        ends = [m["end"] for m in action["milestones"] if m["kind"] in ("due", "complete")]
        latest = max(filter(None, ends), default=None)
        if action["deadline"] != latest and "corrected" not in action["flags"]:
            said = f"is {action['deadline']}, the milestones say {latest}"
            yield Problem(data.actions, row, "deadline", said)


def recurrences_are_rules(data: Dataset) -> Iterator[Problem]:
    """A repetition is an RFC 5545 RRULE."""
    for row, action in data.each_action():
        rules = [("recurrence", action["recurrence"])]
        rules += [("milestones", each["recurrence"]) for each in action["milestones"]]
        for field, rule in rules:
            if rule and not is_rrule(rule):
                yield Problem(data.actions, row, field, f"{rule!r} is no RRULE of RFC 5545")


def ids_belong_together(data: Dataset) -> Iterator[Problem]:
    """An action's id begins with its plan's, and every plan has its row."""
    plans = {plan["plan_id"] for _, plan in data.each_plan()}
    for row, action in data.each_action():
        if not action["action_id"].startswith(action["plan_id"] + "/"):
            said = "does not begin with its plan_id and a slash"
            yield Problem(data.actions, row, "action_id", said)
        if data.whole(data.plans) and action["plan_id"] not in plans:
            yield Problem(data.actions, row, "plan_id", f"is not in {data.plans}")


def sequences_count_up(data: Dataset) -> Iterator[Problem]:
    """1, 2, 3 … in each plan."""
    if not data.whole(data.actions):
        return
    last: Counter[str] = Counter()
    for row, action in data.each_action():
        expected = last[action["plan_id"]] + 1
        if action["sequence"] != expected:
            said = f"is {action['sequence']}, not {expected}"
            yield Problem(data.actions, row, "sequence", said)
        last[action["plan_id"]] = action["sequence"]


def pages_exist(data: Dataset) -> Iterator[Problem]:
    """An action stands on pages that its plan has, in boxes that are no wrong way round."""
    pages = {plan["plan_id"]: plan["pages"] for _, plan in data.each_plan()}
    for row, action in data.each_action():
        first, last = action["page_first"], action["page_last"]
        count = pages.get(action["plan_id"], max(first, last))
        if not 1 <= first <= last <= count:
            said = f"pages {first} to {last} of {count} cannot be"
            field = "page_first" if not 1 <= first <= last else "page_last"
            yield Problem(data.actions, row, field, said)
        for box in action["provenance"]:
            if not 1 <= box["page"] <= count:
                said = f"page {box['page']} of {count} cannot be"
                yield Problem(data.actions, row, "provenance", said)
            if box["x0"] > box["x1"] or box["top"] > box["bottom"]:
                said = f"the box of {box['field']} is the wrong way round"
                yield Problem(data.actions, row, "provenance", said)
            if box["x0"] < 0 or box["top"] < 0:
                said = f"the box of {box['field']} lies outside the page"
                yield Problem(data.actions, row, "provenance", said)


def every_word_is_counted_once(data: Dataset) -> Iterator[Problem]:
    """The parts of each plan's account make its total, and the unplaced words are named."""
    lost = Counter(word["plan_id"] for _, word in data.rows.get("unplaced.json", ()))
    for row, plan in data.each_plan():
        parts = plan["words_placed"] + plan["words_elsewhere"] + plan["words_unplaced"]
        if plan["words_total"] != parts:
            said = f"is {plan['words_total']}, its parts make {parts}"
            yield Problem(data.plans, row, "words_total", said)
        named = lost[plan["plan_id"]]
        if data.whole("unplaced.json") and plan["words_unplaced"] != named:
            said = f"is {plan['words_unplaced']}, unplaced.json names {named}"
            yield Problem(data.plans, row, "words_unplaced", said)


def every_action_is_counted(data: Dataset) -> Iterator[Problem]:
    """plans says how many actions there are."""
    held = Counter(action["plan_id"] for _, action in data.each_action())
    for row, plan in data.each_plan():
        count = held[plan["plan_id"]]
        if data.whole(data.actions) and plan["actions"] != count:
            said = f"is {plan['actions']}, there are {count} in {data.actions}"
            yield Problem(data.plans, row, "actions", said)


def references_hold(data: Dataset) -> Iterator[Problem]:
    """Repairs, milestones and leads name an action of the dataset; words and repairs a plan."""
    actions = {action["action_id"] for _, action in data.each_action()}
    plans = {plan["plan_id"] for _, plan in data.each_plan()}
    for file in ("repairs.json", "milestones.csv", "leads.csv"):
        for row, record in data.rows.get(file, ()):
            action = record["action_id"]
            if data.whole(data.actions) and action is not None and action not in actions:
                yield Problem(file, row, "action_id", "names no action of the dataset")
    for file in ("repairs.json", "unplaced.json"):
        for row, record in data.rows.get(file, ()):
            if data.whole(data.plans) and record["plan_id"] not in plans:
                yield Problem(file, row, "plan_id", "names no plan of the dataset")


def formats_agree(data: Dataset) -> Iterator[Problem]:
    """Each format tells the same rows and values."""
    if data.whole(data.actions) and data.actions != "actions.csv":
        actions = [action for _, action in data.each_action()]
        extra = extra_columns(dict.fromkeys(h for each in actions for h in each["extra"]))
        yield from _differences(data, "actions.parquet", actions, data.actions)
        flat = [flat_action(each, extra) for each in actions]
        yield from _differences(data, "actions.csv", flat, data.actions)
        for name in ("milestones", "leads"):
            rows = [row for each in actions for row in nested_records(each, name)]
            yield from _differences(data, f"{name}.csv", rows, data.actions)
    if data.whole(data.plans) and data.plans != "plans.csv":
        plans = [plan for _, plan in data.each_plan()]
        yield from _differences(data, "plans.parquet", plans, data.plans)
        yield from _differences(data, "plans.csv", list(map(flat_plan, plans)), data.plans)


def _differences(
    data: Dataset, file: str, expected: Sequence[Record], source: str
) -> Iterator[Problem]:
    """Where the sound rows of the file are not the expected ones."""
    if file == source or file not in data.rows:
        return
    if data.lengths[file] != len(expected):
        said = f"has {data.lengths[file]} rows, {source} makes {len(expected)}"
        yield Problem(file, None, None, said)
        return  # row by row, everything after the gap would differ
    for row, found in data.rows[file]:
        wanted: Mapping[str, Any] = defaultdict(lambda: None, expected[row - 1])
        for name in {**found, **wanted}:
            if found.get(name) != wanted[name]:
                yield Problem(file, row, name, f"differs from {source}")


RULES: tuple[Rule, ...] = (
    periods_run_forward,
    edtf_says_the_period,
    deadline_is_the_latest_end,
    recurrences_are_rules,
    ids_belong_together,
    sequences_count_up,
    pages_exist,
    every_word_is_counted_once,
    every_action_is_counted,
    references_hold,
    formats_agree,
)
