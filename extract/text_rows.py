"""Rows from the text alone, where nothing is drawn between them.

Evidence for a border: a new reference in a reference column; cells that start on one baseline
after white space or after a line that the author broke; white space right across the table.
Evidence against: a sentence that goes on over the border.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.grid_of_text import (
    ColumnLine,
    Dealt,
    Follows,
    goes_on,
    reference_columns,
)
from actionplans.extract.white_space import Reach, white_strips

ON_TOP = 0.75  # of the references must stand beside first lines


class Event(NamedTuple):
    """A baseline on which lines of one or more columns stand; lines by column."""

    baseline: float
    lines: dict[int, int]


def events_of(columns: Sequence[Sequence[ColumnLine]]) -> list[Event]:
    """The baselines of the table from the top down."""
    flat = sorted(
        (line.baseline, column, at)
        for column, lines in enumerate(columns)
        for at, line in enumerate(lines)
    )
    events: list[Event] = []
    for base, column, at in flat:
        size = columns[column][at].size
        if events and base - events[-1].baseline <= 0.25 * size:
            events[-1].lines.setdefault(column, at)
        else:
            events.append(Event(base, {column: at}))
    return events


def row_starts(dealt: Dealt) -> list[float]:
    """The y of each border above a row, the first row's included; points from the top."""
    events = events_of(dealt.columns)
    if not events:
        return []
    kinds = dealt.kinds()
    marks = reference_columns(dealt.columns)
    top = starts_on_top(dealt, events, kinds, marks)
    blocks = blocks_of(dealt, kinds)
    if centred(blocks, dealt.leading):
        middle = starts_by_blocks(blocks, dealt.leading)
        if cut_sentences(dealt, kinds, middle) <= cut_sentences(dealt, kinds, top) + 1:
            return middle
    if len(reference_lines(dealt, marks)) > 2 and not _marks_on_top(dealt, events, kinds, marks):
        middle = starts_by_centres(dealt, white_strips(dealt), marks)
        if 2 * cut_sentences(dealt, kinds, middle) + 1 < cut_sentences(dealt, kinds, top):
            return middle
    return top


def _marks_on_top(
    dealt: Dealt, events: Sequence[Event], kinds: Sequence[Sequence[Follows]], marks: Sequence[int]
) -> bool:
    """Whether references share their baseline with the first lines of other cells."""
    wide = ("first", "wide")
    found = [
        sum(column not in marks and kinds[column][at] in wide for column, at in event.lines.items())
        for event in events
        if any(dealt.columns[c][at].is_reference for c, at in event.lines.items() if c in marks)
    ]
    return sum(count > 1 for count in found) >= ON_TOP * len(found)


def starts_on_top(
    dealt: Dealt, events: Sequence[Event], kinds: Sequence[Sequence[Follows]], marks: Sequence[int]
) -> list[float]:
    """Borders where the cells of a row start on one baseline."""
    references = sum(
        dealt.columns[c][at].is_reference for e in events for c, at in e.lines.items() if c in marks
    )
    starts = []
    lone = lone_lines(dealt, events)
    for place, event in enumerate(events):
        after_lone = place - 1 in lone
        if (
            place == 0
            or place in lone
            or after_lone
            or _is_start(dealt, event, kinds, marks, references)
        ):
            first = [dealt.columns[c][at] for c, at in event.lines.items()]
            starts.append(min(line.top for line in first))
    return starts if marks else _with_lone_cells(dealt, events, kinds, starts)


