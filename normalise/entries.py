"""Rows of the chosen tables with their cells by role: what joining and splitting work on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from actionplans.extract.document import Cell, Line, Row
from actionplans.normalise import refs
from actionplans.normalise.columns import Columns
from actionplans.normalise.part import Part
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lines, plain

EXTRA = "extra: "
_BLANK = re.compile(r"[-–—_.…/ ]+")  # what is printed where nothing is to be said
DITTO = re.compile(r"^(?:ditto|as above|same as above|do\.|[\"”〃“]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell by its role. lines may come from several printed rows; text is what they say."""

    lines: Lines = ()
    merged_above: bool = False
    fill: str | None = None
    text: str = field(init=False, repr=False, compare=False)

    if not TYPE_CHECKING:  # which knows it by its type above

        def __getattr__(self, name: str) -> str:
            """text is worked out when first asked for, and then kept: every stage asks."""
            if name != "text":
                raise AttributeError(name)
            value = plain(self.lines)
            object.__setattr__(self, name, value)
            return value


EMPTY = Slot()


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed row, or several that were joined; or a banner that runs across the table.

    slots are keyed by role ("area", "due", …) and EXTRA + heading. above are the lines of text
    that stand between the table before and this row; before are those above tables in between
    that are not of the plan. shifted: the row has words in a column that
    is not the plan's, so that its cells are not to be trusted to be whole. joined_to is the page
    of the last row that was joined to it, 0 for none. again are words that say nothing more: those
    of its merged cells that are printed once more on a later page, labels, and marks for a blank.
    in_front: it stands above the headings of its part.
    """

    page: int
    slots: Mapping[str, Slot] = field(default_factory=dict)
    banner: Lines = ()
    in_front: bool = False
    above: Lines = ()
    before: Lines = ()
    whole: bool = False
    shifted: bool = False
    ruled: bool = False
    open_above: bool | None = None
    open_below: bool | None = None
    repairs: tuple[Repair, ...] = ()
    flags: tuple[str, ...] = ()
    joined_to: int = 0
    again: Lines = ()

    def __getitem__(self, key: str) -> Slot:
        return self.slots.get(key, EMPTY)

    def text(self, key: str) -> str:
        return self[key].text

    def with_slot(self, key: str, slot: Slot) -> Entry:
        return replace(self, slots={**self.slots, key: slot})

    def noted(self, repair: Repair | None = None, *flags: str) -> Entry:
        """This entry with a repair and flags on record."""
        repairs = self.repairs + ((repair,) if repair else ())
        return replace(self, repairs=repairs, flags=tuple(dict.fromkeys(self.flags + flags)))

    @property
    def last_page(self) -> int:
        pages = [
            line.words[-1].page for slot in self.slots.values() for line in slot.lines if line.words
        ]
        return max([self.page, *pages])


class Keys(NamedTuple):
    """Where the cells of a part's rows go: of = for each column its role and the keys of its slots.
    revised: the keys of a date that stands for the due date once a row has it, and of this one."""

    of: tuple[tuple[str | None, tuple[str, ...]], ...]
    revised: tuple[str, str] | None


def keys_of(columns: Columns) -> Keys:
    extra, revised, due = columns.extra_keys, columns.revised, columns.at("due")
    found = [
        (
            role,
            (
                *([EXTRA + extra[place]] if place in extra else []),
                *([role] if role and role != "extra" else []),
            ),
        )
        for place, role in enumerate(columns.roles)
    ]
    if revised is None or due is None:
        return Keys(tuple(found), None)
    return Keys(
        tuple(found),
        (EXTRA + extra[revised], EXTRA + (columns.titles[due] or f"Column {due + 1}")),
    )


def read_row(part: Part, row: Row, keys: Keys) -> Entry:
    """The row with its cells by role; columns without a role are left behind."""
    slots: dict[str, Slot] = {}
    foreign = False
    marks: Lines = ()
    for cell, (role, names) in zip(row.cells, keys.of, strict=True):
        if role is None:
            foreign = foreign or bool(cell.lines)
            continue
        worded = _worded(cell, role)
        if cell.lines and not worded and _BLANK.fullmatch(plain(cell.lines)):
            marks += cell.lines
        slot = Slot(worded, cell.merged_above, cell.fill)
        for name in names:
            slots[name] = slot
    if keys.revised:  # each row says which of the two holds
        date, first = slots[keys.revised[0]], slots["due"]
        slots[keys.revised[1]] = first
        if any(map(str.isdigit, plain(date.lines))):  # not "-" or "n/a"
            slots["due"] = date
    return Entry(
        row.page,
        slots,
        whole=row.whole,
        shifted=foreign,
        ruled=part.ruled,
        open_above=row.open_above,
        open_below=row.open_below,
        again=marks,
    )


def _worded(cell: Cell, role: str) -> Lines:
    """The cell's lines, or none where a date or lead is only stray marks such as a lone bullet."""
    worded = [line for line in cell.lines if line.words]
    lines = cell.lines if len(worded) == len(cell.lines) else tuple(worded)
    if not lines or role not in {"due", "lead", "lead_due"}:
        return lines
    text = plain(lines)
    return lines if any(map(str.isalnum, text)) or DITTO.match(text) else ()


