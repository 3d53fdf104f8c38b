"""Forms, where each action is a block of labels with values beside them, laid out as tables.

A form says "Action | …", "Timescale | …", "Responsibility | …" once for every action; as a table
the labels are headings and each block is a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise import refs
from actionplans.normalise.facts import title_and_beside
from actionplans.normalise.headings import Role, claims, combined_role, normalised
from actionplans.normalise.text import plain

_LABEL_WORDS = 8
_COVERED = 0.5  # of a label's words by the phrase that gives its role
_FILLED_IN = 0.6  # of a form's rows begin with a label
_LONG_LABEL = 5  # words of a phrase that says all, whoever is meant
_LEAST = 2  # blocks in a document

# Headings for references that a form prints in its labels ("Area for improvement 2") or above it.
_NUMBER = "ref"
_NUMBERS = {"area": "area no", "action": "action no"}

Pair = tuple[Cell, Cell]


@dataclass(slots=True)
class _Block:
    """One action's labels and values while they are gathered; keys are labels as compared. title
    is the row across the form that stands above it."""

    page: int
    pairs: dict[str, Pair] = field(default_factory=dict)
    title: Row | None = None


def as_tables(document: Document) -> Document:
    """The document with its forms laid out as tables; words and order stay."""
    seen = document.text_layer == "native"  # recognition does not tell bold type
    repeated = _repeated(document) if seen else frozenset()
    blocks = {
        at: _blocks(part, repeated, bold=seen)
        for at, part in enumerate(document.body)
        if isinstance(part, Table)
    }
    found = _of_the_plan({at: each for at, each in blocks.items() if each}, repeated)
    captions = _captions(document, found)
    for at, line in captions.items():
        caption = Cell((line,))
        number = _number(caption) or _NUMBER
        found[at][0].pairs = {number: (_asking(number, line), caption), **found[at][0].pairs}
    labels = Counter(label for each in found.values() for block in each for label in block.pairs)
    if sum(len(each) for each in found.values()) < _LEAST or not _is_plan(labels, repeated):
        return document
    order = [label for label, _ in sorted(labels.items(), key=lambda pair: _place(pair[0], found))]
    body = [
        _laid_out(part, found[at], order) if at in found and isinstance(part, Table) else part
        for at, part in enumerate(document.body)
        if at + 1 not in captions
    ]
    return replace(document, body=tuple(body))


def _repeated(document: Document) -> frozenset[str]:
    """What stands in bold and alone in cells of several tables: labels, even those that nobody
    knows."""
    tables: Counter[str] = Counter()
    for table in document.tables:
        rows = [[cell for cell in row.cells if cell.lines] for row in table.rows]
        alone = [cell for filled in rows if len(filled) <= 2 for cell in filled]
        tables.update({_key(cell) for cell in alone if all(word.bold for word in cell.words())})
    return frozenset(label for label, count in tables.items() if count >= _LEAST)


def _of_the_plan(
    found: Mapping[int, list[_Block]], repeated: frozenset[str]
) -> dict[int, list[_Block]]:
    """The forms that ask for actions, and those with labels of theirs (the rest of one over a page
    end): not the names and numbers above them."""
    labels = {at: {label for block in each for label in block.pairs} for at, each in found.items()}
    asking = {
        at for at, own in labels.items() if any(_asked(one, repeated) == "action" for one in own)
    }
    theirs = {label for at in asking for label in labels[at]}
    return {at: each for at, each in found.items() if at in asking or labels[at] & theirs}


def _captions(document: Document, found: Mapping[int, Sequence[_Block]]) -> dict[int, Line]:
    """The line right above each form, by the form's place, where nearly all have one that is a
    reference and nothing else: "Action 1.1"."""
    lines = {
        at: line
        for at, blocks in found.items()
        if at and len(blocks) == 1 and isinstance(line := document.body[at - 1], Line)
        and refs.whole(plain((line,)))
    }  # fmt: skip
    return lines if len(lines) >= max(_LEAST, 0.8 * len(found)) else {}


def _place(label: str, found: Mapping[int, Sequence[_Block]]) -> int:
    """Where the label stands in its blocks, at the earliest."""
    return min(
        list(block.pairs).index(label)
        for each in found.values()
        for block in each
        if label in block.pairs
    )


def _is_plan(labels: Counter[str], repeated: frozenset[str]) -> bool:
    """True where the labels ask for an action and for who or when, over and over."""
    roles = {_asked(label, repeated) for label, count in labels.items() if count >= _LEAST}
    return "action" in roles and bool(roles & {"due", "lead", "lead_due"})


def _asked(label: str, repeated: frozenset[str]) -> Role | None:
    """What a label asks for; one that is repeated may be a long question."""
    found = claims(label) if label in repeated else ()
    return _role(label) or (found[0].role if found else None)


def _role(label: str) -> Role | None:
    if combined := combined_role(label):
        return combined
    found = claims(label)
    return found[0].role if found and found[0].coverage >= _COVERED else None


def _blocks(table: Table, repeated: frozenset[str], *, bold: bool) -> list[_Block]:
    """The blocks of a form; none where the table is no form."""
    told = table.detector == "labelled blocks"
    rows: list[tuple[list[Pair], list[Cell]]] = []
    without = 0
    for row in table.rows:
        before = rows[-1][0] if rows else []
        rows.append(_labelled(row) if told else _pairs(row, repeated, bold=bold))
        pairs, rest = rows[-1]
        below = len(rest) == sum(not value.lines for _, value in before) > 0
        without += not pairs and not (below and _key(before[-1][0]) in repeated)
        if without > (1 - _FILLED_IN) * len(table.rows):
            return []  # nearly every table, before it is looked at whole
    blocks: list[_Block] = []
    waiting: list[str] = []
    title: Row | None = None
    for row, (pairs, rest) in zip(table.rows, rows, strict=True):
        if (
            not pairs
            and not (blocks and _asks(blocks[-1], waiting, repeated))
            and title_and_beside(row)
        ):
            title = row
            continue
        pairs = pairs or _unknown(row)
        for label, value in pairs:
            key = _key(label)
            if not blocks or title or key in blocks[-1].pairs:
                blocks.append(_Block(row.page, title=title))
                title = None
            if number := _number(label):
                blocks[-1].pairs[number] = (_asking(number, label.lines[0]), Cell(label.lines))
            blocks[-1].pairs[key] = (label, value)
        if pairs:
            empty = [_key(label) for label, value in pairs if not value.lines]
            waiting = empty if len(empty) == len(pairs) else [_key(pairs[-1][0])]
        elif blocks and len(rest) == len(waiting):  # values below, or one that goes on
            for key, cell in zip(waiting, rest, strict=True):
                label, value = blocks[-1].pairs[key]
                blocks[-1].pairs[key] = (label, replace(value, lines=value.lines + cell.lines))
            waiting = waiting[-1:]
    return blocks


def _asks(block: _Block, waiting: Sequence[str], repeated: frozenset[str]) -> bool:
    """True below a label whose value has not come yet."""
    return any(label in repeated and not block.pairs[label][1].lines for label in waiting)


def _labelled(row: Row) -> tuple[list[Pair], list[Cell]]:
    """The label and the value that the detector told."""
    return [(row.cells[0], row.cells[1])], []


def _unknown(row: Row) -> list[Pair]:
    """A short cell with one beside it: in a form this is a label that nobody knows."""
    filled = [cell for cell in row.cells if cell.lines]
    if len(filled) == 2 and len(plain(filled[0].lines).split()) <= _LABEL_WORDS:
        return [(filled[0], filled[1])]
    return []


def _key(label: Cell) -> str:
    """A label as it is compared: "Area for improvement 2" asks for what the first one did."""
    text = plain(label.lines)
    found = refs.read(text)
    numbered = found is not None and found.shape == "label" and found.size >= len(text.rstrip(" :"))
    role = claims(text)
    if role and role[0].coverage >= _COVERED and len(role[0].phrase.split()) >= _LONG_LABEL:
        return role[0].phrase  # "The provider is failing to …", "The person in charge is …"
    return normalised(re.sub(r"\W*\d\S*\W*$", "", text) if numbered else text)


def _number(label: Cell) -> str:
    """What the number in a label is the reference of: "area no" for "Area for improvement 2"."""
    text = plain(label.lines).rstrip(" :")
    found = refs.read(text)
    if found is None or found.shape != "label" or found.size < len(text):
        return ""
    return _NUMBERS.get(_role(_key(label)) or "", "")


def _asking(heading: str, line: Line) -> Cell:
    """A label that the form does not print, in the place of one that it does."""
    return Cell((Line((line.words[0]._replace(text=heading),)),))


def _pairs(row: Row, repeated: frozenset[str], *, bold: bool) -> tuple[list[Pair], list[Cell]]:
    """Labels with what stands beside or below them; or the cells of a row without a label, which
    may belong to the labels above."""
    filled = [cell for cell in row.cells if cell.lines and not cell.merged_left]
    pairs: list[Pair] = []
    loose: list[Cell] = []
    for cell in filled:
        head, inside = _inside(cell) if bold else _by_colons(cell)
        if {_key(label) for label, _ in inside} & {_key(label) for label, _ in pairs}:
            head, inside = cell, []  # "Ref: 5.2.2" under the text beside "Ref: Regulation 13"
        known = not inside and _key(cell) in repeated and all(w.bold for w in cell.words())
        if not inside and (known or _is_label(cell)):
            head, inside = Cell(), [(cell, Cell())]
        waiting = [at for at, (_, value) in enumerate(pairs) if not value.lines]
        if head.lines and waiting:
            pairs[waiting[0]] = (pairs[waiting[0]][0], head)
        if inside:
            pairs += inside
        elif waiting:
            continue
        else:
            loose.append(cell)
    if len(pairs) > 1 and not any(value.lines for _, value in pairs):
        known = len(pairs) == 2 and all(_key(label) in repeated for label, _ in pairs)
        return (pairs if known else []), []  # else headings side by side: a table
    if loose:
        return [], (loose if not pairs else [])
    return pairs, []


def _is_label(cell: Cell) -> bool:
    text = plain(cell.lines)
    return 0 < len(text.split()) <= _LABEL_WORDS and _role(text.rstrip(":")) is not None


def _inside(cell: Cell) -> tuple[Cell, list[Pair]]:
    """The labels in bold within a cell, each with the words up to the next: "**Ref:** 13 (7)"; and
    the words before the first of them."""
    pieces: list[tuple[list[Line], list[Line]]] = [([], [])]
    in_label = False
    if not any(line.words and line.words[0].bold for line in cell.lines):
        return cell, []  # nearly every cell
    for line in cell.lines:
        for first, (bold, words) in enumerate(groupby(line.words, key=lambda word: word.bold)):
            part = replace(line, words=tuple(words))
            on_label = in_label and not _is_complete(pieces[-1][0], first == 0)
            if bold and not on_label:
                pieces.append(([], []))
            pieces[-1][0 if bold else 1].append(part)
            in_label = bold
    (_, head), *found = pieces
    named = [_is_named(plain(label)) for label, _ in found]
    asked = any(_role(plain(label).rstrip(":")) for label, _ in found) if head else True
    if not (all(named) and asked and (head or any(value for _, value in found))):
        return cell, []
    return replace(cell, lines=tuple(head)), [
        (replace(cell, lines=tuple(label)), replace(cell, lines=tuple(value)))
        for label, value in found
    ]


def _is_complete(label: Sequence[Line], new_line: bool) -> bool:
    """Whether what is in bold behind a label begins another one: "Area for improvement 1" above
    "Ref:"."""
    return _ends_label(label) or (new_line and refs.whole(plain(label)) is not None)


def _by_colons(cell: Cell) -> tuple[Cell, list[Pair]]:
    """As _inside(), where type does not tell: by labels that end with a colon, or are numbered."""
    head: list[Line] = []
    found: list[tuple[list[Line], list[Line]]] = []
    rest = list(cell.lines)
    while rest:
        size = next((n for n in (1, 2) if _opens_by_label(rest[:n], bool(found))), 0)
        if not size:
            (found[-1][1] if found else head).append(rest.pop(0))
            continue
        text = plain(rest[:size])
        label, value = refs.cut(tuple(rest[:size]), text.find(":") + 1 or len(text))
        found.append((list(label), list(value)))
        rest = rest[size:]
    if not any(_role(plain(label).rstrip(":")) for label, _ in found):
        return cell, []
    return replace(cell, lines=tuple(head)), [
        (replace(cell, lines=tuple(label)), replace(cell, lines=tuple(value)))
        for label, value in found
    ]


def _opens_by_label(lines: Sequence[Line], among: bool) -> bool:
    """Whether the lines are one label and what is behind its colon; among: others stand before."""
    text = plain(lines)
    label, colon, _ = text.partition(":")
    if len(lines) > 1 and (":" in plain(lines[:1]) or not colon):
        return False
    if not colon:
        numbered = refs.whole(text)
        return (
            numbered is not None
            and numbered.shape == "label"
            and _role(_key(Cell(tuple(lines)))) is not None
        )
    known = _role(label) is not None or (among and len(label.split()) == 1)
    return label[:1].isupper() and known


def _ends_label(lines: Sequence[Line]) -> bool:
    return plain(lines).endswith(":")


def _is_named(label: str) -> bool:
    return label.endswith(":") or refs.whole(label) is not None or _role(label) is not None


def _laid_out(table: Table, blocks: Sequence[_Block], order: Sequence[str]) -> Table:
    """The form as a table with a row of headings and a row for each block."""
    rows = [_heading(blocks, order)]
    for block in blocks:
        rows += [_title(block.title, len(order))] if block.title else []
        rows.append(_row(block, order))
    evidence = (*table.evidence, f"a form with {len(blocks)} blocks of labels")
    return replace(table, rows=tuple(rows), evidence=evidence)


def _heading(blocks: Sequence[_Block], order: Sequence[str]) -> Row:
    cells: Iterator[Cell] = (
        next((block.pairs[label][0] for block in blocks if label in block.pairs), Cell())
        for label in order
    )
    return Row(blocks[0].page, tuple(map(_without_colon, cells)), header=True)


def _without_colon(label: Cell) -> Cell:
    if not label.lines or not label.lines[-1].words:
        return label
    *lines, last = label.lines
    *words, end = last.words
    bare = end._replace(text=end.text.rstrip(":") or end.text)
    return replace(label, lines=(*lines, replace(last, words=(*words, bare))))


def _title(row: Row, columns: int) -> Row:
    """The title across as many columns as the table has."""
    across = (Cell(merged_left=True) for _ in range(columns - 1))
    first = next(cell for cell in row.cells if cell.lines)
    return replace(row, cells=(replace(first, merged_left=False), *across))


def _row(block: _Block, order: Sequence[str]) -> Row:
    nothing = (Cell(), Cell())
    cells = (block.pairs.get(label, nothing)[1] for label in order)
    return Row(block.page, tuple(cells), whole=True)
