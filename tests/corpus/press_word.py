"""Blocks as a DOCX, printed by LibreOffice as a tagged PDF."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from composing import Block, Cell, Grid, Text
from layouts import Layout

PDF_OPTIONS = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}'


def libreoffice(blocks: list[Block], layout: Layout, target: Path, *, tagged: bool = True) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / target.with_suffix(".docx").name
        document(blocks, layout).save(str(source))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", PDF_OPTIONS % str(tagged).lower(), "--outdir", str(target.parent),
             str(source)], check=True, capture_output=True, timeout=180,
        )  # fmt: skip


def untagged(blocks: list[Block], layout: Layout, target: Path) -> None:
    libreoffice(blocks, layout, target, tagged=False)


def document(blocks: list[Block], layout: Layout) -> Any:
    from docx import Document
    from docx.shared import Pt

    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = (Pt(side) for side in layout.page)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Pt(layout.margin))
    section.header_distance = section.footer_distance = Pt(layout.margin / 3)
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(layout.size)
    normal.paragraph_format.space_after = Pt(2)
    section.header.paragraphs[0].text = f"{layout.running_head}\t\t{layout.marking}"
    if layout.page_numbers:
        _numbered(section.footer.paragraphs[0], layout.page_numbers)
    for block in blocks:
        if isinstance(block, Text):
            _text(doc, block, layout)
        else:
            if layout.spacer and len(block.rows) > 7:
                doc.add_paragraph().paragraph_format.space_before = Pt(layout.spacer)
            _table(doc, block, layout)
            after = doc.add_paragraph()
            after.paragraph_format.line_spacing = Pt(6)
    return doc


def _numbered(paragraph: Any, form: str) -> None:
    for part in re.split(r"(\{page\}|\{pages\})", form):
        run = paragraph.add_run("" if part.startswith("{") else part)
        if part.startswith("{"):
            for kind, words in (("begin", ""), ("", part), ("end", "")):
                if kind:
                    run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
                else:
                    code = _element("w:instrText", {})
                    code.text = "PAGE" if words == "{page}" else "NUMPAGES"
                    run._r.append(code)


def _text(doc: Any, block: Text, layout: Layout) -> None:
    from docx.shared import Pt

    paragraph = doc.add_paragraph()
    run = paragraph.add_run(block.text)
    run.bold = block.level > 0
    run.font.size = Pt(layout.size + (6, 4, 2, 0)[3 - block.level if block.level else 3])
    paragraph.paragraph_format.keep_with_next = block.level > 0


def _table(doc: Any, grid: Grid, layout: Layout) -> None:
    from docx.shared import Pt

    columns = len(grid.widths)
    table = doc.add_table(rows=len(grid.rows), cols=columns)
    table.style = "Table Grid" if grid.rules == "all" else "Normal Table"
    table.autofit = False
    room = layout.page[0] - 2 * layout.margin
    slots = [list(row.cells) for row in table.rows]
    for row in slots:
        for cell, share in zip(row, grid.widths, strict=True):
            cell.width = Pt(share * room)
    for column, share in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(share * room)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid.rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(cell.down) for i in range(cell.across)}
            slot = slots[y][x]
            if cell.down > 1 or cell.across > 1:
                slot = slot.merge(slots[y + cell.down - 1][x + cell.across - 1])
            _fill(slot, cell)
        properties = table.rows[y]._tr.get_or_add_trPr()
        if y < grid.headers and grid.repeat_header:
            properties.append(_element("w:tblHeader", {}))
        if layout.keep_rows:
            properties.append(_element("w:cantSplit", {}))
        if grid.rules == "rows":
            for slot in slots[y]:
                _foot_rule(slot)


def _foot_rule(slot: Any) -> None:
    borders = _element("w:tcBorders", {})
    borders.append(_element("w:bottom", {"w:val": "single", "w:sz": "4", "w:color": "444444"}))
    slot._tc.get_or_add_tcPr().append(borders)


def _fill(slot: Any, cell: Cell) -> None:
    from docx.shared import RGBColor

    for index, para in enumerate(cell.paras):
        paragraph = slot.paragraphs[0] if index == 0 else slot.add_paragraph()
        for part in re.split(r"(\{\^.*?\})", para):
            raised = part.startswith("{^")
            run = paragraph.add_run(part[2:-1] if raised else part)
            run.font.superscript = raised or None
            run.bold = cell.bold or None
            if cell.ink:
                run.font.color.rgb = RGBColor.from_string(cell.ink.lstrip("#").upper())
    if cell.fill:
        look = {"w:val": "clear", "w:color": "auto", "w:fill": cell.fill.lstrip("#")}
        slot._tc.get_or_add_tcPr().append(_element("w:shd", look))


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element