def key_of_fact(label: str, role: str, below: Collection[str]) -> str:
    """Under which key the rows below hold what is said above them by label: the lead or the date
    where they have none of their own, else something more."""
    wanted = role in {"lead", "due"} and not {role, "lead_due"} & set(below)
    return role if wanted else EXTRA + label


def settle_refs(entries: Sequence[Entry]) -> list[Entry]:
    """Say for each entry whether its reference column numbers the areas or the actions.

    Entries with the same columns are judged together: a plan may change its columns half way.
    """
    alike: dict[frozenset[str], list[Entry]] = {}
    kinds = [frozenset(entry.slots) for entry in entries]
    for kind, entry in zip(kinds, entries, strict=True):
        if "ref" in kind:
            alike.setdefault(kind, []).append(entry)
    levels = {kind: ref_level(each) for kind, each in alike.items()}
    settled = []
    for kind, entry in zip(kinds, entries, strict=True):
        level = levels.get(kind, "")
        if level and level not in kind:
            slots = {level if key == "ref" else key: slot for key, slot in entry.slots.items()}
            entry = replace(entry, slots=slots)
        settled.append(entry)
    return settled


def ref_level(entries: Iterable[Entry]) -> str:
    """ "area_ref" or "action_ref": what a plain reference column numbers, by what goes with it."""
    rows = [entry for entry in entries if entry.text("action") or entry.text("area")]
    if not any("area" in entry.slots for entry in rows) or any(
        "area_ref" in entry.slots for entry in rows
    ):
        return "action_ref"
    if any("action_ref" in entry.slots for entry in rows):
        return "area_ref"
    own = [
        p
        for p in map(refs.read, (entry.text("action") for entry in rows))
        if p and p.shape in {"dotted", "letter", "code"}
    ]
    if len(own) >= 2 and len(own) >= 0.3 * len(rows):
        return "area_ref"
    alone = together = blank = 0
    last_ref = last_area = ""
    for entry in rows:
        ref, area = entry.text("ref"), entry.text("area")
        fresh = bool(area) and area != last_area
        if ref and ref != last_ref and not fresh and entry.text("action"):
            alone += 1
        elif ref and fresh:
            together += 1
        elif not ref and not fresh:
            blank += 1
        last_ref, last_area = ref or last_ref, area or last_area
    if alone and alone >= 0.3 * (alone + blank):
        return "action_ref"
    keys = [key for key in rows[0].slots if key in {"ref", "area", "action"}]
    beside_action = (
        keys.index("ref") > keys.index("area") if {"ref", "area"} <= set(keys) else False
    )
    return "action_ref" if beside_action and not blank and together else "area_ref"


def without_first_paragraph_mark(lines: Lines) -> Lines:
    """The lines with the first of them going on in the paragraph before."""
    if not lines:
        return lines
    first: Line = replace(lines[0], starts_paragraph=False)
    return (first, *lines[1:])


def parents_of(entries: Sequence[Entry]) -> frozenset[str]:
    """The first parts of the references of actions, which number their areas."""
    found = (refs.whole(entry.text("action_ref")) for entry in entries)
    return frozenset(parent for one in found if one and (parent := _parent(one.ref)))


def _parent(ref: str) -> str:
    """What the reference is a part of: "13" of 13.6, "A" of A1, "" of 13."""
    return ref[0] if re.fullmatch(r"[A-Z]\d+", ref) else ref.rpartition(".")[0]
