"""Blocks as a Word document the way offices make them: styles, numbering, merged cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from composing import Block, Cell, Grid
from press_word import _element as element
from press_word import _numbered as numbered

PORTRAIT, LANDSCAPE = (595.3, 841.9), (841.9, 595.3)


def save(blocks: list[Block], look: dict[str, Any], target: Path) -> None:
    from docx import Document
    from docx.shared import Pt

    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = (Pt(s) for s in look.get("page", LANDSCAPE))
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Pt(look.get("margin", 54)))
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = look.get("font", "Carlito"), Pt(look.get("size", 10))
    normal.paragraph_format.space_after = Pt(look.get("gap", 3))
    for level in (1, 2, 3):
        doc.styles[f"Heading {level}"].font.name = look.get("font", "Carlito")
    section.header.paragraphs[0].text = look.get("header", "")
    numbered(section.footer.paragraphs[0], look.get("footer", "Page {page} of {pages}"))
    for block in blocks:
        if isinstance(block, Grid):
            table(doc, block, look)
            doc.add_paragraph()
        elif block.text == "{page}":
            doc.add_page_break()
        elif block.level:
            doc.add_heading(block.text, block.level)
        else:
            doc.add_paragraph(block.text)
    doc.save(str(target))


def table(doc: Any, grid: Grid, look: dict[str, Any]) -> None:
    from docx.shared import Pt

    made = doc.add_table(rows=len(grid.rows), cols=len(grid.widths))
    made.style = look.get("style", "Table Grid") if len(grid.rows) > 1 else "Table Grid"
    made.autofit = False
    room = look.get("page", LANDSCAPE)[0] - 2 * look.get("margin", 54)
    slots = [list(row.cells) for row in made.rows]
    for row in slots:
        for cell, share in zip(row, grid.widths, strict=True):
            cell.width = Pt(share * room)
    for column, share in zip(made.columns, grid.widths, strict=True):
        column.width = Pt(share * room)
    taken: set[tuple[int, int]] = set()
    for y, cells in enumerate(grid.rows):
        x = 0
        for cell in cells:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(cell.down) for i in range(cell.across)}
            slot = slots[y][x]
            if cell.down > 1 or cell.across > 1:
                slot = slot.merge(slots[y + cell.down - 1][x + cell.across - 1])
            fill(doc, slot, cell)
        properties = made.rows[y]._tr.get_or_add_trPr()
        if y < grid.headers and grid.repeat_header:
            properties.append(element("w:tblHeader", {}))
        if look.get("cant_split"):
            properties.append(element("w:cantSplit", {}))


def fill(doc: Any, slot: Any, cell: Cell) -> None:
    from docx.shared import RGBColor

    for index, text in enumerate(cell.paras):
        paragraph = slot.paragraphs[0] if index == 0 else slot.add_paragraph()
        if text.startswith("• "):
            paragraph.style, text = "List Bullet", text[2:]
        elif text.startswith("{#"):
            group, _, text = text[2:].partition("}")
            number(doc, paragraph, int(group))
        run = paragraph.add_run(text)
        run.bold = cell.bold or None
        if cell.ink:
            run.font.color.rgb = RGBColor.from_string(cell.ink.lstrip("#").upper())
    if cell.fill:
        look = {"w:val": "clear", "w:color": "auto", "w:fill": cell.fill.lstrip("#")}
        slot._tc.get_or_add_tcPr().append(element("w:shd", look))


def number(doc: Any, paragraph: Any, group: int) -> None:
    """Word's own numbering, which begins again with each group."""
    numbering = doc.part.numbering_part.element
    name = 500 + group
    if not numbering.xpath(f"./w:abstractNum[@w:abstractNumId='{name}']"):
        abstract = element("w:abstractNum", {"w:abstractNumId": str(name)})
        level = element("w:lvl", {"w:ilvl": "0"})
        for tag, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1."),
                           ("lvlJc", "left")):  # fmt: skip
            level.append(element(f"w:{tag}", {"w:val": value}))
        properties = element("w:pPr", {})
        properties.append(element("w:ind", {"w:left": "284", "w:hanging": "284"}))
        level.append(properties)
        abstract.append(level)
        numbering.insert(0, abstract)
        num = element("w:num", {"w:numId": str(name)})
        num.append(element("w:abstractNumId", {"w:val": str(name)}))
        numbering.append(num)
    properties = paragraph._p.get_or_add_pPr()
    chosen = element("w:numPr", {})
    chosen.append(element("w:ilvl", {"w:val": "0"}))
    chosen.append(element("w:numId", {"w:val": str(name)}))
    properties.append(chosen)
