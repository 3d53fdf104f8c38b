"""report.html: the review page, one file that needs nothing but a browser.

The plans are walked through twice and never held: once to choose what the page can carry, once to
write it. Everything that comes from a PDF goes in as JSON or as a picture; no text of a plan is
ever part of the page's markup or program.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actionplans.export.records import (
    Record,
    action_record,
    plan_record,
    repair_records,
    unplaced_records,
)
from actionplans.export.report_pictures import Sought, pictures_of
from actionplans.export.report_words import words
from actionplans.normalise.plan import Action, Plan

MOST_PICTURES = 300  # pages: some 15 MB, which still goes by e-mail
MOST_ACTIONS = 5_000  # records: a browser shows them at once
TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("look.css", "records.css", "pages.css", "print.css")
SCRIPTS = (
    "model.js", "filters.js", "records.js", "fields.js", "pages.js", "timeline.js",
    "corrections.js", "print.js", "keys.js", "start.js",
)  # fmt: skip


def write_report(
    plans: Collection[Plan],
    folder: Path,
    *,
    sources: Mapping[str, Path],
    version: str,
    pictures: bool = True,
    password: str | None = None,
) -> Path:
    """Write folder/report.html and return its path.

    sources: the PDF of each plan_id, from which its pages are drawn; a page that cannot be drawn is
    shown blank, with the reason. pictures: False shows every page blank, so that nothing is seen
    but what the dataset says. The page carries the records of at most MOST_ACTIONS actions and
    MOST_PICTURES pages, those with flags first, and says what it leaves out.
    Raises OSError where the file cannot be written.
    """
    chosen = choose(plans, pictures=pictures)
    path = folder / "report.html"
    # A lone surrogate becomes a character reference: the file is UTF-8 whatever a title holds.
    with path.open("w", encoding="utf-8", errors="xmlcharrefreplace", newline="\n") as file:
        file.writelines(_page(plans, chosen, sources, version, password))
    return path


@dataclass(slots=True)
class Chosen:
    """What the page carries. recorded: positions of plans with their records; drawn: pages."""

    totals: dict[str, int] = field(default_factory=dict)
    title: str = ""
    recorded: frozenset[int] = frozenset()
    drawn: frozenset[tuple[int, int]] = frozenset()
    pictures: bool = True


def choose(plans: Collection[Plan], *, pictures: bool = True) -> Chosen:
    """Which plans' records and which pages' pictures the page carries: those with flags first."""
    totals: dict[str, int] = {}
    sizes: list[tuple[bool, int, int]] = []
    titles: list[str] = []
    for position, plan in enumerate(plans):
        flagged = sum(bool(action.flags) for action in plan.actions)
        sizes.append((not flagged and not plan.unplaced, position, len(plan.actions)))
        titles = [*titles, plan.title or plan.source_file][:2]
        for name, count in _counts(plan, flagged).items():
            totals[name] = totals.get(name, 0) + count
    recorded = _within_budget(sorted(sizes))
    drawn = heapq.nsmallest(MOST_PICTURES, _pages_by_need(plans, recorded)) if pictures else []
    title = titles[0] if len(titles) == 1 else f"{len(plans):,} action plans"
    return Chosen(totals, title, recorded, frozenset(page[1:] for page in drawn), pictures)


def _counts(plan: Plan, flagged: int) -> dict[str, int]:
    return {
        "plans": 1,
        "pages": plan.pages,
        "actions": len(plan.actions),
        "flagged": flagged,
        "repairs": len(plan.repairs),
        "words_total": plan.words_total,
        "words_placed": plan.words_placed,
        "words_elsewhere": plan.words_elsewhere,
        "words_unplaced": plan.words_unplaced,
    }


def _within_budget(sizes: Iterable[tuple[bool, int, int]]) -> frozenset[int]:
    """The positions of the plans whose records fit; the first always does."""
    left, fit = MOST_ACTIONS, set[int]()
    for _, position, actions in sizes:
        if not fit or actions <= left:
            fit.add(position)
            left -= actions
    return frozenset(fit)


def _pages_by_need(
    plans: Iterable[Plan], recorded: frozenset[int]
) -> Iterator[tuple[int, int, int]]:
    """(0 where something is flagged, 1 where an action stands, else 2; plan; page)."""
    for position, plan in enumerate(plans):
        if position not in recorded:
            continue
        need = dict.fromkeys(range(1, plan.pages + 1), 2)
        for action in plan.actions:
            for page in range(action.page_first, action.page_last + 1):
                need[page] = min(need.get(page, 2), 0 if action.flags else 1)
        need.update((word.page, 0) for word in plan.unplaced)
        yield from ((rank, position, page) for page, rank in need.items())


def _page(
    plans: Collection[Plan],
    chosen: Chosen,
    sources: Mapping[str, Path],
    version: str,
    password: str | None,
) -> Iterator[str]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    style, script = _text(STYLES), _program(_text(SCRIPTS))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    facts = {
        "totals": chosen.totals,
        "title": chosen.title,
        "version": version,
        "pictures": chosen.pictures,
        "words": words(),
    }
    yield from environment.get_template("report.html").generate(
        title=chosen.title,
        version=version,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        facts=embedded(facts),
        plans=(embedded(_plan(plan, at, chosen)) for at, plan in enumerate(plans)),
        pictures=_pictures(plans, chosen, sources, password),
    )


def _text(names: Iterable[str]) -> str:
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def _program(text: str) -> str:
    """The scripts as one, with names of their own."""
    return f'(() => {{\n"use strict";\n{text}\n}})();'


def _hash(text: str) -> str:
    """The hash by which the page's policy knows its own style and script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def embedded(value: object) -> Any:
    """The value as JSON in plain ASCII that cannot end, or begin, an element of HTML."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _plan(plan: Plan, position: int, chosen: Chosen) -> Record:
    """The plan's own facts; its records too, where the page carries them."""
    record = plan_record(plan)
    record["flagged"] = sum(bool(action.flags) for action in plan.actions)
    record["records"] = None
    if position in chosen.recorded:
        record["sheets"] = [[sheet.width, sheet.height] for sheet in plan.sheets]
        record["records"] = [_action(action) for action in plan.actions]
        record["repairs"] = [_without(repair, "plan_id") for repair in repair_records(plan)]
        record["unplaced"] = [_without(word, "plan_id") for word in unplaced_records(plan)]
    return record


