"""A plan as a word processor sets it: a DOCX, printed by LibreOffice as a tagged PDF."""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from press import lines
from press.source import BLANK, Action, Area, Paragraph, Paragraphs, Plan

PDF_OPTIONS = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
WRITTEN = dt.datetime(2020, 7, 1, 9, 0)
GREY = "BFBFBF"


def write(plan: Plan, target: Path) -> None:
    """Set the plan and print it to target by way of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / target.with_suffix(".docx").name
        document(plan).save(str(source))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", PDF_OPTIONS, "--outdir", str(target.parent), str(source)],
            check=True,
            capture_output=True,
        )  # fmt: skip


def document(plan: Plan) -> Any:
    """The plan as a python-docx Document."""
    doc = Document()
    doc.core_properties.title = f"{plan.title}, {plan.subtitle}"
    doc.core_properties.author = ""
    doc.core_properties.created = doc.core_properties.modified = WRITTEN
    doc.core_properties.language = "en-GB"
    page_setup(doc)
    doc.add_heading(plan.title, 1)
    doc.add_heading(plan.subtitle, 2)
    count = 1 + sum(
        bool(section.title) + sum(len(area.rows) for area in section.areas)
        for section in plan.sections
    )
    table = doc.add_table(rows=count, cols=len(plan.columns))
    table.style = "Table Grid"
    table.autofit = False
    cells = [list(row.cells) for row in table.rows]
    for row in cells:
        for cell, points in zip(row, lines.WIDTHS, strict=True):
            cell.width = Pt(points)
    for column, points in zip(table.columns, lines.WIDTHS, strict=True):
        column.width = Pt(points)
    heading_row(table.rows[0], plan.columns)
    fill_rows(doc, cells, plan)
    return doc


def page_setup(doc: Any) -> None:
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Pt(lines.MARGIN)
    section.top_margin = section.bottom_margin = Pt(lines.MARGIN)
    section.header_distance = section.footer_distance = Pt(20)
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(lines.SIZE)
    normal.paragraph_format.space_after = Pt(0)
    for name, size in (("Heading 1", 14), ("Heading 2", 12)):
        style = doc.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = None
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Arial")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Arial")
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(6)
    foot = section.footer.paragraphs[0]
    for part in ("Page ", "PAGE", " of ", "NUMPAGES"):
        if part.isupper():
            foot._p.append(element("w:fldSimple", {"w:instr": part}, element("w:r", {})))
        else:
            foot.add_run(part)


def element(tag: str, attributes: dict[str, str], *children: Any) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    made.extend(children)
    return made


def heading_row(row: Any, columns: tuple[str, ...]) -> None:
    """The first row, which the word processor repeats on each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))
    for cell, title in zip(row.cells, columns, strict=True):
        shade(cell, "D9D9D9")
        cell.paragraphs[0].add_run(title).bold = True


def shade(cell: Any, fill: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    properties.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))


def fill_rows(doc: Any, cells: list[list[Any]], plan: Plan) -> None:
    top = 1
    for section in plan.sections:
        if section.title:
            banner = cells[top][0].merge(cells[top][-1])
            shade(banner, GREY)
            banner.paragraphs[0].add_run(section.title).bold = True
            banner.paragraphs[0].paragraph_format.keep_with_next = True
            top += 1
        for area in section.areas:
            fill_area(doc, cells[top : top + len(area.rows)], area)
            top += len(area.rows)


def fill_area(doc: Any, cells: list[list[Any]], area: Area) -> None:
    """The rows of one area, with its merged cells."""
    reference = cells[0][0].merge(cells[-1][0])
    fill(doc, reference, (Paragraph(area.ref),))
    fill(doc, cells[0][1].merge(cells[-1][1]), area.text)
    for start, stop, lead in area.lead_spans():
        fill(doc, cells[start][4].merge(cells[stop - 1][4]), lead)
    for row, line in zip(area.rows, cells, strict=True):
        for position, action in enumerate(row.actions):
            if position:
                add_paragraph(line[2], BLANK)
            fill_action(doc, line[2], action, fresh=not position)
        fill(doc, line[3], lines.dues_beside(row.actions, 2, 3))


def fill(doc: Any, cell: Any, paragraphs: Paragraphs, fresh: bool = True) -> None:
    """Write paragraphs into a cell; fresh: its empty first paragraph is still unused."""
    number = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.marker and number is None:
            number = new_list(doc, paragraph.marker)
        target = cell.paragraphs[0] if fresh and not index else None
        add_paragraph(cell, paragraph, target, number)


def fill_action(doc: Any, cell: Any, action: Action, fresh: bool) -> None:
    if action.ref is None:
        fill(doc, cell, action.text, fresh)
        return
    first, *others = action.text
    gap = "\t" if action.tab else " "
    numbered = Paragraph(f"{action.ref}{gap}{first.text}", first.marker)
    fill(doc, cell, (numbered, *others), fresh)
    if action.tab:
        opening = cell.paragraphs[-len(action.text)].paragraph_format
        opening.left_indent, opening.first_line_indent = Pt(lines.TAB), Pt(-lines.TAB)


def add_paragraph(
    cell: Any, paragraph: Paragraph, target: Any = None, number: int | None = None
) -> None:
    """One paragraph at the end of a cell, or in target, raised where the source says so."""
    made = target if target is not None else cell.add_paragraph()
    made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    made.paragraph_format.line_spacing = Pt(lines.LEADING)
    if paragraph.marker and number is not None:
        numbering = made._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = number
    for text, raised in paragraph.runs:
        made.add_run(text).font.superscript = raised or None


def new_list(doc: Any, marker: str) -> int:
    """The id of a new list in the style of that marker, counting from one."""
    style, pattern = list_style(marker)
    numbering = doc.part.numbering_part.element
    used = numbering.findall(qn("w:abstractNum"))
    abstract = str(max(int(item.get(qn("w:abstractNumId"))) for item in used) + 1)
    indent = str(int(lines.ITEM_INDENT * 20))
    level = element(
        "w:lvl", {"w:ilvl": "0"},
        element("w:start", {"w:val": "1"}),
        element("w:numFmt", {"w:val": style}),
        element("w:lvlText", {"w:val": pattern}),
        element("w:lvlJc", {"w:val": "left"}),
        element("w:pPr", {}, element("w:ind", {"w:left": indent, "w:hanging": indent})),
    )  # fmt: skip
    used[-1].addnext(element("w:abstractNum", {"w:abstractNumId": abstract}, level))
    return int(numbering.add_num(int(abstract)).numId)


def list_style(marker: str) -> tuple[str, str]:
    """Word's name for a kind of list and the pattern of its labels."""
    if marker == "•":
        return "bullet", "•"
    if marker[0].isdigit():
        return "decimal", "%1."
    return "lowerRoman", "(%1)" if marker.startswith("(") else "%1)"
