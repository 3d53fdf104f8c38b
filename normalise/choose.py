"""Which tables of the document are the action plan, and what each of their columns is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise import refs
from actionplans.normalise.assign import assign
from actionplans.normalise.columns import Columns, column_texts
from actionplans.normalise.facts import MOST_LABEL, front_size, labelled_cell, names_area
from actionplans.normalise.followers import followers
from actionplans.normalise.heading_rows import heading_rows
from actionplans.normalise.heading_titles import (
    Titles,
    other_first,
    same_heading,
    title_apart,
    titles_of,
)
from actionplans.normalise.headings import claims, normalised, other_kinds
from actionplans.normalise.part import Part, filled_columns
from actionplans.normalise.profile import Profile
from actionplans.normalise.text import Lines, plain

_TOLD = 0.5  # of the words of a heading that is known
_SURE = 40.0  # the claim of a heading that is a strong phrase and little else


def parts_of(document: Document, profile: Profile) -> tuple[Part, ...]:
    """Every part of every table, in reading order, with those of the action plan chosen."""
    parts: list[Part] = []
    above: list[Line] = []
    number = 0
    for item in document.body:
        if isinstance(item, Line):
            above.append(item)
            continue
        number += 1
        item = _squared(item)
        parts += _parts_of_table(item, number, tuple(above), profile)
        above = []
    judged = _without_lists([_judged(part) for part in parts])
    if not any(part.chosen for part in judged):
        judged = [_judged_by_content(part, profile) for part in judged]
    return tuple(_under_titles(tuple(followers(judged))))


def _under_titles(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, those of the plan with the lines above tables left aside just before them: a
    finding may have a table of measures between its title and its actions."""
    waiting: tuple[Line, ...] = ()
    facts: tuple[Row, ...] = ()
    told_of = False  # labels in lines of text say by themselves what they are about
    table = 0
    labels = _labels_above(parts)
    for part in parts:
        if part.chosen:
            stated = told_of or any(map(_names_area, facts))
            front = (*facts, *part.front) if stated else part.front
            part = replace(part, before=waiting, front=front, labels=part.labels | labels)
            waiting, facts, told_of = (), (), False
        else:
            waiting += part.above
            told = _facts_of(part, labels)
            same = bool(facts) and bool(told) and part.table == table
            facts, table = (facts + told if same else told), part.table
            told_of = bool(told) and part.stacked
        yield part


def _names_area(row: Row) -> bool:
    fact = labelled_cell(row)
    return fact is not None and names_area(fact[0])


def _labels_above(parts: Sequence[Part]) -> frozenset[str]:
    """The labels of small tables that stand right above several parts of the plan."""
    above = {part.table for part, below in pairwise(parts) if below.chosen and not part.chosen}
    found = Counter(
        label
        for table in above
        for label in {
            plain(row.cells[0].lines)
            for part in parts
            if part.table == table and not part.chosen and len(part.columns.roles) == 2
            for row in (*part.heading, *part.rows)
        }
    )
    return frozenset(
        label
        for label, count in found.items()
        if count > 1 and 0 < len(label.split()) <= 2 * MOST_LABEL  # told by being there again
    )


def _facts_of(part: Part, labels: frozenset[str]) -> tuple[Row, ...]:
    """The rows of a small table that says by label what the actions below it are about."""
    rows = (*part.heading, *part.rows)
    found = [fact[0] for row in rows if (fact := labelled_cell(row, labels))]
    return rows if rows and len(found) == len(rows) else ()


