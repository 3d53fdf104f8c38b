"""The codes of a dataset: flags, kinds of repair, fields that were read somewhere."""

from __future__ import annotations

from actionplans.export.schema import ACTIONS
from actionplans.normalise.flags import FLAGS as FLAGS_OF_READING

FLAGS: dict[str, str] = {
    **FLAGS_OF_READING,
    "page-crowded": "A page holds more than is looked at, as a drawing does: it may be incomplete.",
    "page-unreadable": "A page could not be read at all: what stands there is missing.",
    "pages-without-text": (
        "Pages are pictures without text and were not recognised: what stands there is missing."
    ),
}

REPAIRS: dict[str, str] = {
    "area-carried": "A blank or merged area cell takes the area of the rows above.",
    "banner-cut-by-columns": "A banner that the columns cut was sewn together.",
    "cell-printed-again": "A cell that was printed once more after a page end was dropped.",
    "cell-split": "A cell with several actions was split.",
    "column-shifted": "Words in a column that is not the plan's were left out.",
    "corrected": "A person corrected a field.",
    "header-dropped": "Headings that were printed again were dropped.",
    "lead-inherited": "A blank or merged lead cell takes the lead of the rows above.",
    "letters-restored": "Letters that the font does not name were restored.",
    "row-joined-in-page": "Rows of one page that are one action were joined.",
    "row-joined-over-page": "An action that a page end cut was joined.",
    "total-dropped": "A row that only counts the rows above it was left out.",
    "word-sewn": "A word or date that a narrow column cut was sewn together.",
    "year-inferred": "A date without a year was counted from the plan's start.",
}

# What an action may be read from: the columns that stand in the PDF, and "extra: HEADING".
_READ = (
    "section", "area_ref", "area", "action_ref", "action", "due_text", "lead_text", "status",
    "rag", "extra",
)  # fmt: skip
FIELDS = frozenset(field.name for field in ACTIONS.fields if field.name in _READ)


def is_field(name: str) -> bool:
    """Whether a value of an action may have been read there."""
    return name in FIELDS or name.startswith("extra:")
