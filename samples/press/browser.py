"""A plan as a page of the web, printed by Chromium."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from press import lines
from press.source import BLANK, Action, Area, Paragraph, Paragraphs, Plan

STYLE = Template("""
@page { size: A4 landscape; margin: ${margin}pt;
  @bottom-left { content: "Page " counter(page) " of " counter(pages);
    font: 10pt Arial, sans-serif } }
@counter-style bullet { system: cyclic; symbols: "•"; suffix: " " }
@counter-style roman { system: extends lower-roman; suffix: ") " }
@counter-style bracketed { system: extends lower-roman; prefix: "("; suffix: ") " }
@counter-style decimal-stop { system: extends decimal; suffix: ". " }
body { font: 10pt/12pt Arial, sans-serif; margin: 0 }
h1 { font-size: 14pt; margin: 0 0 6pt } h2 { font-size: 12pt; margin: 0 0 8pt }
table { border-collapse: collapse; table-layout: fixed; width: 100% }
th, td { border: 0.75pt solid #555; padding: 2pt ${padding}pt; vertical-align: top;
  text-align: left; overflow-wrap: break-word }
thead th { background: #d9d9d9 } th.banner { background: #bfbfbf }
p, ul, ol { margin: 0 } ul, ol { padding-left: ${indent}pt }
p.tab { padding-left: ${tab}pt; text-indent: -${tab}pt }
p.tab b { display: inline-block; width: ${tab}pt; text-indent: 0; font-weight: normal }
sup { font-size: 60%; line-height: 0 }
""").substitute(margin=lines.MARGIN, padding=lines.PADDING, indent=lines.ITEM_INDENT, tab=lines.TAB)


def write(plan: Plan, target: Path) -> None:
    """Print the plan to target by way of Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.html"
        source.write_text(page(plan), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", source.as_uri()],
            check=True,
            capture_output=True,
        )  # fmt: skip


def page(plan: Plan) -> str:
    columns = "".join(f'<col style="width: {points}pt">' for points in lines.WIDTHS)
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in plan.columns)
    title = escape(plan.title)
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">',
            f"<title>{title}, {escape(plan.subtitle)}</title><style>{STYLE}</style></head><body>",
            f"<h1>{title}</h1><h2>{escape(plan.subtitle)}</h2>",
            f"<table><colgroup>{columns}</colgroup><thead><tr>{titles}</tr></thead><tbody>",
            *body(plan),
            "</tbody></table></body></html>",
        ]
    )


def body(plan: Plan) -> Iterator[str]:
    for section in plan.sections:
        if section.title:
            banner = (
                f'<th class="banner" colspan="{len(plan.columns)}">{escape(section.title)}</th>'
            )
            yield f"<tr>{banner}</tr>"
        for area in section.areas:
            yield from area_rows(area)


def area_rows(area: Area) -> Iterator[str]:
    leads = {start: (stop - start, text) for start, stop, text in area.lead_spans()}
    for index, row in enumerate(area.rows):
        cells = []
        if index == 0:
            cells.append(cell((Paragraph(area.ref),), len(area.rows)))
            cells.append(cell(area.text, len(area.rows)))
        shown = blocks(BLANK).join(action_blocks(action) for action in row.actions)
        cells.append(f"<td>{shown}</td>")
        cells.append(cell(lines.dues_beside(row.actions, 2, 3)))
        if index in leads:
            span, text = leads[index]
            cells.append(cell(text, span))
        yield f"<tr>{''.join(cells)}</tr>"


def cell(paragraphs: Paragraphs, span: int = 1) -> str:
    merged = f' rowspan="{span}"' if span > 1 else ""
    return f"<td{merged}>{blocks(*paragraphs)}</td>"


def action_blocks(action: Action) -> str:
    first, *others = action.text
    if action.ref is None:
        return blocks(*action.text)
    if action.tab:
        return f'<p class="tab"><b>{action.ref}</b> {runs(first)}</p>{blocks(*others)}'
    return blocks(Paragraph(f"{action.ref} {first.text}", first.marker), *others)


def blocks(*paragraphs: Paragraph) -> str:
    """Paragraphs and lists; items that follow one another are one list."""
    made: list[str] = []
    for paragraph in paragraphs:
        if paragraph.marker is None:
            made.append(f"<p>{runs(paragraph) or '<br>'}</p>")
            continue
        opening, closing = list_tags(paragraph.marker)
        if made and made[-1] == closing:
            made.pop()
        else:
            made.append(opening)
        made += [f"<li>{runs(paragraph)}</li>", closing]
    return "".join(made)


def list_tags(marker: str) -> tuple[str, str]:
    if marker == "•":
        return '<ul style="list-style-type: bullet">', "</ul>"
    kind = "bracketed" if marker.startswith("(") else "roman"
    if marker[0].isdigit():
        kind = "decimal-stop"
    return f'<ol style="list-style-type: {kind}">', "</ol>"


def runs(paragraph: Paragraph) -> str:
    return "".join(
        f"<sup>{escape(text)}</sup>" if raised else escape(text) for text, raised in paragraph.runs
    )
