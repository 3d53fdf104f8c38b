"""More fresh plans, chosen for what the first ones lack. For judging only."""

from __future__ import annotations

# ruff: noqa: E501 (a column reads best on the line of its neighbours)
from fresh_composing import Plan
from fresh_word import PORTRAIT

MORE = (
    Plan("f25", "council", "word-untagged", "Improvement plan: progress as at 31 October 2021",
         (("ref", "", 5), ("area", "", 24), ("action", "Actions Required", 32), ("lead", "Lead Officer(s)", 16),
          ("due", "", 12), ("progress", "Progress October 2021", 18)), ("end", "from", "short", "mon-yy"), ("name, role", "names&"),
         areas="merged", sections="banner", section_form="Standard {s} - {}", area_ref="{n}.", take=(9, 3), year=2021,
         look={"font": "Liberation Sans", "size": 9.5}),
    Plan("f26", "police", "word-untagged", "Areas for improvement: force response",
         (("ref", "AFI", 6), ("area", "Text of the AFI", 26), ("action", "What the force will do", 34), ("lead", "Business lead", 16),
          ("due", "Forecast", 12), ("status", "Position", 12)), ("month", "quarter"), ("Supt", "DCI", "role"),
         areas="repeat", area_ref="{n}", take=(9, 3), look={"style": "Light Shading Accent 1", "size": 10}),
    Plan("f27", "trust", "excel", "Delivery tracker",
         (("ref", "No.", 5), ("area", "Concern raised", 26), ("action", "Agreed action", 34), ("lead", "Responsible person", 16),
          ("due", "Deadline for completion", 13), ("progress", "Latest update", 20)), ("long", "by", "end of"), ("name (role)", "role"),
         areas="blank", action_ref="{n}.{k}", take=(9, 3), look={"borders": False, "font": "Liberation Sans"}),
    Plan("f28", "school", "reportlab", "Statement of action",
         (("action", "Task", 34), ("lead", "Person(s) responsible", 18), ("due", "Start and finish", 18), ("cost", "Resources", 14),
          ("monitor", "Who will check and how", 20)), ("range", "term"), ("role", "roles/"), areas="heading",
         area_ref="Priority {n}:", action_ref="", take=(8, 3), look={"page": PORTRAIT, "margin": 40}),
    Plan("f29", "prison", "excel", "Regime recovery: recommendations",
         (("ref", "Rec", 6), ("area", "Recommendation made", 24), ("agreed", "Response", 10), ("action", "Planned work", 32),
          ("due", "Delivery date", 11), ("lead", "Action owner", 16), ("rag", "RAG status", 9)), ("mon-yy", "slash", "tbc"), ("role, body", "role"),
         areas="merged", area_ref="R{n}", rag="word", take=(9, 3), look={"leads": "merged", "horizontal": "center"}),
    Plan("f30", "council", "word-untagged", "Peer challenge: action plan",
         (("ref", "Ref.", 7), ("action", "Step", 36), ("lead", "Owned by", 17), ("due", "Finish by", 13), ("success", "We will know it has worked when", 20)),
         ("th", "date & ongoing", "th"), ("role: name", "role"), areas="banner", sections="banner", area_ref="Finding {n}:",
         area_ref_at="before", action_ref="{n}.{k}.", take=(9, 3),
         guidance=("Number", "One step in each row", "Name one person", "Day, month, year", "Say how it is measured"),
         look={"page": PORTRAIT, "margin": 36, "font": "Caladea", "size": 9}),
    Plan("f31", "trust", "word-untagged", "Well-led review: development actions",
         (("area", "Key line of enquiry", 22), ("action", "Development action", 36), ("due", "To be completed by", 14),
          ("lead", "SRO", 14), ("lead2", "Oversight", 16)), ("long", "month", "tbc"), ("name",), areas="merged",
         action_ref="{k}", action_ref_at="auto", take=(9, 4), look={"repeat": False, "font": "Liberation Serif"}),
    Plan("f32", "audit", "weasyprint", "Follow-up of agreed actions",
         (("ref", "Paragraph", 8), ("area", "Weakness found", 24), ("action", "Management response", 32), ("lead", "Action by", 14),
          ("due", "Agreed date", 12), ("progress", "Auditor's comment", 18)), ("dots", "long", "done"), ("role", "name"),
         areas="blank", area_ref="{para}", take=(10, 3), look={"rules": "rows", "font": "Carlito", "page": PORTRAIT, "margin": 40, "size": 9}),
)  # fmt: skip