def _action(action: Action) -> Record:
    """The action's record without what is unknown, each place it was read as a short list."""
    record = _without(action_record(action), "plan_id")
    record["provenance"] = [
        [p.field, p.page, *(round(side, 1) for side in (p.x0, p.top, p.x1, p.bottom))]
        for p in action.provenance
    ]
    return {name: value for name, value in record.items() if value is not None}


def _without(record: Record, name: str) -> Record:
    return {key: value for key, value in record.items() if key != name}


def _pictures(
    plans: Iterable[Plan], chosen: Chosen, sources: Mapping[str, Path], password: str | None
) -> Iterator[dict[str, Any]]:
    """The pictures of the chosen pages in order, or why there is none."""
    for sought, picture in pictures_of(_sought(plans, chosen, sources, password)):
        yield {
            "plan": sought.plan,
            "page": sought.page,
            "kind": picture.kind,
            "reason": picture.reason,
            "data": base64.b64encode(picture.data).decode("ascii"),
        }


def _sought(
    plans: Iterable[Plan], chosen: Chosen, sources: Mapping[str, Path], password: str | None
) -> Iterator[Sought]:
    for position, plan in enumerate(plans if chosen.drawn else ()):
        source = sources.get(plan.plan_id)
        turned = {sheet.number: sheet.turned for sheet in plan.sheets}
        for page in range(1, plan.pages + 1):
            if source and (position, page) in chosen.drawn:
                yield Sought(position, source, page, turned.get(page, 0), password)
