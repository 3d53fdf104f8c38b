"""A fresh plan: its entries, the blocks that are printed, and the truth about them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from composing import RAG_FILLS, STATUSES, Block, Cell, Grid, Text, bare
from fresh_dates import Due, due
from fresh_pages import after, before

HERE = Path(__file__).resolve().parent
CONTENT = tomllib.loads((HERE / "content.toml").read_text("utf-8"))
POOLS = tomllib.loads((HERE / "pools.toml").read_text("utf-8"))
POOLED = ("progress", "success", "evidence", "monitor", "deliver", "cost")
OF_AREA = ("area", "para", "issue", "agreed", "priority")


@dataclass(frozen=True, slots=True)
class Plan:
    """How one document is made.

    columns: (kind, printed heading, share of the width). Kinds: ref, para, area, action, due,
    lead, status, rag; and for `extra`: start, revised, lead2, issue, agreed, priority, and pooled
    progress, success, evidence, monitor, deliver, cost. areas: merged, blank, repeat, banner,
    heading, none. sections: banner, heading, none. area_ref, action_ref: forms with {n} area,
    {k} action in area, {i} action in plan, {s} section, {j} action in section, {abc}, {para}.
    action_ref_at: column, before, or auto (numbers that Word makes). packed: one row an area.
    leads: forms of a lead. look: what the producer is told. key: colour, word, status it means.
    """

    name: str
    content: str
    producer: str
    title: str
    columns: tuple[tuple[str, str, float], ...]
    dates: tuple[str, ...] = ("month",)
    leads: tuple[str, ...] = ("name, role",)
    areas: str = "merged"
    sections: str = "none"
    section_form: str = "{}"
    take: tuple[int, int] = (9, 3)
    year: int = 2022
    area_ref: str = ""
    area_ref_at: str = "column"
    action_ref: str = ""
    action_ref_at: str = "column"
    packed: bool = False
    bullets: bool = False
    guidance: tuple[str, ...] = ()
    blocks_not_grid: bool = False
    rag: str = "letter"
    key: tuple[tuple[str, str, str], ...] = ()
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    note: str = ""
    look: dict[str, Any] = field(default_factory=dict)
    head: tuple[str, str] = ("#d9e2f3", "#000000")

    @property
    def body(self) -> str:
        """Whose plan it is, where findings about several bodies are mixed."""
        return self.content.split("+")[0]


@dataclass(slots=True)
class Entry:
    """One action and everything beside it."""

    section: str
    area: str
    text: str
    numbers: dict[str, Any]
    due: Due
    lead: str
    names: list[str]
    values: dict[str, str]
    rag: str
    state: str | None  # what the progress text says
    inherits: bool

    def ref(self, form: str) -> str:
        return form.format(**self.numbers)


def entries(plan: Plan) -> list[Entry]:
    rng = Random(plan.name)
    texts = [area for name in plan.content.split("+") for area in CONTENT[name]]
    areas = rng.sample(texts, min(plan.take[0], len(texts)))
    sections = POOLS["sections"][plan.body]
    share = -(-len(areas) // len(sections)) if plan.sections != "none" else len(areas)
    found: list[Entry] = []
    inside = 0
    for n, (area, *texts) in enumerate(areas, 1):
        s = (n - 1) // share
        inside = 0 if (n - 1) % share == 0 else inside
        para = f"{n // 3 + 2}.{rng.randint(3, 58)}"
        shared = {kind: _pooled(kind, rng) for kind in OF_AREA if kind not in ("area", "para")}
        for k, text in enumerate(texts[: plan.take[1]], 1):
            inside += 1
            tail = rng.choice(POOLS["tails"])
            full = f"{text.rstrip('.')}. {tail}" if tail else text
            inherits = k > 1 and rng.random() < 0.3
            lead, names = (found[-1].lead, found[-1].names) if inherits else _lead(plan, rng)
            word, state = rng.choice(POOLS["progress"])
            values = {kind: _pooled(kind, rng) for kind in POOLED if kind != "progress"} | shared
            values |= {"progress": word, "lead2": rng.choice(POOLS["roles"][plan.body]),
                       "start": due("slash", rng, plan.year - 1)[0],
                       "status": rng.choice([*STATUSES]), "para": para}  # fmt: skip
            values["revised"] = due(plan.dates[0], rng, plan.year + 1)[0]
            found.append(Entry(
                plan.section_form.format(sections[s], s=s + 1) if plan.sections != "none" else "",
                area, full,
                {"n": n, "k": k, "i": len(found) + 1, "s": s + 1, "j": inside,
                 "abc": "abcdef"[k - 1], "para": para},
                due(rng.choice(plan.dates), rng, plan.year), lead, names, values,
                rng.choice([colour for colour, _, _ in plan.key] or ["red", "amber", "green"]),
                state or None, inherits,
            ))  # fmt: skip
    return found


def _pooled(kind: str, rng: Random) -> str:
    if kind == "agreed":
        return rng.choice(["Agreed", "Agreed", "Partly Agreed"])
    if kind == "priority":
        return rng.choice(["H", "M", "L"])
    if kind == "issue":
        return rng.choice(["Controls were designed but not working.", "No control was in place.",
                           "Records did not support what managers told us."])  # fmt: skip
    return str(rng.choice(POOLS[kind]))


def _lead(plan: Plan, rng: Random) -> tuple[str, list[str]]:
    one, two = rng.sample(POOLS["people"], 2)
    role, other = rng.sample(POOLS["roles"][plan.body], 2)
    body = rng.choice(POOLS["bodies"][plan.body])
    forms = {
        "name": (one, [one]), "role": (role, []), "body": (body, []),
        "name, role": (f"{one}, {role}", [one]),
        "name (role)": (f"{one} ({role})", [one]),
        "role: name": (f"{role}: {one}", [one]),
        "body - name, role": (f"{body} – {one}, {role}", [one]),
        "role, body": (f"{role}, {body}", []),
        "role\nbody": (f"{role}\n{body}", []),
        "two": (f"{one}, {role}\n{two}, {other}", [one, two]),
        "roles/": (f"{role} / {other}", []),
        "names&": (f"{one} & {two}", [one, two]),
        "DCI": (f"DCI {one}", [one]), "Supt": (f"Supt {one}", [one]),
    }  # fmt: skip
    return forms[rng.choice(plan.leads)]


def truth(plan: Plan) -> list[dict[str, Any]]:
    return [_truth(entry, plan) for entry in entries(plan)]


def _truth(entry: Entry, plan: Plan) -> dict[str, Any]:
    heads = {kind: heading for kind, heading, _ in plan.columns}
    text, start, end, done = entry.due if "due" in heads else (None, None, None, None)
    status = STATUSES[entry.values["status"]] if "status" in heads else done
    if status is None and "rag" in heads:
        status = {colour: state for colour, _, state in plan.key}.get(entry.rag) or None
    row = {
        "section": entry.section or None,
        "area_ref": bare(entry.ref(plan.area_ref)) if plan.areas != "none" else None,
        "area": entry.area if plan.areas != "none" else None,
        "action_ref": bare(entry.ref(plan.action_ref)),
        "action": entry.text, "due_text": text, "due_start": start, "due_end": end,
        "lead_text": entry.lead if "lead" in heads else None,
        "names": entry.names if "lead" in heads else [],
        "status": status, "rag": entry.rag if "rag" in heads else None,
        "extra": {heading: entry.values[kind] for kind, heading in heads.items()
                  if kind in entry.values and kind != "status" and heading},
    }  # fmt: skip
    row["also"] = _also(entry, plan, heads, row)
    return row


def _also(
    entry: Entry, plan: Plan, heads: dict[str, str], row: dict[str, Any]
) -> dict[str, list[Any]]:
    """Second readings that the contract leaves room for."""
    also: dict[str, list[Any]] = {}
    key = {colour: word.lower() for colour, word, _ in plan.key}
    if "progress" in heads and "status" not in heads and entry.state:
        also["status"] = [entry.state]
        if row["status"] and row["status"] != entry.state:
            also["status"].append(None)
    if row["status"] and "on track" in key.get(entry.rag, ""):
        also["status"] = [None]  # whether what is on track is in progress is left open
    if plan.sections == "none":
        also["section"] = ["Action plan", "Actions"]
    if plan.areas in ("heading", "banner") and " {n}" in plan.area_ref:  # "Recommendation 3:"
        also["area_ref"] = [str(entry.numbers["n"])]
    if plan.areas == "none" and plan.action_ref and "para" in heads:
        also["area_ref"] = [entry.values["para"]]
    if "para" in heads and not plan.area_ref:
        also["area_ref"] = [entry.values["para"]]
    if "revised" in heads:  # two dates: which of them is due is open, the other is in extra
        also |= {"due_text": [entry.values["revised"]], "extra": [{}]}
        day, month, year = entry.values["revised"].split("/")
        also["due_start"] = also["due_end"] = [f"{year}-{month}-{day}"]
    if "issue" in heads:  # an issue is as much of an area as the recommendation is
        also["area"] = [entry.values["issue"], f"{entry.values['issue']} {entry.area}"]
        also["extra"] = [{}]
    if plan.action_ref_at == "auto":
        also["action_ref"] = [f"{entry.numbers['n']}.{entry.numbers['k']}"]
    return also


def blocks(plan: Plan) -> list[Block]:
    """Everything that is printed, from top to bottom."""
    found = entries(plan)
    result = before(plan.title, plan.front, plan.key)
    chapter = "contents" in plan.front or "cover" in plan.front
    result += [Text("Action plan", 1)] if chapter else []
    by_section = groupby(found, key=lambda entry: entry.section)
    if plan.sections == "heading":
        for section, part in by_section:
            result += [Text(section, 2), *_tables(list(part), plan)]
    else:
        result += _tables(found, plan)
    result += [Text(plan.note)] if plan.note else []
    return result + after(plan.back)


def _tables(found: list[Entry], plan: Plan) -> Iterator[Block]:
    if plan.blocks_not_grid:
        for entry in found:
            yield _labelled(entry, plan)
    elif plan.areas == "heading":
        for _, group in groupby(found, key=lambda entry: entry.numbers["n"]):
            part = list(group)
            yield Text(f"{part[0].ref(plan.area_ref)} {part[0].area}".strip(), 3)
            yield _grid(part, plan)
    else:
        yield _grid(found, plan)


def _labelled(entry: Entry, plan: Plan) -> Grid:
    rows = [(Cell((heading,), fill=plan.head[0], bold=True), _cell(kind, [entry], plan))
            for kind, heading, _ in plan.columns]  # fmt: skip
    return Grid(tuple(rows), (0.22, 0.78), 0, "all", repeat_header=False)


def _grid(found: list[Entry], plan: Plan) -> Grid:
    fill, ink = plan.head
    head = tuple(Cell((heading,) if heading else (), fill=fill, ink=ink, bold=True)
                 for _, heading, _ in plan.columns)  # fmt: skip
    rows: list[tuple[Cell, ...]] = [head]
    if plan.guidance:
        rows.append(tuple(Cell((text,), fill=fill, ink=ink) for text in plan.guidance))
    headers = len(rows)
    across = len(plan.columns)
    section = None
    for _, group in groupby(found, key=lambda entry: entry.numbers["n"]):
        part = list(group)
        if plan.sections == "banner" and part[0].section != section:
            section = part[0].section
            rows.append((Cell((section,), across=across, fill="#bdd6ee", bold=True),))
        if plan.areas == "banner":
            text = f"{part[0].ref(plan.area_ref)} {part[0].area}".strip()
            rows.append((Cell((text,), across=across, fill="#f2f2f2", bold=True),))
        if plan.packed:
            rows.append(tuple(_cell(kind, part, plan) for kind, _, _ in plan.columns))
        else:
            rows += [_row(entry, part, plan) for entry in part]
    total = sum(share for _, _, share in plan.columns)
    widths = tuple(share / total for _, _, share in plan.columns)
    look = plan.look
    return Grid(tuple(rows), widths, headers, look.get("rules", "all"), look.get("repeat", True))


def _row(entry: Entry, part: list[Entry], plan: Plan) -> tuple[Cell, ...]:
    cells = []
    for kind, _, _ in plan.columns:
        of_area = kind in OF_AREA or (kind == "ref" and _of_area(plan))
        if of_area and plan.areas in ("merged", "blank") and entry is not part[0]:
            cells += [Cell()] if plan.areas == "blank" else []
            continue
        if kind == "lead" and entry.inherits and plan.look.get("leads") in ("blank", "merged"):
            cells += [Cell()] if plan.look["leads"] == "blank" else []
            continue
        down = len(part) if of_area and plan.areas == "merged" else 1
        if kind == "lead" and plan.look.get("leads") == "merged":
            after_it = part[part.index(entry) + 1 :]
            down = 1 + next((i for i, one in enumerate(after_it) if not one.inherits),
                            len(after_it))  # fmt: skip
        cells.append(replace(_cell(kind, [entry], plan), down=down))
    return tuple(cells)


def _of_area(plan: Plan) -> bool:
    return bool(plan.area_ref) and plan.areas not in ("none", "banner", "heading")


def _cell(kind: str, part: list[Entry], plan: Plan) -> Cell:
    first = part[0]
    if kind == "ref":
        if plan.action_ref_at == "column" and plan.action_ref:
            return Cell((first.ref(plan.action_ref),))
        return Cell((first.ref(plan.area_ref),))
    if kind == "area":
        inside = plan.area_ref_at == "before"
        return Cell((f"{first.ref(plan.area_ref) if inside else ''} {first.area}".strip(),))
    if kind == "action":
        return Cell(tuple(_action(entry, plan) for entry in part))
    if kind == "due":
        return Cell(tuple(line for entry in part for line in entry.due[0].split("\n")))
    if kind == "lead":
        return Cell(tuple(line for entry in part for line in entry.lead.split("\n")))
    if kind == "rag":
        words = {colour: word for colour, word, _ in plan.key}
        shown = {"letter": first.rag[0].upper(), "word": first.rag.title(), "fill": "",
                 "meaning": words.get(first.rag, "")}[plan.rag]  # fmt: skip
        fill = "" if plan.rag in ("letter", "word") else RAG_FILLS[first.rag]
        return Cell((shown,) if shown else (), fill=fill)
    return Cell((first.values[kind],))


def _action(entry: Entry, plan: Plan) -> str:
    if plan.action_ref_at == "auto":
        return f"{{#{entry.numbers['n']}}}{entry.text}"
    if plan.action_ref_at == "before" and plan.action_ref:
        return f"{entry.ref(plan.action_ref)} {entry.text}"
    return f"• {entry.text}" if plan.bullets else entry.text
