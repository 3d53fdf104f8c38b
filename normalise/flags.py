"""The codes that tell a person what to look at, and what each means."""

from __future__ import annotations

from actionplans.normalise.due import FLAGS as DUE_FLAGS
from actionplans.normalise.leads import FLAGS as LEAD_FLAGS

FLAGS: dict[str, str] = {
    **DUE_FLAGS,
    **LEAD_FLAGS,
    "action-blank": (
        "The row has an area, a date or a lead, but no action: the area's text stands in for it."
    ),
    "action-may-be-cut": (
        "The action's text begins in lower case: its beginning may stand elsewhere."
    ),
    "action-split-from-cell": "The cell held several numbered actions; this is one of them.",
    "column-shifted": (
        "The row has words in a column that the plan does not have; they were left out."
    ),
    "corrected": "A person corrected a field of this action; see repairs.json.",
    "due-shared": (
        "Several actions of one cell share a due text with several dates; whose is whose is "
        "unclear."
    ),
    "lead-inherited": "The lead's cell is merged or blank; the lead of the rows above is taken.",
    "low-ocr-confidence": (
        "A word of this action was recognised from a picture with little confidence."
    ),
    "month-first-dates": (
        "The plan's dates in figures are none with the day first (10/23/2015); all were read with "
        "the month first."
    ),
    "read-by-fallback": "The file could not be read in the usual way; a slower reader was used.",
    "ref-gap": "Between this reference and the one before it, numbers are missing.",
    "roles-by-content": "No known headings: what each column is was told from its cells.",
    "row-join-doubtful": (
        "The row may go on from the row before; the evidence was too weak to join them."
    ),
    "row-joined-in-page": "Printed rows of one page were joined to this action.",
    "row-joined-over-page": "The action was cut by the end of a page and joined again.",
    "words-unplaced": "Some words of the action table reached no field; see unplaced.json.",
}

LOW_CONFIDENCE = 0.8
