"""report.html: the review page, one file that needs nothing but a browser.

The plans are walked through twice and never held: once to choose what the page can carry, once to
write it. Everything that comes from a PDF goes in as JSON or as a picture; no text of a plan is
ever part of the page's markup or program.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from actionplans.export.records import (
    Record,
    action_records,
    repair_records,
    unplaced_records,
)
from actionplans.export.report_choice import Choice, choose
from actionplans.export.report_pictures import Sought, pictures_of
from actionplans.export.report_words import words
from actionplans.normalise.plan import Action, Plan

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
    but what the dataset says. Of many plans the page carries those that need to be looked at, and
    says what it leaves out (see report_choice).
    Raises OSError where the file cannot be written.
    """
    choice = choose(plans, pictures=pictures)
    drawn = _pictures(choice, sources, password)
    path = folder / "report.html"
    # A lone surrogate becomes a character reference: the file is UTF-8 whatever a title holds.
    with path.open("w", encoding="utf-8", errors="xmlcharrefreplace", newline="\n") as file:
        file.writelines(_page(plans, choice, drawn, version, blank=not pictures))
    return path


def _page(
    plans: Iterable[Plan],
    choice: Choice,
    pictures: Iterator[Record],
    version: str,
    *,
    blank: bool,
) -> Iterator[str]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    style, script = _text(STYLES), _program(_text(SCRIPTS))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    facts = {
        "totals": choice.totals,
        "title": choice.title,
        "version": version,
        "pictures": not blank,
        "words": words(),
    }
    return environment.get_template("report.html").generate(
        title=choice.title,
        version=version,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        facts=embedded(facts),
        plans=map(embedded, _records(plans, choice)),
        pictures=pictures,
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


def _records(plans: Iterable[Plan], choice: Choice) -> Iterator[Record]:
    """Each plan's own facts; its records too, where the page carries them."""
    for position, (plan, summary) in enumerate(zip(plans, choice.summaries, strict=True)):
        if position not in choice.recorded:
            yield {**summary.record, "records": None}
            continue
        yield {
            **summary.record,
            "sheets": [[sheet.width, sheet.height] for sheet in plan.sheets],
            "records": list(map(_action, plan.actions, action_records(plan))),
            "repairs": [_without(repair, "plan_id") for repair in repair_records(plan)],
            "unplaced": [_without(word, "plan_id") for word in unplaced_records(plan)],
        }


def _action(action: Action, record: Record) -> Record:
    """The action's record without what is unknown, each place it was read as a short list."""
    record = _without(record, "plan_id")
    record["provenance"] = [
        [p.field, p.page, *(round(side, 1) for side in (p.x0, p.top, p.x1, p.bottom))]
        for p in action.provenance
    ]
    return {name: value for name, value in record.items() if value is not None}


def _without(record: Record, name: str) -> Record:
    return {key: value for key, value in record.items() if key != name}


def _pictures(
    choice: Choice, sources: Mapping[str, Path], password: str | None
) -> Iterator[Record]:
    """The pictures of the chosen pages in order, or why there is none."""
    for sought, picture in pictures_of(_sought(choice, sources, password)):
        yield {
            "plan": sought.plan,
            "page": sought.page,
            "kind": picture.kind,
            "reason": picture.reason,
            "data": base64.b64encode(picture.data).decode("ascii"),
        }


def _sought(choice: Choice, sources: Mapping[str, Path], password: str | None) -> Iterator[Sought]:
    for position, page in choice.drawn:
        summary = choice.summaries[position]
        source = sources.get(summary.record["plan_id"])
        if source:
            yield Sought(position, source, page, summary.turned.get(page, 0), password)
