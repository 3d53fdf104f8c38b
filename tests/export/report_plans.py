"""Plans made up for the tests of the review page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from actionplans.extract.document import PageSize
from actionplans.normalise.plan import Action, Lead, Milestone, Plan, Provenance, Repair

WIDTH, HEIGHT = 842.0, 595.0
ROWS = 8  # on a page
NASTY = (
    "=SUM(A1)</script><script>document.title='owned'</script><img src=x onerror=alert(1)> "
    "\u202edlrow\u202c 👩🏽‍🚒 \x00\x07 \ud800 {{ 7*7 }} &amp; “quoted”"
)


def made_action(position: int, plan_id: str = "made") -> Action:
    page, row = divmod(position, ROWS)
    top = 60.0 + 60 * row
    end = date(2021 + position % 2, position % 12 + 1, 28)
    ref = f"{position // 4 + 1}.{position % 4 + 1}"

    def read(name: str, x0: float, x1: float) -> Provenance:
        return Provenance(name, page + 1, x0, top, x1, top + 40)

    return Action(
        plan_id=plan_id,
        action_id=f"{plan_id}/{ref}",
        sequence=position + 1,
        section=("Health", "Police", None)[position % 3],
        area_ref=str(position // 4 + 1),
        area=f"Area number {position // 4 + 1}",
        action_ref=ref,
        action=f"Action number {position + 1} reviews the pathway",
        due_text=end.strftime("%B %Y"),
        due_start=end.replace(day=1),
        due_end=end,
        due_precision="month",
        due_edtf=f"{end:%Y-%m}",
        deadline=end,
        recurrence=None,
        status="complete" if position % 4 == 0 else None,
        rag="amber" if position % 5 == 0 else None,
        lead_text="Jo Smith, Head of Service",
        lead_inherited=position % 6 == 1,
        leads=(Lead("Jo Smith", "Head of Service"),),
        milestones=(Milestone(f"{end:%B %Y}", "due", end.replace(day=1), end, "month"),),
        extra={"Cost": "£5"} if position == 0 else {},
        page_first=page + 1,
        page_last=page + 1,
        provenance=(
            read("action_ref", 40, 70),
            read("area", 80, 250),
            read("action", 270, 510),
            read("due_text", 530, 640),
            read("lead_text", 660, 800),
        ),
        flags=("lead-inherited",) if position % 6 == 1 else (),
    )


def made_plan(actions: int = 20, plan_id: str = "made") -> Plan:
    """The last action but one is in doubt, every sixth has an inherited lead."""
    rows = [made_action(position, plan_id) for position in range(actions)]
    rows[-2] = replace(rows[-2], flags=("due-not-understood",))
    pages = (actions + ROWS - 1) // ROWS
    return Plan(
        plan_id=plan_id,
        title=f"Plan {plan_id}",
        source_file=f"{plan_id}.pdf",
        source_sha256="ab" * 32,
        pages=pages,
        actions=tuple(rows),
        repairs=tuple(
            Repair(row.action_id, "lead-inherited", row.page_first, "", "Jo Smith", "merged cell")
            for row in rows
            if row.lead_inherited
        ),
        words_total=100,
        words_placed=90,
        words_elsewhere=10,
        converter_version="1.2.3",
        sheets=tuple(PageSize(page + 1, WIDTH, HEIGHT) for page in range(pages)),
    )


def draw_plan(plan: Plan, path: Path) -> Path:
    """The plan as a PDF: each field's text stands where its provenance says."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True)
    for page in range(1, plan.pages + 1):
        canvas.setFont("Helvetica", 9)
        for action in plan.actions:
            for place in action.provenance:
                if place.page == page:
                    said = str(getattr(action, place.field))[:48]
                    canvas.rect(place.x0, HEIGHT - place.bottom, place.x1 - place.x0, 40)
                    canvas.drawString(place.x0 + 2, HEIGHT - place.top - 12, said)
        canvas.showPage()
    canvas.save()
    return path
