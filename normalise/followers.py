"""Tables without headings that go on with the plan before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionplans.normalise.columns import Columns, column_texts
from actionplans.normalise.content import Look
from actionplans.normalise.headings import normalised
from actionplans.normalise.part import Part, filled_columns


def followers(parts: Sequence[Part]) -> Iterator[Part]:
    """Tables without a heading of their own that go on with the plan before them; and columns
    that the plan did not have before, which no heading names."""
    last: Part | None = None
    for part in parts:
        if last and not part.heading and not part.chosen:
            part = _continued(last, part)
        elif last and part.chosen and part.columns != last.columns:
            part = _without_foreign_columns(last, part)
        if part.chosen:
            last = part
        elif part.heading and part.rows:
            last = None if last and part.table != last.table else last
        yield part


def _continued(last: Part, part: Part) -> Part:
    own, filled = len(part.columns.roles), filled_columns(part.rows)
    if own < len(last.columns.roles):
        last = _without_blanks(last)
    size = len(last.columns.roles)
    for start in range(max(1, own - size + 1)):
        inside = range(start, start + size)
        if own >= size and filled <= set(inside) and _alike(last, part, start):
            pad_left, pad_right = (None,) * start, (None,) * (own - size - start)
            columns = Columns(
                ("",) * start + last.columns.titles + ("",) * (own - size - start),
                pad_left + last.columns.roles + pad_right,
                ("",) * start + ("as in the table before",) * size + ("",) * (own - size - start),
            )
            return replace(
                part, columns=columns, chosen=True, reason="goes on with the table before"
            )
    return replace(part, reason="has no heading row, and other columns than the plan before it")


def _without_blanks(part: Part) -> Part:
    """The part without columns that neither a heading nor a cell fills."""
    filled = filled_columns(part.rows)
    kept = [at for at, title in enumerate(part.columns.titles) if title or at in filled]
    columns = Columns(
        tuple(part.columns.titles[at] for at in kept),
        tuple(part.columns.roles[at] for at in kept),
        tuple(part.columns.reasons[at] for at in kept),
    )
    return replace(part, columns=columns)


def _alike(last: Part, part: Part, start: int) -> bool:
    """True if the cells could be those of the columns before: dates under dates, and so on."""
    for place, role in enumerate(last.columns.roles):
        look = Look(column_texts(part.rows, start + place))
        if look.filled < 2:
            continue
        if (role == "due" and look.dates < 0.3) or (
            role in {"ref", "area_ref", "action_ref"} and look.refs < 0.4
        ):
            return False
    first = [word for cell in part.rows[0].cells for word in cell.words()] if part.rows else []
    rest = [word for row in part.rows[1:] for cell in row.cells for word in cell.words()]
    heads_itself = (
        bool(first) and all(w.bold for w in first) and bool(rest) and not any(w.bold for w in rest)
    )
    return not heads_itself


def _without_foreign_columns(last: Part, part: Part) -> Part:
    """The same headings with an unnamed column more: the column is not the plan's."""
    named = [normalised(t) for t in part.columns.titles if t]
    before = [normalised(t) for t in last.columns.titles if t]
    if named != before or len(part.columns.titles) == len(named):
        return part
    inherited = dict(
        zip(
            before,
            (r for r, t in zip(last.columns.roles, last.columns.titles, strict=True) if t),
            strict=True,
        )
    )
    roles = tuple(inherited[normalised(t)] if t else None for t in part.columns.titles)
    return replace(part, columns=replace(part.columns, roles=roles))