def _with_lone_cells(
    dealt: Dealt, events: Sequence[Event], kinds: Sequence[Sequence[Follows]], starts: list[float]
) -> list[float]:
    """Also rows of which one cell is filled: where the white above is that above all other rows.

    Space between paragraphs of a cell would have to equal the space between rows to the third of
    a point.
    """
    white = {strip.bottom: strip.bottom - strip.top for strip in white_strips(dealt)}
    known = sorted(white[top] for top in starts if top in white)
    if len(known) < 3:
        return starts
    usual = known[len(known) // 2]
    if sum(abs(height - usual) < 0.35 for height in known) < 0.6 * len(known):
        return starts
    more = []
    for event in events:
        lines = [(dealt.columns[c][at], kinds[c][at]) for c, at in event.lines.items()]
        top = min(line.top for line, _ in lines)
        fresh = all(kind == "wide" and not line.starts_lower for line, kind in lines)
        if fresh and top not in starts and abs(white.get(top, 0.0) - usual) < 0.35:
            more.append(top)
    return sorted([*starts, *more])


def _is_start(
    dealt: Dealt,
    event: Event,
    kinds: Sequence[Sequence[Follows]],
    marks: Sequence[int],
    references: int,
) -> bool:
    fresh, white, stuck = 0, 0, 0
    marked, halves, needed = False, 0, 0
    numbered = False
    for column, at in event.lines.items():
        line, kind = dealt.columns[column][at], kinds[column][at]
        upper = dealt.columns[column][at - 1] if at else None
        if upper is not None and (goes_on(upper, line, kind) or line.starts_lower):
            stuck += 1
            continue
        if column in marks and line.is_reference:
            broken = upper is not None and kind != "wide" and upper.is_reference
            if broken and upper is not None:
                halves += 1
                needed = 2 if is_cut(upper, line) else 1
            marked = marked or not broken
        fresh += 1
        white += kind in ("first", "wide")
        numbered = numbered or line.starts_with_number
    if marked or (halves and fresh - halves >= needed and not stuck):
        return True
    if stuck > 1 or fresh < 2:
        return False
    if stuck == 0 and fresh >= 2 and white >= 2:
        return True
    if numbered and white >= 1 and fresh >= 2:
        return True
    if references >= 2:
        return white >= 2 and fresh - white + stuck <= 1
    return white >= 2 or (stuck == 0 and fresh >= max(2, round(0.6 * _filled(dealt))))


def is_cut(upper: ColumnLine, lower: ColumnLine) -> bool:
    """Whether two lines may be one reference that did not fit: "13." above "6"."""
    ends, starts = upper.words[-1].text[-1], lower.words[0].text[0]
    return upper.is_reference and (ends in ".-/" or starts in ".-/")


def lone_lines(dealt: Dealt, events: Sequence[Event]) -> set[int]:
    """Events that are one line at the left with white space above and below: a group's heading.

    Only where the next line starts a row at the left too, or the column is one of references.
    """
    marks = reference_columns(dealt.columns)
    found: set[int] = set()
    for place, event in enumerate(events):
        if list(event.lines) != [0] or place + 1 == len(events):
            continue
        line = dealt.columns[0][event.lines[0]]
        above = max((bottom(dealt, e) for e in events[max(0, place - 3) : place]), default=0.0)
        below = min(dealt.columns[c][at].top for c, at in events[place + 1].lines.items())
        usual = dealt.widest - (line.bottom - line.top)
        free = (not place or line.top - above > usual) and below - line.bottom > usual
        begins = 0 in events[place + 1].lines and len(events[place + 1].lines) > 1
        mark = 0 in marks and not line.is_reference
        if line.words[0].text[0].isupper() and (
            (mark and free) or (begins and free and _in_bold(line)) or (mark and _in_bold(line))
        ):
            found.add(place)
    return found


def bottom(dealt: Dealt, event: Event) -> float:
    return max(dealt.columns[c][at].bottom for c, at in event.lines.items())


def _in_bold(line: ColumnLine) -> bool:
    return all(word.bold for word in line.words)


def _filled(dealt: Dealt) -> int:
    return sum(bool(column) for column in dealt.columns)


class Block(NamedTuple):
    """Lines of one column with no white space between them; baseline is that of the first."""

    middle: float
    top: float
    bottom: float
    baseline: float
    column: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


def blocks_of(dealt: Dealt, kinds: Sequence[Sequence[Follows]]) -> list[Block]:
    """The blocks of all columns by the height of their middle."""
    blocks = []
    for column, lines in enumerate(dealt.columns):
        begin = 0
        for at in range(1, len(lines) + 1):
            if at == len(lines) or kinds[column][at] == "wide":
                top, bottom = lines[begin].top, lines[at - 1].bottom
                middle = (top + bottom) / 2
                blocks.append(Block(middle, top, bottom, lines[begin].baseline, column))
                begin = at
    return sorted(blocks)


def centred(blocks: Sequence[Block], leading: float) -> bool:
    """Whether cells of one row share their middle rather than their first baseline."""

    def votes(ordered: Sequence[Block], place: int, apart: float) -> int:
        count = 0
        for a, b in pairwise(ordered):
            unlike = abs(a.height - b.height) > 0.8 * leading and a.column != b.column
            count += unlike and abs(float(a[place]) - float(b[place])) < apart
        return count

    middle = votes(blocks, 0, 0.2 * leading)
    on_top = votes(sorted(blocks, key=lambda block: block.baseline), 3, 0.2 * leading)
    return middle > on_top


def starts_by_blocks(blocks: Sequence[Block], leading: float) -> list[float]:
    """Borders between rows whose cells share their middle."""
    rows: list[list[Block]] = []
    for block in blocks:
        near = rows and block.middle - rows[-1][0].middle < 0.35 * leading
        if near and block.column not in {other.column for other in rows[-1]}:
            rows[-1].append(block)
        else:
            rows.append([block])
    sure = [row for row in rows if len(row) > 1]
    if not sure:
        return [min(block.top for block in blocks)]
    extents = [_extent(row) for row in sure]
    loose = sorted((row[0] for row in rows if len(row) == 1), key=lambda block: block.top)
    alone: list[Reach] = []
    place = 0
    for block in loose:
        while place + 1 < len(sure) and block.middle > extents[place + 1].top - 1:
            place += 1
        around = range(place, min(len(sure), place + 2))
        if any(_belongs(block, sure[at], extents[at], leading) for at in around):
            continue
        if alone and block.top < alone[-1].bottom:
            alone[-1] = Reach(alone[-1].top, max(alone[-1].bottom, block.bottom))
        else:
            alone.append(Reach(block.top, block.bottom))
    spans = sorted([*extents, *alone])
    starts = [min(spans[0].top, min(block.top for block in blocks))]
    for upper, lower in pairwise(spans):
        apart = lower.top >= upper.bottom - 1
        starts.append(lower.top if apart else (upper.bottom + lower.top) / 2)
    return sorted(starts)


def _extent(row: Sequence[Block]) -> Reach:
    return Reach(min(block.top for block in row), max(block.bottom for block in row))


def _belongs(block: Block, row: Sequence[Block], extent: Reach, leading: float) -> bool:
    """Whether a block that shares no middle is a paragraph of a cell in this row."""
    if block.top < extent.bottom - 1 and block.bottom > extent.top + 1:
        return True
    near = min(abs(block.top - extent.bottom), abs(extent.top - block.bottom)) < leading
    return near and block.column not in {other.column for other in row}


def reference_lines(dealt: Dealt, marks: Sequence[int]) -> list[ColumnLine]:
    """References of the column that has the most of them, from the top down."""
    best: list[ColumnLine] = []
    for column in marks:
        lines = [line for line in dealt.columns[column] if line.is_reference]
        if len(lines) >= len(best):
            best = lines
    return best


def starts_by_centres(dealt: Dealt, strips: Sequence[Reach], marks: Sequence[int]) -> list[float]:
    """Borders such that every reference stands in the middle of its row, in white if there is."""
    top = min(line.top for column in dealt.columns for line in column)
    refs = reference_lines(dealt, marks)
    starts = [top]
    for upper, lower in pairwise(refs):
        between = [s for s in strips if upper.baseline <= s.bottom and s.top <= lower.baseline]
        if between:
            guess = 2 * _middle(upper) - starts[-1]
            widest = max(s.bottom - s.top for s in between)
            good = [s for s in between if s.bottom - s.top > 0.75 * widest]
            starts.append(min(good, key=lambda s: abs((s.top + s.bottom) / 2 - guess)).bottom)
        else:
            starts.append(_nearest_top(dealt, 2 * _middle(upper) - starts[-1], upper, lower))
    return starts


def _middle(line: ColumnLine) -> float:
    return (line.top + line.bottom) / 2


def _nearest_top(dealt: Dealt, y: float, upper: ColumnLine, lower: ColumnLine) -> float:
    """The top of the line nearest to y between two references."""
    tops = [
        line.top
        for column in dealt.columns
        for line in column
        if upper.top + 1 < line.top <= lower.top + 1
    ]
    return min(tops, key=lambda top: abs(top - y), default=lower.top)


def cut_sentences(
    dealt: Dealt, kinds: Sequence[Sequence[Follows]], starts: Sequence[float]
) -> float:
    """How many sentences the borders would cut: the doubt about a set of borders."""
    cuts = 0.0
    for column, lines in enumerate(dealt.columns):
        border = 1
        for at in range(1, len(lines)):
            upper, lower = lines[at - 1], lines[at]
            while border < len(starts) and starts[border] <= upper.top + 1:
                border += 1
            if border < len(starts) and starts[border] <= lower.top + 1:
                cuts += goes_on(upper, lower, kinds[column][at])
    return cuts


def is_padded(dealt: Dealt, starts: Sequence[float]) -> bool:
    """Whether rows are set further apart than lines, so that text set close goes on.

    Each row start votes with the column whose line above is nearest, where no sentence goes on.
    """
    kinds = dealt.kinds()
    tops = sorted(starts[1:])
    nearest: dict[int, tuple[float, bool]] = {}
    for column, lines in enumerate(dealt.columns):
        for at in range(1, len(lines)):
            upper, lower, kind = lines[at - 1], lines[at], kinds[column][at]
            place = bisect_left(tops, lower.top - 2)
            at_start = place < len(tops) and tops[place] < lower.top + 2
            if at_start and not goes_on(upper, lower, kind):
                vote = (lower.top - upper.bottom, kind == "wide")
                nearest[place] = min(nearest.get(place, vote), vote)
    wide = sum(is_wide for _, is_wide in nearest.values())
    return wide > 4 * (len(nearest) - wide)
