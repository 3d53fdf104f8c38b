"""The dataset's schema, written once.

The Arrow schema, the JSON Schema, the Table Schema of the data package, the data dictionary and
the checks of `actionplans validate` are all made from the tables below. Columns are only ever
added, and only at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scalar = Literal["string", "int32", "float64", "date", "bool"]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of structs, or of strings where fields is empty."""

    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from string to string."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column. nullable: null means unknown; values: the only strings allowed, if any."""

    name: str
    type: Scalar | ListOf | MapOf
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the dataset. key: the columns that together name a row."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()


PRECISIONS = ("day", "week", "month", "quarter", "season", "term", "half", "year", "range")
KINDS = ("due", "start", "review", "complete", "recurring", "ongoing")
STATUSES = ("complete", "in progress", "not started", "ongoing", "overdue")
TEXT_LAYERS = ("native", "ocr")

LEAD_FIELDS = (
    Field("name", "string", "The person, with a title such as Dr or Cllr.", nullable=True),
    Field("role", "string", "Post, rank or role.", nullable=True),
    Field("organisation", "string", "Body, team, committee or agency.", nullable=True),
)

MILESTONE_FIELDS = (
    Field("text", "string", "The words of the due text that name this milestone."),
    Field("start", "date", "First day of the period.", nullable=True),
    Field("end", "date", "Last day of the period.", nullable=True),
    Field("precision", "string", "What kind of period.", nullable=True, values=PRECISIONS),
    Field("edtf", "string", "The period as Extended Date/Time Format.", nullable=True),
    Field("kind", "string", "What happens then.", values=KINDS),
    Field("recurrence", "string", "RFC 5545 RRULE of a repetition.", nullable=True),
)

BOX_FIELDS = (
    Field("page", "int32", "Page, from 1."),
    Field("x0", "float64", "Left edge in PDF points from the left of the page."),
    Field("top", "float64", "Top edge in PDF points from the top of the page."),
    Field("x1", "float64", "Right edge in PDF points from the left of the page."),
    Field("bottom", "float64", "Bottom edge in PDF points from the top of the page."),
)

PROVENANCE_FIELDS = (
    Field("field", "string", "The column of the action that was read here."),
    *BOX_FIELDS,
)

ACTIONS = Table(
    "actions",
    "Actions",
    "One row an action, in document order, plan by plan.",
    (
        Field("plan_id", "string", "The plan: slug of the source's file name, unique here."),
        Field(
            "action_id",
            "string",
            "Unique and stable over re-conversion: plan_id, a slash and the printed reference, "
            "or the position when there is none; a repeated reference gets a suffix.",
        ),
        Field("sequence", "int32", "1, 2, 3 … in document order."),
        Field("section", "string", "The banner above: “Health”, “Workstream 2”.", nullable=True),
        Field(
            "area_ref",
            "string",
            "Reference of the area for development, recommendation or finding, as printed, "
            "less closing punctuation.",
            nullable=True,
        ),
        Field(
            "area",
            "string",
            "Full text of the area for development, joined over rows and pages.",
            nullable=True,
        ),
        Field(
            "action_ref",
            "string",
            "The action's own printed reference, less closing punctuation; never invented.",
            nullable=True,
        ),
        Field("action", "string", "The action's text, without its reference."),
        Field(
            "due_text",
            "string",
            "The due cell as printed; where the table has a revised date beside the first one, the "
            "revised date of the row if it has one (both columns are in `extra` then).",
            nullable=True,
        ),
        Field("due_start", "date", "First day of the period the due text names.", nullable=True),
        Field("due_end", "date", "Last day of the period the due text names.", nullable=True),
        Field(
            "due_precision",
            "string",
            "Of the period that sets due_end.",
            nullable=True,
            values=PRECISIONS,
        ),
        Field(
            "due_edtf",
            "string",
            "The period from due_start to due_end as Extended Date/Time Format (ISO 8601-2).",
            nullable=True,
        ),
        Field(
            "deadline",
            "date",
            "What to sort on: the latest end among milestones of kind due or complete.",
            nullable=True,
        ),
        Field(
            "recurrence",
            "string",
            "RFC 5545 RRULE when the text says a repetition.",
            nullable=True,
        ),
        Field(
            "status",
            "string",
            "Only when the plan says so in words, or by a colour that its own key explains.",
            nullable=True,
            values=STATUSES,
        ),
        Field(
            "rag",
            "string",
            "Red, amber, green … from a word, a letter or the fill colour of the cell.",
            nullable=True,
        ),
        Field("lead_text", "string", "The lead cell as printed.", nullable=True),
        Field(
            "lead_inherited",
            "bool",
            "True where a merged or blank lead cell takes the value of the rows above.",
        ),
        Field("leads", ListOf(LEAD_FIELDS), "Each person, role or body named."),
        Field("milestones", ListOf(MILESTONE_FIELDS), "Each dated or recurring part of due_text."),
        Field("extra", MapOf(), "Every other column of the table, by its printed heading."),
        Field("page_first", "int32", "First page the action stands on, from 1."),
        Field("page_last", "int32", "Last page the action stands on."),
        Field("provenance", ListOf(PROVENANCE_FIELDS), "Where each field was read."),
        Field("flags", ListOf(), "Codes of what a person should look at."),
    ),
    key=("action_id",),
)

