"""Tables that stand beside an action plan: title, headings, rows."""

from __future__ import annotations

from typing import Any

OTHER: dict[str, Any] = {
    "version": ("Version control", ("Version", "Date", "Author", "Changes"),
                ("0.1", "3 March", "Policy team", "First draft"),
                ("1.0", "12 April", "Policy team", "Agreed by the board")),
    "members": ("Membership of the improvement board", ("Name", "Role", "Organisation"),
                ("Parveen Sandhu", "Independent chair", ""),
                ("Callum Drysdale", "Lay member", "Healthwatch")),
    "risks": ("Risks", ("Risk", "Likelihood", "Impact", "Mitigation"),
              ("Posts cannot be filled", "Medium", "High", "Agency cover until spring"),
              ("Funding ends early", "Low", "High", "Reserve of six months")),
    "glossary": ("Words used", ("Term", "Meaning"),
                 ("AFI", "Area for improvement"), ("ICB", "Integrated care board"),
                 ("SRO", "Senior responsible officer")),
    "definitions": ("Definitions", ("Term", "Definition", "Additional comment"),
                    ("Agreed", "All of the recommendation is agreed and can be achieved",
                     "The response will say what is to be done"),
                    ("Not agreed", "The recommendation is not agreed", "Reasons are given")),
}  # fmt: skip
