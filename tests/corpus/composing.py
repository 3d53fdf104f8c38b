"""Content set in a layout: the blocks that a producer prints, and the truth about them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from layouts import Columns, Layout
from other_tables import OTHER

HERE = Path(__file__).resolve().parent
RAG_FILLS = {
    "red": "#ff5050", "amber": "#ffc000", "green": "#92d050", "blue": "#5b9bd5",
}  # fmt: skip
STATUSES = {
    "Complete": "complete", "In progress": "in progress", "Not started": "not started",
    "Ongoing": "ongoing", "Overdue": "overdue",
}  # fmt: skip
EXTRA_KINDS = ("progress", "success", "para", "start", "lead2")


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs of one cell. {^x} in a paragraph is a superscript, a leading • a list item."""

    paras: tuple[str, ...] = ()
    across: int = 1
    down: int = 1
    fill: str = ""
    ink: str = ""
    bold: bool = False
    joined_above: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A heading (level 1 to 3) or a paragraph (level 0) outside of tables."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows leave out the slots that a cell above or to the left spans."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    headers: int = 1
    rules: str = "all"
    repeat_header: bool = True


Block = Text | Grid


@dataclass(frozen=True, slots=True)
class Item:
    """One action where it stands in its plan."""

    section: str
    area: dict[str, Any]
    action: dict[str, Any]
    n: int
    k: int
    i: int

    def ref(self, form: str) -> str:
        return form.format(
            n=self.n, k=self.k, i=self.i, abc="abcdefgh"[self.k - 1],
            ref=self.area["ref"], para=self.area["para"],
        )  # fmt: skip


def content_of(layout: Layout) -> dict[str, Any]:
    folder = HERE / "judged" if layout.judging else HERE
    return tomllib.loads((folder / "content" / f"{layout.content}.toml").read_text("utf-8"))


def items(plan: dict[str, Any]) -> Iterator[Item]:
    n = i = 0
    for section in plan["section"]:
        for area in section["area"]:
            n += 1
            for k, action in enumerate(area["actions"], 1):
                i += 1
                yield Item(section["title"], area, action, n, k, i)


def bare(ref: str) -> str | None:
    """A reference less its closing punctuation, as the contract wants it."""
    ref = ref.strip(".: ")
    if ref.startswith("(") and ref.endswith(")"):
        ref = ref[1:-1]
    if ref.count(")") > ref.count("("):
        ref = ref.rstrip(")")
    return ref or None


def truth(layout: Layout) -> list[dict[str, Any]]:
    """The actions as they must come out. README.md gives the reasons."""
    plan = content_of(layout)
    half = later_from(plan)
    return [
        _truth(item, layout, layout.later_columns if _late(item, layout, half) else layout.columns)
        for item in items(plan)
    ]


