"""Blocks set by Typst, which tags its tables."""

from __future__ import annotations

import re
from pathlib import Path

from composing import Block, Cell, Text
from layouts import Layout


def typst(blocks: list[Block], layout: Layout, target: Path) -> None:
    import typst as library

    source = target.with_suffix(".typ")
    source.write_text(_source(blocks, layout), encoding="utf-8")
    try:
        library.compile(str(source), output=str(target))
    finally:
        source.unlink()


def _source(blocks: list[Block], layout: Layout) -> str:
    numbers = layout.page_numbers.replace("{pages}", "#context counter(page).final().at(0)")
    numbers = numbers.replace("{page}", "#context counter(page).display()")
    head = f"{_words(layout.running_head)} #h(1fr) {_words(layout.marking)}"
    mark = (f", foreground: rotate(-30deg, text(70pt, fill: luma(88%).transparentize(40%))"
            f"[{_words(layout.watermark)}])" if layout.watermark else "")  # fmt: skip
    width, height = layout.page
    start = (f'#set text(font: "{layout.font}", size: {layout.size}pt, lang: "en", region: "gb", '
             f"hyphenate: {str(layout.hyphenate).lower()})\n"
        f"#set smartquote(enabled: false)\n#set par(leading: 0.5em)\n"
             f"#set page(width: {width}pt, height: {height}pt, margin: {layout.margin}pt, "
             f"header: [{head}], footer: align(right)[{numbers}]{mark})\n")  # fmt: skip
    return start + "\n".join(_block(block, layout) for block in blocks)


def _block(block: Block, layout: Layout) -> str:
    if isinstance(block, Text):
        return f"\n{'=' * block.level} {_words(block.text)}\n"
    columns = ", ".join(f"{share * 100:.1f}%" for share in block.widths)
    stroke = {"all": "0.6pt", "rows": "(x: none, y: 0.6pt)"}.get(block.rules, "none")
    fill = ', fill: (_, y) => if calc.even(y) { rgb("#e8eef4") }' if block.rules == "zebra" else ""
    rows = ["".join(_cell(cell) for cell in row) for row in block.rows]
    top = "\n".join(rows[: block.headers])
    head = f"table.header(repeat: {str(block.repeat_header).lower()},\n{top}),\n" if top else ""
    body = "\n".join(rows[block.headers :])
    return (f"#table(columns: ({columns},), stroke: {stroke}, inset: 4pt, align: left + top{fill},"
            f"\n{head}{body})\n")  # fmt: skip


def _cell(cell: Cell) -> str:
    looks = [f"colspan: {cell.across}"] if cell.across > 1 else []
    looks += [f"rowspan: {cell.down}"] if cell.down > 1 else []
    looks += [f'fill: rgb("{cell.fill}")'] if cell.fill else []
    words = "\n\n".join(_words(para) for para in cell.paras)
    words = f'#text(weight: "bold")[{words}]' if cell.bold and words else words
    words = f'#text(fill: rgb("{cell.ink}"))[{words}]' if cell.ink and words else words
    return f"table.cell({', '.join(looks)})[{words}], "


def _words(text: str) -> str:
    text = re.sub(r"([\\#$*_`<>@=~\[\]/])", r"\\\1", text)
    text = re.sub(r"^(\d+)([.)])", r"\1\\\2", text).replace("\u00ad", "-?").replace("\u00a0", "~")
    text = re.sub(r"^([-+])", r"\\\1", text)
    return re.sub(r"\{\^(.*?)\}", r"#super[\1]", text)
