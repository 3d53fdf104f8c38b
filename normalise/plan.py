"""What normalise hands on: a plan as typed, frozen values. The columns' meaning is in docs/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from actionplans.extract.document import PageSize

Precision = Literal["day", "week", "month", "quarter", "season", "term", "half", "year", "range"]
Kind = Literal["due", "start", "review", "complete", "recurring", "ongoing"]
Status = Literal["complete", "in progress", "not started", "ongoing", "overdue"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated or recurring part of a due text.

    text is the words of the part; span is where they stand in the due text (Python offsets).
    edtf follows Extended Date/Time Format (ISO 8601-2), recurrence is an RFC 5545 RRULE value.
    """

    text: str
    kind: Kind
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    edtf: str | None = None
    recurrence: str | None = None
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """What a due text says. start, end: the period its words name; deadline: what to sort on."""

    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    edtf: str | None = None
    deadline: date | None = None
    recurrence: str | None = None
    status: Status | None = None
    milestones: tuple[Milestone, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A person, a role or a body named to lead; any of the three may be unknown."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field was read: points from the top left of the page, pages from 1."""

    field: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was joined, split, dropped, carried or inherited, and on what evidence.

    action_id is None for a repair that belongs to no single action, such as a dropped header.
    """

    action_id: str | None
    kind: str
    page: int
    before: str
    after: str
    evidence: str


@dataclass(frozen=True, slots=True)
class UnplacedWord:
    """A word inside an action table that reached no field."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Action:
    """One action: the row of the dataset. Field by field as the data dictionary says."""

    plan_id: str
    action_id: str
    sequence: int
    section: str | None
    area_ref: str | None
    area: str | None
    action_ref: str | None
    action: str
    due_text: str | None
    due_start: date | None
    due_end: date | None
    due_precision: Precision | None
    due_edtf: str | None
    deadline: date | None
    recurrence: str | None
    status: Status | None
    rag: str | None
    lead_text: str | None
    lead_inherited: bool
    leads: tuple[Lead, ...]
    milestones: tuple[Milestone, ...]
    extra: Mapping[str, str] = field(default_factory=dict)
    page_first: int = 1
    page_last: int = 1
    provenance: tuple[Provenance, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan read: its actions, what was repaired on the way, and an account of every word.

    words_total = words_placed + words_elsewhere + words_unplaced, always.
    sheets are the sizes of the source's pages, for whoever draws the boxes; () where none is known.
    """

    plan_id: str
    title: str | None
    source_file: str
    source_sha256: str
    pages: int
    actions: tuple[Action, ...]
    repairs: tuple[Repair, ...] = ()
    unplaced: tuple[UnplacedWord, ...] = ()
    words_total: int = 0
    words_placed: int = 0
    words_elsewhere: int = 0
    words_unplaced: int = 0
    text_layer: Literal["native", "ocr"] = "native"
    flags: tuple[str, ...] = ()
    converter_version: str = ""
    sheets: tuple[PageSize, ...] = ()