def _squared(table: Table) -> Table:
    """The table with as many cells in each row as its widest row has."""
    width = max((len(row.cells) for row in table.rows), default=0)
    if all(len(row.cells) == width for row in table.rows):
        return table
    rows = (
        replace(row, cells=row.cells + (Cell(),) * (width - len(row.cells))) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _parts_of_table(
    table: Table, number: int, above: tuple[Line, ...], profile: Profile
) -> Iterator[Part]:
    told = frozenset(normalised(heading) for heading in profile.headings)
    labels = _labels_of(table.rows)
    for place, group in enumerate(list(_under_headings(table, told, labels))):
        if not group.heading and not group.rows:
            continue
        columns = assign(group.titles, group.rows, profile)
        yield Part(
            number, columns, group.heading, group.repeated, group.rows,
            above if place == 0 else (), table.has_geometry,
            table.detector in {"ruled", "structure tree"}, front=group.front,
            stacked=table.detector == "labelled blocks", labels=labels,
        )  # fmt: skip


class _Group(NamedTuple):
    """Rows under one heading: rows in front of it, heading rows and what they say, the same printed
    again, rows."""

    front: tuple[Row, ...]
    heading: tuple[Row, ...]
    titles: Titles
    repeated: tuple[Row, ...]
    rows: tuple[Row, ...]


def _labels_of(rows: Sequence[Row]) -> frozenset[str]:
    """What stands again and again to the left of a text that runs over the rest of its row:
    "Implication" in each block of an audit report."""
    if rows and len(rows[0].cells) < 3:
        return frozenset()
    found = Counter(
        plain(row.cells[0].lines)
        for row in rows
        if row.cells[0].lines and not row.cells[0].merged_above
        and len(row.cells) > 2 and all(cell.merged_left for cell in row.cells[2:])
        and row.cells[1].lines and not row.cells[1].merged_left
    )  # fmt: skip
    return frozenset(
        label for label, count in found.items() if count > 1 and len(label.split()) <= MOST_LABEL
    )


def _under_headings(table: Table, told: frozenset[str], labels: frozenset[str]) -> Iterator[_Group]:
    """The table's rows grouped by heading. labels are those of rows that tell a fact."""
    front: tuple[Row, ...] = ()
    heading: tuple[Row, ...] = ()
    titles = titles_of((), table.columns)
    repeated: tuple[Row, ...] = ()
    rows: list[Row] = []
    at = 0
    while at < len(table.rows):
        below = table.rows[at : at + len(heading)]
        found = _printed_again(heading, titles, below) or heading_rows(
            table.rows, at, told, first=at == 0 or (not heading and at <= 4)
        )
        if not found:
            rows.append(table.rows[at])
            at += 1
            continue
        at += len(found)
        size = front_size(rows, labels)
        same = _same_texts(found, heading)
        again = titles if same else titles_of(found, table.columns)
        if (
            heading
            and same_heading(titles.own, again.own)
            and not other_first(titles.own, again.own)
            and not _states_facts(rows[-size:] * (size > 0), labels)
        ):
            title, found = title_apart(titles.own[0], found)
            more = len(front) if _same_texts(rows[len(rows) - len(front) :], front) else 0
            repeated += (*rows[len(rows) - more :], *found)
            rows = [*rows[: len(rows) - more], *title]
            continue
        in_front, rows = tuple(rows[len(rows) - size :]), rows[: len(rows) - size]
        if heading or (rows and any(_is_long(row) for row in rows)):
            yield _Group(front, heading, titles, repeated, tuple(rows))
            rows = []
        heading, repeated = tuple(rows) + found if not heading else found, ()
        titles = titles_of(heading, table.columns) if rows else again
        front, rows = in_front, []
    yield _Group(front, heading, titles, repeated, tuple(rows))


def _printed_again(
    heading: Sequence[Row], titles: Titles, again: tuple[Row, ...]
) -> tuple[Row, ...]:
    """The rows where they say cell by cell what the heading rows did, or all of it but for a first
    heading that is the title of what follows."""
    if not heading or len(again) != len(heading):
        return ()
    if _same_texts(again, heading):
        return again
    if len(heading) > 1 or plain(again[0].cells[-1].lines) != plain(heading[0].cells[-1].lines):
        return ()
    return again if other_first(titles.own, titles_of(again, len(titles.own)).own) else ()


def _same_texts(ones: Sequence[Row], others: Sequence[Row]) -> bool:
    """True for rows that say the same, cell by cell."""
    first, second = _filled(ones), _filled(others)
    return len(first) == len(second) and all(
        plain(one) == plain(other) for one, other in zip(first, second, strict=True)
    )


def _filled(rows: Sequence[Row]) -> list[Lines]:
    return [cell.lines for row in rows for cell in row.cells if cell.lines]


def _states_facts(rows: Sequence[Row], labels: frozenset[str]) -> bool:
    return any(labelled_cell(row, labels) is not None for row in rows)


def _is_long(row: Row) -> bool:
    """True for a row of text, as against a title above the headings."""
    return sum(bool(cell.lines) for cell in row.cells) >= 2


def _judged(part: Part) -> Part:
    """Chosen or not, by the roles that the headings gave."""
    columns = part.columns
    titled = [title for title in columns.titles if title]
    if not part.heading:
        return replace(part, reason="has no heading row")
    by_heading = {
        role
        for role, why in zip(columns.roles, columns.reasons, strict=True)
        if role not in {None, "extra"} and why.startswith(("heading", "stands under"))
    }
    kinds = other_kinds(titled)
    if (
        kinds
        and kinds[0][1] >= max(2, len(by_heading))
        and not {"action", "due", "lead"} <= by_heading
    ):
        return replace(
            part, reason=f"by its headings it is another kind: {kinds[0][0].replace('-', ' ')}"
        )
    company = columns.known - {"action"}
    if "action" in columns.known and company and {"action", "area", "due", "lead"} & by_heading:
        found = ", ".join(sorted(columns.known))
        few = not (by_heading - {"ref"}) or (len(by_heading) < 2 and len(columns.known) < 3)
        a_list = not (by_heading & {"action", "area"} or columns.known & {"due", "lead_due"})
        if few or a_list:  # numbers, names and long cells are a list of anything
            return replace(part, reason="too few of its headings are those of an action plan")
        if _mostly_unnamed(part):
            return replace(part, reason="its headings name few of its columns, as in a form")
        return replace(part, chosen=True, reason=f"has columns for {found}")
    if _is_update(part):
        return replace(part, chosen=True, reason="has a column of actions and what came of them")
    return replace(part, reason="no column holds actions")


def _is_update(part: Part) -> bool:
    """True for "Action | Current position | Next steps": no date and no lead, but every heading
    known, and actions that have a reference."""
    at, titles = part.columns.at("action"), part.columns.titles
    if at is None or len(titles) < 3 or claims(titles[at])[:1] == ():
        return False
    known = [claims(title)[:1] for title in titles]
    told = all(found and found[0].coverage >= _TOLD for found in known)
    texts = [text for text in column_texts(part.rows, at) if text]
    numbered = sum(refs.read(text) is not None for text in texts)
    return told and known[at][0].role == "action" and numbered > 0.5 * len(texts)


def _without_lists(parts: Sequence[Part]) -> list[Part]:
    """The parts without those that could be a plan by their headings, where others are one for
    sure: "Term | Activity | Governors" beside "Action | Lead | Timescale"."""
    weights = [_weight(part) if part.chosen else (0.0, 0.0) for part in parts]
    most = max((total for total, _ in weights), default=0.0)
    return [
        replace(part, chosen=False, reason="other tables have the headings of an action plan")
        if part.chosen and action < _SURE and total < 0.5 * most
        else part
        for part, (total, action) in zip(parts, weights, strict=True)
    ]


def _weight(part: Part) -> tuple[float, float]:
    """How strongly headings claim the roles of a plan: all together, and the action alone."""
    found = {
        role: next((claim.score for claim in claims(title) if claim.role == role), 0.0)
        for title, role in zip(part.columns.titles, part.columns.roles, strict=True)
        if role in {"action", "area", "due", "lead", "lead_due", "ref", "area_ref", "action_ref"}
    }
    return sum(found.values()), found.get("action", 0.0)


def _mostly_unnamed(part: Part) -> bool:
    """True where most columns that hold anything have no heading."""
    filled = filled_columns(part.rows)
    return 2 * sum(bool(part.columns.titles[place]) for place in filled) < len(filled)


def _judged_by_content(part: Part, profile: Profile) -> Part:
    """The last resort: a table without known headings whose cells look like a plan's."""
    titles = part.columns.titles
    if part.chosen or len(part.rows) < 2:
        return part
    if other_kinds(titles) or other_kinds([plain(cell.lines) for cell in part.rows[0].cells]):
        return part
    sure = [title if _names_actions(title) else "" for title in titles]
    plainly = Titles(sure, [False] * len(titles), [""] * len(titles))
    columns = assign(plainly, part.rows, profile)
    if not {"action", "due"} <= columns.known and not {"action", "lead", "ref"} <= columns.known:
        return part
    if (
        2 * len(columns.known - {"area"}) < len(filled_columns(part.rows))
        or _answered(part, columns) < 2
    ):
        return part  # a form: some of its many cells hold anything that one looks for
    columns = replace(columns, titles=titles)
    found = ", ".join(sorted(columns.known))
    return replace(part, columns=columns, chosen=True, reason=f"its cells look like {found}")


def _names_actions(title: str) -> bool:
    found = claims(title)
    return bool(found) and found[0].role in {"action", "area"} and found[0].coverage == 1


def _answered(part: Part, columns: Columns) -> int:
    """The number of rows that have an action with a date or a lead beside it."""
    action = columns.roles.index("action")
    beside = [place for place, role in enumerate(columns.roles) if role in {"due", "lead"}]
    return sum(
        bool(row.cells[action].lines) and any(row.cells[place].lines for place in beside)
        for row in part.rows
    )
