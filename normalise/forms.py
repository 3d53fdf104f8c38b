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
_LEAST = 2  # blocks in a document

_CAPTION = "ref"  # the label of what stands above the block

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
    blocks = {at: _blocks(part) for at, part in enumerate(document.body) if isinstance(part, Table)}
    found = {at: each for at, each in blocks.items() if each}
    captions = _captions(document, found)
    for at, line in captions.items():
        found[at][0].pairs = {_CAPTION: _captioned(line), **found[at][0].pairs}
    labels = Counter(label for each in found.values() for block in each for label in block.pairs)
    if sum(len(each) for each in found.values()) < _LEAST or not _is_plan(labels):
        return document
    order = [label for label, _ in sorted(labels.items(), key=lambda pair: _place(pair[0], found))]
    body = [
        _laid_out(part, found[at], order) if at in found and isinstance(part, Table) else part
        for at, part in enumerate(document.body)
        if at + 1 not in captions
    ]
    return replace(document, body=tuple(body))


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


def _captioned(line: Line) -> Pair:
    """A label that asks for a reference, and the caption as what it says."""
    heading = Line((line.words[0]._replace(text=_CAPTION),))
    return Cell((heading,)), Cell((line,))


def _place(label: str, found: Mapping[int, Sequence[_Block]]) -> int:
    """Where the label stands in its blocks, at the earliest."""
    return min(
        list(block.pairs).index(label)
        for each in found.values()
        for block in each
        if label in block.pairs
    )


def _is_plan(labels: Counter[str]) -> bool:
    """True where the labels ask for an action and for who or when, over and over."""
    often = [label for label, count in labels.items() if count >= _LEAST]
    roles = {role for label in often if (role := _role(label))}
    return "action" in roles and bool(roles & {"due", "lead", "lead_due"})


def _role(label: str) -> Role | None:
    if combined := combined_role(label):
        return combined
    found = claims(label)
    return found[0].role if found and found[0].coverage >= _COVERED else None


def _blocks(table: Table) -> list[_Block]:
    """The blocks of a form; none where the table is no form."""
    rows = [_pairs(row) for row in table.rows]
    labelled = sum(bool(pairs) for pairs, _ in rows)
    if labelled < _FILLED_IN * len(rows):
        return []
    blocks: list[_Block] = []
    last, title = "", None
    for row, (pairs, rest) in zip(table.rows, rows, strict=True):
        if not pairs and title_and_beside(row):
            title = row
            continue
        for label, value in pairs or _unknown(row):
            last = _key(label)
            if not blocks or title or last in blocks[-1].pairs:
                blocks.append(_Block(row.page, title=title))
                title = None
            blocks[-1].pairs[last] = (label, value)
        if (
            not pairs and not _unknown(row) and rest is not None and blocks and last
        ):  # a value that goes on
            label, value = blocks[-1].pairs[last]
            blocks[-1].pairs[last] = (label, replace(value, lines=value.lines + rest.lines))
    return blocks


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
    return normalised(re.sub(r"\W*\d\S*\W*$", "", text) if numbered else text)


def _pairs(row: Row) -> tuple[list[Pair], Cell | None]:
    """Labels with what stands beside or below them; or the one cell of a row without a label."""
    filled = [cell for cell in row.cells if cell.lines and not cell.merged_left]
    pairs: list[Pair] = []
    loose: list[Cell] = []
    for cell in filled:
        inside = _inside(cell) or ([(cell, Cell())] if _is_label(cell) else [])
        waiting = [at for at, (_, value) in enumerate(pairs) if not value.lines]
        if inside:
            pairs += inside
        elif waiting:
            pairs[waiting[0]] = (pairs[waiting[0]][0], cell)
        else:
            loose.append(cell)
    if len(pairs) > 1 and not any(value.lines for _, value in pairs):
        return [], None  # headings side by side: a table
    if loose:
        return ([], loose[0]) if not pairs and len(loose) == 1 else ([], None)
    return pairs, None


def _is_label(cell: Cell) -> bool:
    text = plain(cell.lines)
    return 0 < len(text.split()) <= _LABEL_WORDS and _role(text.rstrip(":")) is not None


def _inside(cell: Cell) -> list[Pair]:
    """The labels in bold within a cell, each with the words up to the next: "**Ref:** 13 (7)"."""
    if not cell.lines or not any(word.bold for word in cell.lines[0].words[:1]):
        return []
    pieces: list[tuple[list[Line], list[Line]]] = []
    in_label = False
    for line in cell.lines:
        for bold, words in groupby(line.words, key=lambda word: word.bold):
            part = replace(line, words=tuple(words))
            if bold and not (in_label and not _ends_label(pieces[-1][0])):
                pieces.append(([], []))
            pieces[-1][0 if bold else 1].append(part)
            in_label = bold
    named = [_is_named(plain(label)) for label, _ in pieces]
    if not pieces or not all(named) or not any(value for _, value in pieces):
        return []
    return [
        (replace(cell, lines=tuple(label)), replace(cell, lines=tuple(value)))
        for label, value in pieces
    ]


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
    return Row(blocks[0].page, tuple(cells), header=True)


def _title(row: Row, columns: int) -> Row:
    """The title across as many columns as the table has."""
    across = (Cell(merged_left=True) for _ in range(columns - 1))
    first = next(cell for cell in row.cells if cell.lines)
    return replace(row, cells=(replace(first, merged_left=False), *across))


def _row(block: _Block, order: Sequence[str]) -> Row:
    nothing = (Cell(), Cell())
    cells = (block.pairs.get(label, nothing)[1] for label in order)
    return Row(block.page, tuple(cells), whole=True)
