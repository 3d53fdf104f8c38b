"""Labels set one below the other, each with what it asks for behind or below it; no table at all.

Regulators' forms are often so: "**Action required:**", a paragraph, "**Timescale:** 14/07/2017",
for one finding after the other. Labels are what stands in bold at the start of a line, ends with a
colon and is printed again and again, or a known heading with a number, alone on its line:
"**Recommendation 4**". What no label heads parts the blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from actionplans.extract.document import Cell, Line, Row, Table
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Page, Word

_NUMBERED = re.compile(r"(?P<label>[A-Z][A-Za-z ]+?) (?:no\.? ?)?\d{1,3}[a-z]?[.:]?")
_ITEM = re.compile(
    r"\(?(?:\d{1,2}\.)?(?P<number>\d{1,2})[.)]?\s+"
    r"(?!(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)[A-Z]"
)
_BULLETS = frozenset("•▪●-–o*")
_MARK = re.compile(r"[¹²³⁴-⁹*†‡]|\d{1,2}$")

IsHeading = Callable[[str], bool]

LEAST_LABELS = 2  # that are known headings
LEAST_TIMES = 3  # in the document
MOST_LINES = 3  # of one label
APART_EM = 1.9  # lines of one label are no further apart
ALIGNED = 2.0  # points by which the items of a list may begin apart
LARGER = 1.12  # times the size of the labels: a heading


@dataclass(slots=True)
class _Pair:
    """A label's lines and what stands behind and below them; again: the label is that of a list
    above, and not printed here."""

    label: list[Line]
    value: list[Line] = field(default_factory=list)
    again: bool = False

    @property
    def text(self) -> str:
        """The label as it is counted: without its number."""
        text = _text(self.label)
        numbered = _NUMBERED.fullmatch(text)
        return numbered["label"] if numbered else text


def find_tables(
    pages: Sequence[Page], is_heading: IsHeading | None, *, numbered: bool = False
) -> tuple[Table, ...]:
    """The blocks of labels of these pages, as tables of two columns that may go over pages.

    numbered: with known headings that have a number ("Recommendation 4") among the labels; beside
    other tables these are titles.
    """
    if is_heading is None:
        return ()
    lines = [lines_of(page.words) for page in pages]
    pieces = [piece for page in lines for piece in _pieces(page, is_heading, numbered=numbered)]
    counts = Counter(piece.text for piece in pieces if isinstance(piece, _Pair))
    known = {text for text, times in counts.items() if times >= LEAST_TIMES}
    if sum(map(is_heading, known)) < LEAST_LABELS:
        return ()
    return tuple(_table(block) for block in _blocks(pieces, known))


def _pieces(
    lines: Sequence[Line], is_heading: IsHeading, *, numbered: bool
) -> Iterator[_Pair | Line]:
    """The lines, with each that opens with a label made a pair."""
    at = 0
    while at < len(lines):
        label, behind, used = _label(lines[at:])
        if numbered and not label and _is_numbered(lines[at], is_heading):
            label, behind, used = [lines[at]], [], 1
        if label:
            yield from _side_by_side(_Pair(label, behind), is_heading)
            at += used
        else:
            yield lines[at]
            at += 1


def _side_by_side(pair: _Pair, is_heading: IsHeading) -> Iterator[_Pair]:
    """The pair, parted where more labels stand in its line: "**Lead:** Jo **Deadline:** May"."""
    words = pair.value[0].words if pair.value else ()
    for at in range(1, len(words)):
        label = _in_bold(words[at:])
        ends = bool(label) and label[-1].text.endswith(":") and not words[at - 1].bold
        if ends and is_heading(_text([Line(label)])):
            yield replace(pair, value=[Line(words[:at])])
            behind = words[at + len(label) :]
            beside = _Pair([Line(label)], [Line(behind)] if behind else [])
            yield from _side_by_side(beside, is_heading)
            return
    yield pair


def _is_numbered(line: Line, is_heading: IsHeading) -> bool:
    """True for "Recommendation 4" in bold and alone."""
    numbered = _NUMBERED.fullmatch(line.text)
    return numbered is not None and line.words[0].bold and is_heading(numbered["label"])


def _label(lines: Sequence[Line]) -> tuple[list[Line], list[Line], int]:
    """The label that the first of these lines opens with, the rest of its last line, and how many
    lines they are; nothing where it opens with none."""
    label: list[Line] = []
    for used, line in enumerate(lines[:MOST_LINES], start=1):
        bold = _in_bold(line.words)
        if not bold or (label and not _follows(label[-1], line)):
            break
        label.append(Line(bold))
        behind = line.words[len(bold) :]
        if bold[-1].text.endswith(":"):
            return label, [Line(behind)] if behind else [], used
        if behind:
            break
    return [], [], 0


def _in_bold(words: Sequence[Word]) -> tuple[Word, ...]:
    """The bold words that a line opens with."""
    size = next((n for n, word in enumerate(words) if not word.bold), len(words))
    return tuple(words[:size])


def _follows(above: Line, below: Line) -> bool:
    size = above.words[0].size
    return below.box.top - above.box.top < APART_EM * size and below.words[0].size == size


def _blocks(pieces: Sequence[_Pair | Line], known: set[str]) -> Iterator[list[_Pair]]:
    """The pairs that follow on each other; a line set as a heading ends them. The next item of a
    list under a label ("1.2 …" under "Actions:") opens another pair with it."""
    block: list[_Pair] = []
    for piece in pieces:
        if isinstance(piece, _Pair) and piece.text in known:
            block.append(piece)
            continue
        lines = [*piece.label, *piece.value] if isinstance(piece, _Pair) else [piece]
        if block and (listed := _list_that_goes_on(block, lines[0])):
            block.append(_Pair(listed.label, lines, again=True))
        elif block and not _ends_block(lines[0], block[-1]):
            block[-1].value += lines
        elif block:
            yield block
            block = []
    if block:
        yield block


def _list_that_goes_on(block: Sequence[_Pair], line: Line) -> _Pair | None:
    """The label whose list the line goes on with, once another label stands between them."""
    item = _ITEM.match(line.text)
    if item is None:
        return None
    for pair in block[-2::-1]:
        first = pair.value[0] if pair.value else None
        last = _ITEM.match(first.text) if first else None
        if first and last and abs(first.box.x0 - line.box.x0) <= ALIGNED:
            return pair if int(item["number"]) == int(last["number"]) + 1 else None
    return None


def _ends_block(line: Line, last: _Pair) -> bool:
    """True for a line set as a heading or further out than label and value, and for a footnote: a
    mark, in smaller type."""
    first, label = line.words[0], last.label[0].words[0]
    size = last.value[-1].words[0].size if last.value else label.size
    footnote = bool(_MARK.match(first.text)) and LARGER * first.size < size
    heading = all(word.bold for word in line.words) or first.size > LARGER * label.size
    edge = min([label.x0, *(each.box.x0 for each in last.value)])
    out = bool(last.value) and line.box.x0 < edge - ALIGNED and first.text not in _BULLETS
    return heading or footnote or out


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).rstrip(" :")


def _table(block: Sequence[_Pair]) -> Table:
    rows = tuple(
        Row(pair.value[0].words[0].page, (Cell(merged_above=True), Cell(tuple(pair.value))))
        if pair.again
        else Row(pair.label[0].words[0].page, (Cell(tuple(pair.label)), Cell(tuple(pair.value))))
        for pair in block
    )
    return Table(rows, "labelled blocks", evidence=("labels with values below them",))
