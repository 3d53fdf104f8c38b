"""Blocks as a page of the web, printed by WeasyPrint or Chromium."""

from __future__ import annotations

import re
import subprocess
import tempfile
from html import escape
from pathlib import Path

from composing import Block, Cell, Grid, Text
from layouts import Layout


def weasyprint(blocks: list[Block], layout: Layout, target: Path) -> None:
    import weasyprint as library

    library.HTML(string=page(blocks, layout)).write_pdf(target)


def chromium(blocks: list[Block], layout: Layout, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.html"
        source.write_text(page(blocks, layout), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def page(blocks: list[Block], layout: Layout) -> str:
    body = "".join(_block(block, layout) for block in blocks)
    mark = f'<div class="watermark">{escape(layout.watermark)}</div>' if layout.watermark else ""
    return (f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><style>'
            f"{style(layout)}</style></head><body>{mark}{body}</body></html>")  # fmt: skip


def style(layout: Layout) -> str:
    width, height = layout.page
    line = {"all": "td,th{border:.75pt solid #444}", "rows": "tr{border-bottom:.75pt solid #444}",
            "outer": "table{border:1pt solid #000}", "none": "",
            "zebra": "tbody tr:nth-child(even) td{background:#e8eef4}"}[layout.rules]  # fmt: skip
    numbers = layout.page_numbers.replace("{page}", '" counter(page) "')
    numbers = numbers.replace("{pages}", '" counter(pages) "')
    boxes = [("top-left", f'"{layout.running_head}"' if layout.running_head else ""),
             ("top-right", f'"{layout.marking}"' if layout.marking else ""),
             ("bottom-right", f'"{numbers}"' if numbers else "")]  # fmt: skip
    margins = "".join(
        f"@{place}{{content:{text};font:8pt '{layout.font}'}}" for place, text in boxes if text
    )
    return f"""
@page{{size:{width}pt {height}pt;margin:{layout.margin}pt;{margins}}}
body{{font:{layout.size}pt/1.25 '{layout.font}';margin:0;
 hyphens:{"auto" if layout.hyphenate else "manual"}}}
table{{border-collapse:collapse;width:100%;table-layout:fixed;margin:6pt 0 12pt;
 {"box-decoration-break:clone" if layout.closed else ""}}}
td,th{{padding:3pt 4pt;vertical-align:top;text-align:left;font-weight:normal}}
{line}
tr{{break-inside:{"avoid" if layout.keep_rows else "auto"}}}
p{{margin:0 0 2pt}} h1{{font-size:1.6em;margin:0 0 4pt}} h2{{font-size:1.25em;margin:4pt 0}}
h3{{font-size:1em;margin:6pt 0 2pt;break-after:avoid}}
ul{{margin:0;padding-left:10pt}} sup{{font-size:60%;line-height:0}}
.b{{font-weight:bold}} td.j{{border-top:none!important}} td.u{{border-bottom:none!important}}
.watermark{{position:fixed;top:40%;left:25%;font-size:80pt;color:#ddd;transform:rotate(-35deg);
 z-index:-1}}
"""


def _block(block: Block, layout: Layout) -> str:
    if isinstance(block, Text):
        tag = f"h{block.level}" if block.level else "p"
        return f"<{tag}>{markup(block.text)}</{tag}>"
    space = f'<div style="height:{layout.spacer}pt"></div>' if len(block.rows) > 7 else ""
    return space + _table(block)


def _table(grid: Grid) -> str:
    columns = "".join(f'<col style="width:{share * 100:.2f}%">' for share in grid.widths)
    whole = sum(grid.widths)
    size = f' style="width:{whole * 100:.0f}%"' if whole < 0.95 else ""
    rows = [_row(row, "th" if index < grid.headers else "td", _under(grid, index))
            for index, row in enumerate(grid.rows)]  # fmt: skip
    top, rest = rows[: grid.headers], rows[grid.headers :]
    if not grid.repeat_header:
        top, rest = [], [row.replace("<th", "<td").replace("</th", "</td") for row in rows]
    head = f"<thead>{''.join(top)}</thead>" if top else ""
    return (f"<table{size}><colgroup>{columns}</colgroup>{head}"
            f"<tbody>{''.join(rest)}</tbody></table>")  # fmt: skip


def _under(grid: Grid, index: int) -> bool:
    below = grid.rows[index + 1] if index + 1 < len(grid.rows) else ()
    return bool(below) and all(cell.joined_above for cell in below)


def _row(row: tuple[Cell, ...], tag: str, open_below: bool) -> str:
    return f"<tr>{''.join(_cell(cell, tag, open_below) for cell in row)}</tr>"


def _cell(cell: Cell, tag: str, open_below: bool) -> str:
    looks = [f"background:{cell.fill}"] if cell.fill else []
    looks += [f"color:{cell.ink}"] if cell.ink else []
    names = ("b " if cell.bold else "") + ("j " if cell.joined_above else "")
    names += "u" if open_below and cell.down == 1 else ""
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    css = f' style="{";".join(looks)}"' if looks else ""
    return f'<{tag} class="{names.strip()}"{spans}{css}>{_paras(cell)}</{tag}>'


def _paras(cell: Cell) -> str:
    parts = []
    for para in cell.paras:
        if para.startswith("• "):
            parts.append(f"<ul><li>{markup(para[2:])}</li></ul>")
        else:
            parts.append(f"<p>{markup(para)}</p>")
    return "".join(parts)


def markup(text: str) -> str:
    return re.sub(r"\{\^(.*?)\}", r"<sup>\1</sup>", escape(text, quote=False))