def later_from(plan: dict[str, Any]) -> str:
    return str(plan["section"][len(plan["section"]) // 2]["title"])


def _late(item: Item, layout: Layout, half: str) -> bool:
    titles = [section["title"] for section in content_of(layout)["section"]]
    return bool(layout.later_columns) and titles.index(item.section) >= titles.index(half)


def _truth(item: Item, layout: Layout, columns: Columns) -> dict[str, Any]:
    kinds = [kind for kind, _ in columns]
    action, area = item.action, item.area
    due_printed = "due" in kinds or "lead_due" in kinds
    lead_printed = "lead" in kinds or "lead_due" in kinds
    start, _, end = action["w"].partition("/")
    row: dict[str, Any] = {
        "section": item.section if layout.sections != "none" else None,
        "area_ref": bare(item.ref(layout.area_ref)) if layout.areas != "none" else None,
        "area": area["text"] if layout.areas != "none" else None,
        "action_ref": bare(item.ref(layout.action_ref)),
        "action": action["t"],
        "due_text": action["d"] if due_printed else None,
        "due_start": start or None if due_printed else None,
        "due_end": end or None if due_printed else None,
        "lead_text": action["l"] if lead_printed else None,
        "names": [name for name in action["n"].split("; ") if name] if lead_printed else [],
        "status": _status(action, layout, kinds, due_printed),
        "rag": action["r"] if "rag" in kinds and layout.rag else None,
        "extra": {head: _extra(item, kind) for kind, head in columns if kind in EXTRA_KINDS},
    }
    if layout.areas == "none":
        row["action"] = area["text"] if layout.packed == "recommendation" else action["t"]
    row["also"] = _also(item, layout, kinds)
    return row


def _status(
    action: dict[str, Any], layout: Layout, kinds: list[str], due_printed: bool
) -> str | None:
    if "status" in kinds:
        return STATUSES[action["st"]]
    if due_printed and "complete" in action["d"].lower():
        return "complete"
    if due_printed and action["d"] == "Ongoing":
        return "ongoing"
    if "rag" in kinds and layout.rag:
        meanings = {colour: status for colour, _, status in layout.key}
        return meanings.get(action["r"]) or None
    return None


def _also(item: Item, layout: Layout, kinds: list[str]) -> dict[str, list[str]]:
    """Second readings that the contract leaves room for."""
    also: dict[str, list[str]] = {}
    number = re.fullmatch(r"[A-Z][a-z]+ (\S+)", bare(item.ref(layout.area_ref)) or "")
    if number:  # "Recommendation 3:" is known by its number
        also["area_ref"] = [number[1]]
    if "progress" in kinds and "status" not in kinds:
        also["status"] = [STATUSES[item.action["st"]]]
    if "lead_due" in kinds:
        whole = f"{item.action['l']} {item.action['d']}"
        also |= {"due_text": [whole], "lead_text": [whole]}
    if layout.action_ref_at == "every":
        ref = item.ref(layout.action_ref)
        also |= {"due_text": [f"{ref} {item.action['d']}"],
                "lead_text": [f"{ref} {item.action['l']}"]}  # fmt: skip
    return also


def _extra(item: Item, kind: str) -> str:
    values = {"progress": item.action["p"], "success": item.action["s"], "para": item.area["para"],
              "start": "2020", "lead2": "Executive Board"}  # fmt: skip
    return str(values[kind])


def blocks(layout: Layout) -> list[Block]:
    """Everything that is printed, from top to bottom."""
    plan = content_of(layout)
    found = list(items(plan))
    half = later_from(plan)
    early = [item for item in found if not _late(item, layout, half)]
    late = [item for item in found if _late(item, layout, half)]
    result: list[Block] = [Text(plan["title"], 1), Text(plan["subtitle"], 2)]
    before = [name for name in layout.around if not name.startswith("after:")]
    for name in before:
        result += other_table(name, layout)
    result += _tables(early, layout, layout.columns)
    if late:
        result += _tables(late, layout, layout.later_columns)
    for name in layout.around:
        if name.startswith("after:"):
            result += other_table(name.removeprefix("after:"), layout)
    if layout.footnote:
        result.append(Text(layout.footnote))
    return [_dressed(block, layout) for block in result]


def _tables(found: list[Item], layout: Layout, columns: Columns) -> Iterator[Block]:
    """The action tables: one, one a section, or one an area, as headings stand above them."""
    if layout.areas != "heading" and layout.sections != "heading":
        yield _grid(found, layout, columns)
        return
    section = None
    parts: dict[Any, list[Item]] = {}
    for item in found:
        key = item.n if layout.areas == "heading" else item.section
        parts.setdefault(key, []).append(item)
    for part in parts.values():
        if layout.sections in ("heading", "banner") and part[0].section != section:
            section = part[0].section
            yield Text(section, 2)
        if layout.areas == "heading":
            yield Text(_with_ref(part[0], layout.area_ref, part[0].area["text"]), 3)
        yield _grid(part, layout, columns)


def _with_ref(item: Item, form: str, text: str) -> str:
    return f"{item.ref(form)} {text}" if form else text


def _grid(found: list[Item], layout: Layout, columns: Columns) -> Grid:
    rows = list(_header(layout, columns)) if layout.headed else []
    headers = len(rows)
    section = None
    inside = layout.sections == "banner" and layout.areas != "heading"
    for n in dict.fromkeys(item.n for item in found):
        part = [item for item in found if item.n == n]
        if inside and part[0].section != section:
            section = part[0].section
            rows.append(_banner(section, layout, len(columns), strong=True))
        if layout.areas == "banner":
            text = _with_ref(part[0], layout.area_ref, part[0].area["text"])
            rows.append(_banner(text, layout, len(columns), strong=False))
        if layout.packed in ("lines", "count"):
            rows += _packed(part, layout, columns)
        else:
            rows += [_row(item, part, layout, columns) for item in part]
    widths = layout.widths if columns == layout.columns and layout.widths else _widths(columns)
    return Grid(tuple(rows), widths, headers, layout.rules, layout.repeat_header)


def _widths(columns: Columns) -> tuple[float, ...]:
    share = {"ref": 8, "para": 9, "area": 24, "action": 34, "rag": 6, "due": 14, "lead": 17}
    parts = [share.get(kind, 15) for kind, _ in columns]
    return tuple(part / sum(parts) for part in parts)


def _header(layout: Layout, columns: Columns) -> Iterator[tuple[Cell, ...]]:
    look = {"fill": layout.head_fill, "ink": layout.head_ink, "bold": True}
    titles = [Cell((title,) if title else (), **look) for _, title in columns]
    if layout.group:
        first, last, title = layout.group
        top = [replace(cell, down=2) for cell in titles]
        top[first : last + 1] = [Cell((title,), across=last - first + 1, **look)]
        yield tuple(top)
        yield tuple(titles[first : last + 1])
    else:
        yield tuple(titles)
    if layout.guidance:
        yield tuple(Cell((text,) if text else (), fill=layout.head_fill, ink=layout.head_ink)
                    for text in layout.guidance)  # fmt: skip


def _banner(text: str, layout: Layout, across: int, *, strong: bool) -> tuple[Cell, ...]:
    return (Cell((text,), across=across, fill=layout.band_fill if strong else "", bold=True),)


def _row(item: Item, part: list[Item], layout: Layout, columns: Columns) -> tuple[Cell, ...]:
    cells = (_cell(kind, item, part, layout) for kind, _ in columns)
    return tuple(cell for cell in cells if cell is not None)


def _cell(kind: str, item: Item, part: list[Item], layout: Layout) -> Cell | None:
    """The cell of one column; None where a cell above spans it."""
    first = item is part[0]
    of_area = kind in ("area", "para") or (kind == "ref" and _ref_is_of_area(layout))
    if of_area and layout.areas in ("merged", "blank") and not first:
        return None if layout.areas == "merged" else Cell()
    down = len(part) if of_area and layout.areas == "merged" else 1
    if kind == "lead" and layout.leads != "repeat":
        above = part[part.index(item) - 1] if not first else None
        if above is not None and above.action["l"] == item.action["l"]:
            return None if layout.leads == "merged" else Cell()
        if layout.leads == "merged":
            down = _run(item, part)
    return replace(_value(kind, item, layout), down=down)


def _run(item: Item, part: list[Item]) -> int:
    count = 0
    for other in part[part.index(item) :]:
        if other.action["l"] != item.action["l"]:
            break
        count += 1
    return count


def _ref_is_of_area(layout: Layout) -> bool:
    return not (layout.action_ref and layout.action_ref_at == "column") and layout.areas != "none"


def _value(kind: str, item: Item, layout: Layout) -> Cell:
    action = item.action
    every = f"{item.ref(layout.action_ref)} " if layout.action_ref_at == "every" else ""
    if kind == "ref":
        form = layout.area_ref if _ref_is_of_area(layout) else layout.action_ref
        return Cell((item.ref(form),))
    if kind == "area":
        before = layout.area_ref_at == "before"
        return Cell((_with_ref(item, layout.area_ref if before else "", item.area["text"]),))
    if kind == "action":
        before = layout.action_ref_at in ("before", "every")
        return Cell((_with_ref(item, layout.action_ref if before else "", action["t"]),))
    if kind == "rag":
        fill = RAG_FILLS[action["r"]] if "fill" in layout.rag else ""
        word = action["r"].title() if "word" in layout.rag else ""
        word = action["r"][0].upper() if "letter" in layout.rag else word
        return Cell((word,) if word else (), fill=fill)
    if kind in EXTRA_KINDS:
        return Cell((_extra(item, kind),))
    values = {"due": (every + action["d"],), "lead": (every + action["l"],),
              "lead_due": (action["l"], action["d"]), "status": (action["st"],)}  # fmt: skip
    return Cell(values[kind])


def _packed(part: list[Item], layout: Layout, columns: Columns) -> list[tuple[Cell, ...]]:
    """All actions of an area in one row: by lines (sub-rows without rules) or by count."""
    per_action = [kind for kind, _ in columns if kind not in ("area", "para", "ref")]
    if layout.packed == "lines":
        rows = []
        for item in part:
            row = _row(item, part, layout, columns)
            rows.append(tuple(replace(cell, joined_above=item is not part[0]) for cell in row))
        return rows
    cells = []
    for kind, _ in columns:
        values = [_value(kind, item, layout) for item in part]
        if kind in per_action:
            cells.append(Cell(tuple(para for value in values for para in value.paras)))
        else:
            cells.append(values[0])
    return [tuple(cells)]


def other_table(name: str, layout: Layout) -> list[Block]:
    """A table that is no action table, with its heading."""
    if name == "key":
        rows = [(Cell((colour.title(),), fill=RAG_FILLS[colour]), Cell((words,)))
                for colour, words, _ in layout.key]  # fmt: skip
        return [Text("RAG key", 3), Grid(tuple(rows), (0.15, 0.35), 0)]
    title, head, *lines = OTHER[name]
    rows = [tuple(Cell((text,), bold=index == 0) for text in line)
            for index, line in enumerate((head, *lines))]  # fmt: skip
    return [Text(str(title), 3), Grid(tuple(rows), tuple(1 / len(head) for _ in head))]


def _dressed(block: Block, layout: Layout) -> Block:
    """Soft hyphens, hard spaces and bullets, which change no truth."""
    if isinstance(block, Text):
        return block
    rows = tuple(
        tuple(replace(cell, paras=tuple(_dress(para, layout) for para in cell.paras))
              for cell in row)
        for row in block.rows
    )  # fmt: skip
    return replace(block, rows=rows)


def _dress(text: str, layout: Layout) -> str:
    text = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1{^\2}", text)
    if layout.hard_spaces:
        text = re.sub(r"(?<=\d) (?=[A-Z])", "\u00a0", text)
    if layout.soft_hyphens:
        import pyphen

        words = pyphen.Pyphen(lang="en_GB")
        text = re.sub(r"[a-z]{9,}", lambda found: words.inserted(found[0], "\u00ad"), text)
    if layout.bullets and len(text) > 40:
        text = f"• {text}"
    return text
