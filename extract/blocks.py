"""Labelled blocks without lines: "Action Code HM01/02   Due Date 07-Dec-24", over and over.

Systems that keep actions print each as a block of labels in bold with values beside them. Labels
are known headings that stand at the same places in many lines; a value is what stands to the
right of its label and below, until the next label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from actionplans.extract.document import Cell, Line, PageTable, Row
from actionplans.extract.page import Box, Page, Word
from actionplans.extract.runs import Printed, Run, printed_lines

IsHeading = Callable[[str], bool]
Label = tuple[str, int]  # the text, and where it stands in steps of STEP

_NUMBER = re.compile(r"(?<=[a-z])\s+[A-Z]{0,3}\d[\w.]*$")

STEP = 4.0  # points by which the same label may stand elsewhere
LEAST_LABELS = 3  # different ones, each
LEAST_TIMES = 3  # in the document
ALIGNED = 6.0  # points by which a value's lines may be out of line
APART_EM = 2.2  # more space than this ends a value


@dataclass(slots=True)
class _Pair:
    """A label and its value while the lines of a page are read; rest is the label's second line."""

    label: Run
    rest: Run | None = None
    value: list[Line] = field(default_factory=list)
    x0: float = 0.0
    bottom: float = 0.0


def find_tables(pages: Sequence[Page], is_heading: IsHeading | None) -> tuple[PageTable, ...]:
    """The labelled blocks of these pages, each as a table of two columns: labels and values."""
    if is_heading is None:
        return ()
    lines = {page.number: printed_lines(page.words) for page in pages}
    known = _repeated([line for found in lines.values() for line in found], is_heading)
    if not known:
        return ()
    return tuple(
        _table(page.number, block)
        for page in pages
        for block in _blocks(lines[page.number], known, is_heading)
    )


def _repeated(lines: Sequence[Printed], is_heading: IsHeading) -> frozenset[Label]:
    """Labels that stand at the same place again and again, with a value beside them: known
    headings, and what is set like them where these stand, though the value may be blank now and
    then. A value in bold (a status) needs a known heading beside it."""
    counts: Counter[Label] = Counter()
    headings: set[Label] = set()
    filled: set[Label] = set()
    for line in lines:
        for at, (run, beside) in enumerate(zip(line.runs, [*line.runs[1:], None], strict=True)):
            if not run.bold or (beside is None and at):
                continue
            known = beside is not None and is_heading(_without_number(run.text))
            if beside is not None and beside.bold:
                answer = known and len(line.runs) == 2 and not is_heading(beside.text)
                if not answer:  # headings side by side
                    continue
            counts[_label(run)] += 1
            if beside is not None:
                filled.add(_label(run))
            if known:
                headings.add(_label(run))
    often = {label for label, count in counts.items() if count >= LEAST_TIMES and label in filled}
    places = {place for _, place in often & headings}
    if len({text for text, _ in often & headings}) < LEAST_LABELS:
        return frozenset()
    return frozenset(label for label in often if label[1] in places)


def _label(run: Run) -> Label:
    return _without_number(run.text).casefold(), round(run.x0 / STEP)


def _without_number(text: str) -> str:
    """ "Action" of "Action 1a:": each block has its own."""
    return _NUMBER.sub("", text.rstrip(":"))


def _is_known(run: Run, known: frozenset[Label]) -> bool:
    text, at = _label(run)
    return run.bold and any((text, at + step) in known for step in (-1, 0, 1))


def _blocks(
    lines: Sequence[Printed], known: frozenset[Label], is_heading: IsHeading
) -> Iterator[list[_Pair]]:
    """The pairs of each block: what stands together, up to a label that it has already."""
    block: list[_Pair] = []
    last: list[_Pair] = []
    for line in lines:
        pairs = _pairs(line, known)
        if block and len(pairs) == 1 and _is_second_line(block[-1], pairs[0], is_heading):
            block[-1].rest = pairs[0].label
            block[-1].value += pairs[0].value
            block[-1].bottom = line.bottom
        elif pairs:
            if any(_begins_again(block, pair) for pair in pairs):
                yield block
                block = []
            block += pairs
            last = pairs
        elif block and not _continues(last, line):
            yield block
            block, last = [], []
    if block:
        yield block


def _begins_again(block: Sequence[_Pair], pair: _Pair) -> bool:
    """True for a label that the block has already; "Milestone 2" after "Milestone 1" is another one
    unless the block opened with it, "Action 1b" after "Action 1a"."""
    text = _label(pair.label)[0]
    same = [each for each in block if _label(each.label)[0] == text]
    opened = bool(block) and _label(block[0].label)[0] == text
    return any(opened or each.label.text == pair.label.text for each in same)


def _is_second_line(above: _Pair, pair: _Pair, is_heading: IsHeading) -> bool:
    """True for "development" below "Area for": a label goes on in small letters."""
    aligned = abs(above.label.x0 - pair.label.x0) <= ALIGNED and above.rest is None
    goes_on = bool(above.value) and pair.label.text[:1].islower()
    whole = f"{above.label.text} {pair.label.text}".rstrip(":")
    return aligned and goes_on and is_heading(whole)


def _pairs(line: Printed, known: frozenset[Label]) -> list[_Pair]:
    """The labels of a line, each with what stands between it and the next; none for other lines."""
    if not _is_known(line.runs[0], known):
        return []
    pairs: list[_Pair] = []
    for run in line.runs:
        if _is_known(run, known):
            pairs.append(_Pair(run))
            continue
        pair = pairs[-1]
        if pair.value:
            before = pair.value.pop().words
            pair.value.append(Line((*before, *run.words)))
        else:
            pair.value.append(Line(run.words))
            pair.x0 = run.x0
        pair.bottom = line.bottom
    return pairs


def _continues(last: Sequence[_Pair], line: Printed) -> bool:
    """Put a line without labels into the values above whose place it keeps; False if none has."""
    taken: list[tuple[_Pair, Run]] = []
    for run in line.runs:
        near = [pair for pair in last if pair.value and run.x0 >= pair.x0 - ALIGNED]
        if not near or line.top - near[-1].bottom > APART_EM * line.size:
            return False
        taken.append((near[-1], run))
    if not any(abs(run.x0 - pair.x0) <= 3 * ALIGNED for pair, run in taken):
        return False
    for pair, run in taken:
        pair.value.append(Line(run.words))
        pair.bottom = line.bottom
    return True


def _table(page: int, block: Sequence[_Pair]) -> PageTable:
    rows = tuple(Row(page, (_cell(_label_lines(pair)), _cell(pair.value))) for pair in block)
    words = [word for row in rows for cell in row.cells for word in cell.words()]
    box = _box(words)
    middle = min((p.x0 for p in block if p.value), default=box.x1) - 1
    edges = (round(box.x0, 2), round(min(middle, box.x1), 2), round(box.x1 + 1, 2))
    return PageTable(box, edges, rows, "labelled blocks", ("labels with values beside them",))


def _label_lines(pair: _Pair) -> tuple[Line, ...]:
    return tuple(Line(run.words) for run in (pair.label, pair.rest) if run is not None)


def _cell(lines: Sequence[Line]) -> Cell:
    words = [word for line in lines for word in line.words]
    return Cell(tuple(lines), box=_box(words) if words else None)


def _box(words: Sequence[Word]) -> Box:
    return Box(
        words[0].page,
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