_ACTION_ID = Field("action_id", "string", "The action this belongs to.")
_POSITION = Field("position", "int32", "1, 2, 3 … within the action.")

MILESTONES = Table(
    "milestones",
    "Milestones",
    "The milestones of each action, one a row.",
    (_ACTION_ID, _POSITION, *MILESTONE_FIELDS),
    key=("action_id", "position"),
)

LEADS = Table(
    "leads",
    "Leads",
    "The leads of each action, one a row.",
    (_ACTION_ID, _POSITION, *LEAD_FIELDS),
    key=("action_id", "position"),
)

PLANS = Table(
    "plans",
    "Plans",
    "One row a source.",
    (
        Field("plan_id", "string", "Slug of the source's file name, unique in this dataset."),
        Field("title", "string", "The plan's title, as far as the document states it.", True),
        Field("source_file", "string", "Name of the source file."),
        Field("source_sha256", "string", "SHA-256 of the source file's bytes, in hex."),
        Field("pages", "int32", "Number of pages."),
        Field("actions", "int32", "Number of actions read."),
        Field("words_total", "int32", "Words on all pages."),
        Field("words_placed", "int32", "Words that reached a field of an action."),
        Field(
            "words_elsewhere",
            "int32",
            "Words outside action tables, in their headings, and in furniture.",
        ),
        Field("words_unplaced", "int32", "Words inside an action table that reached no field."),
        Field("text_layer", "string", "Where the words came from.", values=TEXT_LAYERS),
        Field("flags", ListOf(), "Codes of what a person should look at."),
        Field("converter_version", "string", "Version of actionplans that read the plan."),
    ),
    key=("plan_id",),
)

UNPLACED = Table(
    "unplaced",
    "Unplaced words",
    "Every word seen inside an action table that reached no field.",
    (
        Field("plan_id", "string", "The plan."),
        Field("text", "string", "The word."),
        *BOX_FIELDS,
    ),
)

REPAIRS = Table(
    "repairs",
    "Repairs",
    "Everything that was joined, split, dropped, carried or inherited, in document order.",
    (
        Field("action_id", "string", "The action, if the repair belongs to one.", nullable=True),
        Field("kind", "string", "What was done, as a code."),
        Field("page", "int32", "Page where it was done."),
        Field(
            "before", "string", "The text as it stood; null where there was none.", nullable=True
        ),
        Field(
            "after", "string", "The text as it stands now; null where none is left.", nullable=True
        ),
        Field("evidence", "string", "Why."),
        Field("plan_id", "string", "The plan."),
    ),
)

TABLES = (ACTIONS, MILESTONES, LEADS, PLANS, UNPLACED, REPAIRS)
