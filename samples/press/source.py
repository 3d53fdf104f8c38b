"""The source of a sample plan: a TOML file in the order of the printed document.

In a block of text each line is a paragraph of the cell, and an indented line goes on with the one
above. A line that begins with a bullet, a roman number or "1." is an item of a list. Text between
carets is raised: 3^rd^ June.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ITEM = re.compile(r"(?P<marker>•|\(?[ivx]+\)|\d+\.)\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a cell; marker is its bullet or list number, None for running text."""

    text: str
    marker: str | None = None

    @property
    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with True where it is raised."""
        pieces = self.text.split("^")
        return tuple((piece, bool(index % 2)) for index, piece in enumerate(pieces) if piece)


Paragraphs = tuple[Paragraph, ...]
BLANK = Paragraph("")


@dataclass(frozen=True, slots=True)
class Action:
    """ref is the number as printed, None where none is; tab: a tab stands behind it."""

    ref: str | None
    tab: bool
    text: Paragraphs
    due: Paragraphs


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the document sets it: one action, or several; lead None is merged with the above."""

    actions: tuple[Action, ...]
    lead: Paragraphs | None


@dataclass(frozen=True, slots=True)
class Area:
    """Reference and area stand in two cells that are merged down over all the rows."""

    ref: str
    text: Paragraphs
    rows: tuple[Row, ...]

    def lead_spans(self) -> Iterator[tuple[int, int, Paragraphs]]:
        """First row, row after the last, and text of each lead cell."""
        starts = [i for i, row in enumerate(self.rows) if row.lead is not None]
        for start, stop in zip(starts, [*starts[1:], len(self.rows)], strict=True):
            yield start, stop, self.rows[start].lead or ()


@dataclass(frozen=True, slots=True)
class Section:
    """A banner over the whole width and the areas below it; no banner where title is empty."""

    title: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    subtitle: str
    columns: tuple[str, ...]
    sections: tuple[Section, ...]


def paragraphs(block: str) -> Paragraphs:
    """The paragraphs of a block of the source."""
    lines: list[str] = []
    for line in block.strip("\n").splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    return tuple(paragraph(line) for line in lines)


def paragraph(line: str) -> Paragraph:
    item = ITEM.fullmatch(line)
    return Paragraph(item["text"], item["marker"]) if item else Paragraph(line)


def load(path: Path) -> Plan:
    """Read a source file; a KeyError names a missing key."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    return Plan(
        title=source["title"],
        subtitle=source["subtitle"],
        columns=tuple(source["columns"]),
        sections=tuple(
            Section(section["title"], tuple(area(a) for a in section["area"]))
            for section in source["section"]
        ),
    )


def area(source: Mapping[str, Any]) -> Area:
    rows: list[Row] = []
    for entry in source["action"]:
        action = Action(
            ref=entry.get("ref"),
            tab=source.get("tab_after_number", False),
            text=paragraphs(entry["text"]),
            due=paragraphs(entry.get("due", "")),
        )
        if entry.get("shares_row"):
            rows[-1] = Row((*rows[-1].actions, action), rows[-1].lead)
        else:
            lead = paragraphs(entry["lead"]) if "lead" in entry else None
            rows.append(Row((action,), lead))
    return Area(source["ref"], paragraphs(source["text"]), tuple(rows))
