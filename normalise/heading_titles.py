"""The heading of each column, from one row of headings or several; and which are printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.document import Cell, Row
from actionplans.normalise.heading_rows import filled, guides
from actionplans.normalise.heading_text import heading_text
from actionplans.normalise.headings import claims, normalised
from actionplans.normalise.text import plain


class Titles(NamedTuple):
    """For each column its printed heading ("" for none), whether it lies under a heading to its
    left, and the heading that spans it and others above its own."""

    own: list[str]
    spanned: list[bool]
    groups: list[str]


def titles_of(heading: Sequence[Row], columns: int) -> Titles:
    """What the heading rows say of each column.

    A heading under one that spans it is the column's by itself, unless another column has it too:
    "Start" and "End" under "Timescale", but "Baseline date" and "Target date" where each has one.
    """
    groups, titles, spanned = _rows_of_titles(heading, columns)
    full = [f"{group} {title}".strip() for group, title in zip(groups, titles, strict=True)]
    own = [
        title if normalised(title) and titles.count(title) == 1 else whole
        for title, whole in zip(titles, full, strict=True)
    ]
    return Titles([_own(title) for title in own], spanned, groups)


def _rows_of_titles(
    heading: Sequence[Row], columns: int
) -> tuple[list[str], list[str], list[bool]]:
    """For each column the heading above its own, its own, and whether it lies under another."""
    groups, titles, spanned = [""] * columns, [""] * columns, [False] * columns
    guidance = [row for above, row in pairwise(heading) if guides(above, row)]
    lines = [row for row in heading if row not in guidance and (len(heading) == 1 or filled(row))]
    real = [row for row in lines if sum(bool(cell.lines) for cell in row.cells) > 1] or lines
    spanning = [False] * columns
    for row in real:
        last = ""
        for place, cell in enumerate(row.cells):
            text = heading_text(cell)
            if cell.merged_left and not text:
                spanned[place] = row is real[-1] or spanned[place]
                text = last if row is not real[-1] else ""
            last = text
            beside = row.cells[place + 1 : place + 2]
            spans = cell.merged_left or bool(beside and beside[0].merged_left)
            if text and len(text.split()) <= 30:
                if titles[place] and spanning[place]:
                    groups[place] = f"{groups[place]} {titles[place]}".strip()
                    titles[place] = text
                else:
                    titles[place] = f"{titles[place]} {text}".strip()
                spanning[place] = spans
    return groups, titles, spanned


def _own(title: str) -> str:
    """The title, unless it is prose that strayed into the heading row; a question is none."""
    stray = len(normalised(title).split()) > 14 and not title.rstrip().endswith("?")
    return "" if stray and not any(claim.coverage > 0.25 for claim in claims(title)) else title


def title_apart(title: str, again: tuple[Row, ...]) -> tuple[list[Row], tuple[Row, ...]]:
    """A title that stands close above headings printed again, and was taken into their row; title
    is the first of the headings."""
    row, columns = again[0], len(again[0].cells)
    lines = row.cells[0].lines if row.cells else ()
    at = next(
        (
            n
            for n in range(1, len(lines))
            if normalised(plain(lines[n:])) == normalised(title)
            and any(character.isalpha() for character in plain(lines[:n]))
        ),
        0,
    )
    if not at or not title:
        return [], again
    across = (Cell(lines[:at]), *(Cell(merged_left=True) for _ in range(columns - 1)))
    rest = replace(row, cells=(replace(row.cells[0], lines=lines[at:]), *row.cells[1:]))
    return [replace(row, cells=across)], (rest, *again[1:])


def same_heading(first: Sequence[str], again: Sequence[str]) -> bool:
    """True for titles of which nearly all are the same."""
    ones, twos = [normalised(text) for text in first], [normalised(text) for text in again]
    return ones == twos or sum(a == b for a, b in zip(ones, twos, strict=True)) >= 0.75 * len(ones)


def are_titles(one: str, other: str) -> bool:
    """True for two first headings that name no column, "Good practice" and "Advisable": they are
    titles of what stands below."""
    different = bool(one and other) and normalised(one) != normalised(other)
    return different and not claims(one) and not claims(other)


def other_first(first: Sequence[str], again: Sequence[str]) -> bool:
    """True for titles printed again of which the first alone differs, as a title of what follows:
    "Good practice", then "Advisable", above "Action", "Target date", "Action by"."""
    ones, twos = [normalised(text) for text in first], [normalised(text) for text in again]
    return (
        are_titles(first[0], again[0]) and len(ones) > 3 and ones[1:] == twos[1:] and bool(ones[1])
    )
