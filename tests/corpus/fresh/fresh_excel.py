"""Blocks as a workbook: one sheet for the plan, one for every other table, printed to fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from composing import Block, Cell, Grid, Text

WIDE = 150.0  # characters of a whole line at ten points


def save(blocks: list[Block], look: dict[str, Any], target: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    y = 1
    width = next(len(b.rows[0]) for b in blocks if isinstance(b, Grid) and len(b.rows) > 12)
    for block in blocks:
        if isinstance(block, Text):
            if block.text != "{page}":
                y = title(sheet, block, y, width)
        elif len(block.rows) > 12:
            y = grid(sheet, block, y, look)
        else:
            grid(book.create_sheet(f"Sheet{len(book.sheetnames) + 1}"), block, 1, look)
    for one in book.worksheets:
        one.page_setup.orientation = look.get("orientation", "landscape")
        one.page_setup.paperSize = look.get("paper", 9)
        one.sheet_properties.pageSetUpPr.fitToPage = True
        one.page_setup.fitToWidth, one.page_setup.fitToHeight = 1, 0
        one.print_options.gridLines = look.get("gridlines", False)
        one.oddFooter.center.text = "Page &P of &N"
        one.oddHeader.right.text = look.get("header", "")
    book.save(target)


def title(sheet: Any, block: Text, y: int, width: int) -> int:
    from openpyxl.styles import Alignment, Font

    sheet.merge_cells(start_row=y, start_column=1, end_row=y, end_column=width)
    cell = sheet.cell(y, 1, block.text)
    cell.font = Font(name="Carlito", size=16 - 2 * block.level if block.level else 10,
                     bold=block.level > 0)  # fmt: skip
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[y].height = 15 * (1 + len(block.text) // 110) + 4 * (block.level > 0)
    return y + 1


def grid(sheet: Any, block: Grid, y: int, look: dict[str, Any]) -> int:
    from openpyxl.utils import get_column_letter

    for index, share in enumerate(block.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = share * WIDE
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(block.rows):
        x, lines = 0, 1.0
        for cell in cells:
            while (row, x) in taken:
                x += 1
            taken |= {(row + j, x + i) for j in range(cell.down) for i in range(cell.across)}
            room = sum(block.widths[x : x + cell.across]) * WIDE
            need = sum(1 + int(len(para) * 1.15 / room) for para in cell.paras)
            lines = max(lines, need / cell.down + (cell.down > 1))
            put(sheet, cell, y + row, x + 1, look)
        sheet.row_dimensions[y + row].height = 13.5 * lines + 4
    if block.repeat_header and block.headers:
        sheet.print_title_rows = f"{y}:{y + block.headers - 1}"
    return y + len(block.rows)


def put(sheet: Any, cell: Cell, y: int, x: int, look: dict[str, Any]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    slot = sheet.cell(y, x)
    slot.value = "\n".join(cell.paras) or None
    slot.number_format = "@"
    if cell.down > 1 or cell.across > 1:
        sheet.merge_cells(start_row=y, start_column=x, end_row=y + cell.down - 1,
                          end_column=x + cell.across - 1)  # fmt: skip
    slot.font = Font(name=look.get("font", "Carlito"), size=10, bold=cell.bold,
                     color=cell.ink.lstrip("#") or None)  # fmt: skip
    slot.alignment = Alignment(wrap_text=True, vertical=look.get("vertical", "top"),
                               horizontal=look.get("horizontal"))  # fmt: skip
    if not look.get("gridlines") and look.get("borders", True):
        side = Side(style="thin", color="FF808080")
        for j in range(cell.down):
            for i in range(cell.across):
                sheet.cell(y + j, x + i).border = Border(side, side, side, side)
    if cell.fill:
        slot.fill = PatternFill("solid", fgColor=cell.fill.lstrip("#"))
