"""What the report calls things: columns, repairs, and which flags are doubts."""

from __future__ import annotations

from actionplans.export.schema import ACTIONS
from actionplans.normalise.flags import FLAGS

LABELS = {
    "section": "Section",
    "area_ref": "Area reference",
    "area": "Area for development",
    "action_ref": "Action reference",
    "action": "Action",
    "due_text": "Due, as printed",
    "due_start": "Due from",
    "due_end": "Due until",
    "due_precision": "Precision",
    "due_edtf": "As EDTF",
    "deadline": "Deadline",
    "recurrence": "Recurrence",
    "status": "Status",
    "rag": "RAG",
    "lead_text": "Lead, as printed",
    "leads": "Leads",
    "milestones": "Milestones",
}

REPAIRS = {
    "action-split-from-cell": "One of several actions of its cell",
    "area-carried": "Area taken from the rows above",
    "banner-cut-by-columns": "Section heading put together again",
    "cell-split": "Cell split into its actions",
    "column-shifted": "Words of a foreign column left out",
    "corrected": "Corrected by hand",
    "header-dropped": "Repeated heading dropped",
    "lead-inherited": "Lead taken from the rows above",
    "row-joined-in-page": "Printed rows joined",
    "row-joined-over-page": "Row joined over the end of a page",
    "year-inferred": "Year supplied",
}

# These flags say what was done, and its evidence is on record; every other flag is a doubt.
REPAIRED = frozenset(REPAIRS)

CORRECTABLE = (
    "section", "area_ref", "area", "action_ref", "action", "due_text", "due_start", "due_end",
    "deadline", "recurrence", "status", "rag", "lead_text",
)  # fmt: skip


def words() -> dict[str, object]:
    """What the page needs to speak: labels, meanings, and what a correction may say."""
    fields = {field.name: field for field in ACTIONS.fields}
    return {
        "labels": LABELS,
        "meanings": {name: field.description for name, field in fields.items()},
        "flags": FLAGS,
        "repairs": REPAIRS,
        "repaired": sorted(REPAIRED),
        "correctable": [
            {"field": name, "type": fields[name].type, "values": list(fields[name].values)}
            for name in CORRECTABLE
        ],
    }
