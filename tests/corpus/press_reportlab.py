"""Blocks set by ReportLab: untagged, every rule a line of its own."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from composing import Block, Cell, Grid, Text
from layouts import Layout

FONTS = {
    "Liberation Serif": ("Times-Roman", "Times-Bold"),
    "Liberation Sans": ("Helvetica", "Helvetica-Bold"),
}
TRUETYPE = Path("/usr/share/fonts/truetype")


def reportlab(blocks: list[Block], layout: Layout, target: Path) -> None:
    from reportlab.platypus import SimpleDocTemplate, Spacer

    doc = SimpleDocTemplate(
        str(target), pagesize=layout.page, leftMargin=layout.margin, rightMargin=layout.margin,
        topMargin=layout.margin, bottomMargin=layout.margin, invariant=1,
    )  # fmt: skip
    _register()
    story: list[Any] = []
    for block in blocks:
        if isinstance(block, Text):
            story.append(_para(block.text, layout, layout.size + max(0, 8 - 2 * block.level) *
                               (block.level > 0), bold=block.level > 0))  # fmt: skip
            story.append(Spacer(1, 4))
        else:
            if layout.spacer and len(block.rows) > 7:
                story.append(Spacer(1, layout.spacer))
            story += [_table(block, layout), Spacer(1, 10)]
    doc.build(story, onFirstPage=_furniture(layout), onLaterPages=_furniture(layout))


def _register() -> None:
    """Fonts with the letters that names need."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in (("Body", "Regular"), ("Body-Bold", "Bold")):
        path = TRUETYPE / "liberation" / f"LiberationSans-{file}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))


def _furniture(layout: Layout) -> Any:
    width, height = layout.page

    def draw(canvas: Any, doc: Any) -> None:
        canvas.saveState()
        canvas.setFont("Body", 8)
        canvas.drawString(layout.margin, height - layout.margin / 2, layout.running_head)
        canvas.drawRightString(width - layout.margin, height - layout.margin / 2, layout.marking)
        number = layout.page_numbers.replace("{page}", str(doc.page)).replace(" of {pages}", "")
        canvas.drawRightString(width - layout.margin, layout.margin / 2, number)
        if layout.watermark:
            canvas.setFont("Body", 80)
            canvas.setFillGray(0.88)
            canvas.translate(width / 2, height / 2)
            canvas.rotate(35)
            canvas.drawCentredString(0, 0, layout.watermark)
        canvas.restoreState()

    return draw


def _para(text: str, layout: Layout, size: float, *, bold: bool = False, ink: str = "") -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("p", fontName="Body-Bold" if bold else "Body", fontSize=size,
                           leading=size * 1.2, textColor=ink or "#000000")  # fmt: skip
    words = re.sub(r"\{\^(.*?)\}", r"<super>\1</super>", escape(text, quote=False))
    return Paragraph(words, style)


def _table(grid: Grid, layout: Layout) -> Any:
    from reportlab.platypus import Table, TableStyle

    room = layout.page[0] - 2 * layout.margin
    columns = len(grid.widths)
    data: list[list[Any]] = [[""] * columns for _ in grid.rows]
    look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_rules(grid)]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid.rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            end = (x + cell.across - 1, y + cell.down - 1)
            taken |= {(y + j, x + i) for j in range(cell.down) for i in range(cell.across)}
            data[y][x] = _paras(cell, layout)
            look += [("SPAN", (x, y), end)] if end != (x, y) else []
            look += [("BACKGROUND", (x, y), end, cell.fill)] if cell.fill else []
            if cell.joined_above:
                look.append(("LINEABOVE", (x, y), end, 1.2, "#ffffff"))
    return Table(data, [share * room for share in grid.widths], style=TableStyle(look),
                 repeatRows=grid.headers if grid.repeat_header else 0,
                 splitInRow=0 if layout.keep_rows else 1, hAlign="LEFT")  # fmt: skip


def _paras(cell: Cell, layout: Layout) -> list[Any]:
    paras = cell.paras or ("",)
    return [_para(p, layout, layout.size, bold=cell.bold, ink=cell.ink) for p in paras]


def _rules(grid: Grid) -> list[Any]:
    everywhere = ((0, 0), (-1, -1))
    if grid.rules == "all":
        return [("GRID", *everywhere, 0.5, "#444444")]
    if grid.rules == "rows":
        return [("LINEBELOW", *everywhere, 0.5, "#444444")]
    if grid.rules == "outer":
        return [("BOX", *everywhere, 1, "#000000")]
    if grid.rules == "zebra":
        return [("ROWBACKGROUNDS", *everywhere, ["#ffffff", "#e8eef4"])]
    return []
