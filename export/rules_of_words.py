"""What must hold in the words of a dataset: texts, references, codes. One small function a rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from actionplans.export.codes import FLAGS, REPAIRS, is_field
from actionplans.export.records import Record
from actionplans.export.rules import Dataset, Problem, Rule

# Two spaces, a space at an end of a line, an empty line, a space that is none of the usual ones.
_UNTIDY = re.compile(r"[^\S\n]{2}|[^\S\n](?:\n|$)|(?:^|\n)[^\S\n]|\n\n|^\n|\n$|[^\S \n]")
# Names of files, and what follows from them, are as they are.
_AS_THEY_ARE = {"plan_id", "action_id", "source_file", "source_sha256", "converter_version"}


def texts_are_tidy(data: Dataset) -> Iterator[Problem]:
    """Text is NFC, with one space between words and nothing around."""
    files = (data.actions, data.plans, "repairs.json", "unplaced.json")
    for file in files:
        for row, record in data.rows.get(file, ()):
            for field, value in record.items():
                if field not in _AS_THEY_ARE:
                    yield from (Problem(file, row, field, why) for why in set(_untidy(value)))


def _untidy(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if unicodedata.normalize("NFC", value) != value:
            yield "is not in Unicode's normal form C"
        if _UNTIDY.search(value):
            yield "has more than one space, or a line end, where one space or none belongs"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _untidy(key)
            yield from _untidy(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _untidy(inner)


def codes_are_documented(data: Dataset) -> Iterator[Problem]:
    """Flags, kinds of repair and the fields of provenance are those of the data dictionary."""
    for file, rows in ((data.actions, data.each_action()), (data.plans, data.each_plan())):
        for row, record in rows:
            for flag in _flags(record):
                if flag not in FLAGS:
                    yield Problem(file, row, "flags", f"{flag!r} is no documented flag")
    for row, action in data.each_action():
        for box in action["provenance"]:
            if not is_field(box["field"]):
                said = f"{box['field']!r} is no field that is read from a page"
                yield Problem(data.actions, row, "provenance", said)
    for row, repair in data.rows.get("repairs.json", ()):
        if repair["kind"] not in REPAIRS:
            said = f"{repair['kind']!r} is no documented kind of repair"
            yield Problem("repairs.json", row, "kind", said)


def _flags(record: Record) -> list[str]:
    """The flags of a record, also where CSV holds them as one text."""
    flags = record["flags"] or []
    return [flag for flag in flags.split("; ") if flag] if isinstance(flags, str) else flags


def ids_hold_the_reference(data: Dataset) -> Iterator[Problem]:
    """action_id ends in the printed reference, with a number behind it where that is repeated."""
    for row, action in data.each_action():
        ref, name = action["action_ref"], action["action_id"].partition("/")[2]
        if not ref or "corrected" in action["flags"]:
            continue
        if not re.fullmatch(re.escape(ref) + r"(?:-\d+)*", name):
            said = f"{ref!r} is not the reference in {action['action_id']!r}"
            yield Problem(data.actions, row, "action_ref", said)


def milestones_stand_in_the_due_text(data: Dataset) -> Iterator[Problem]:
    """The text of each milestone is part of due_text."""
    for row, action in data.each_action():
        for each in action["milestones"]:
            if each["text"] not in (action["due_text"] or ""):
                said = f"{each['text']!r} does not stand in due_text"
                yield Problem(data.actions, row, "milestones", said)


RULES: tuple[Rule, ...] = (
    texts_are_tidy,
    codes_are_documented,
    ids_hold_the_reference,
    milestones_stand_in_the_due_text,
)
