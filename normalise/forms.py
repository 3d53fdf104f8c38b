"""Forms, where each action is a block of labels with values beside them, laid out as tables.

A form says "Action | …", "Timescale | …", "Responsibility | …" once for every action; as a table
the labels are headings and each block is a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from actionplans.extract.document import Cell, Document, Row, Table
from actionplans.normalise.headings import Role, claims, combined_role, normalised
from actionplans.normalise.text import plain

_LABEL_WORDS = 8
_FILLED_IN = 0.6  # of a form's rows begin with a label
_LEAST = 2  # blocks in a document

Pair = tuple[Cell, Cell]


@dataclass(slots=True)
class _Block:
    """One action's labels and values while they are gathered; keys are labels as compared."""

    page: int
    pairs: dict[str, Pair] = field(default_factory=dict)


def as_tables(document: Document) -> Document:
    """The document with its forms laid out as tables; words and order stay."""
    blocks = {at: _blocks(part) for at, part in enumerate(document.body) if isinstance(part, Table)}
    found = {at: each for at, each in blocks.items() if each}
    labels = Counter(label for each in found.values() for block in each for label in block.pairs)
    if sum(len(each) for each in found.values()) < _LEAST or not _is_plan(labels):
        return document
    order = [label for label, _ in sorted(labels.items(), key=lambda pair: _place(pair[0], found))]
    body = [
        _laid_out(part, found[at], order) if at in found and isinstance(part, Table) else part
        for at, part in enumerate(document.body)
    ]
    return replace(document, body=tuple(body))


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
    return found[0].role if found and found[0].coverage >= 0.9 else None


def _blocks(table: Table) -> list[_Block]:
    """The blocks of a form; none where the table is no form."""
    rows = [_pairs(row) for row in table.rows]
    labelled = sum(bool(pairs) for pairs, _ in rows)
    if labelled < _FILLED_IN * len(rows):
        return []
    blocks: list[_Block] = []
    last = ""
    for row, (pairs, rest) in zip(table.rows, rows, strict=True):
        for label, value in pairs:
            last = normalised(plain(label.lines))
            if not blocks or last in blocks[-1].pairs:
                blocks.append(_Block(row.page))
            blocks[-1].pairs[last] = (label, value)
        if not pairs and rest is not None and blocks and last:  # a value that goes on
            label, value = blocks[-1].pairs[last]
            blocks[-1].pairs[last] = (label, replace(value, lines=value.lines + rest.lines))
    return blocks


def _pairs(row: Row) -> tuple[list[Pair], Cell | None]:
    """Labels with the cells beside them; or the one cell of a row without a label."""
    filled = [cell for cell in row.cells if not cell.merged_left and not cell.merged_above]
    pairs: list[Pair] = []
    at = 0
    while at < len(filled):
        if _is_label(filled[at]):
            value = filled[at + 1] if at + 1 < len(filled) else Cell()
            if _is_label(value):
                return [], None  # headings side by side: a table
            pairs.append((filled[at], value))
            at += 2
        elif filled[at].lines:
            texts = [cell for cell in filled if cell.lines]
            return ([], texts[0]) if not pairs and len(texts) == 1 else ([], None)
        else:
            at += 1
    return pairs, None


def _is_label(cell: Cell) -> bool:
    text = plain(cell.lines)
    return 0 < len(text.split()) <= _LABEL_WORDS and _role(text.rstrip(":")) is not None


def _laid_out(table: Table, blocks: Sequence[_Block], order: Sequence[str]) -> Table:
    """The form as a table with a row of headings and a row for each block."""
    rows = [_heading(blocks, order), *(_row(block, order) for block in blocks)]
    evidence = (*table.evidence, f"a form with {len(blocks)} blocks of labels")
    return replace(table, rows=tuple(rows), evidence=evidence)


def _heading(blocks: Sequence[_Block], order: Sequence[str]) -> Row:
    cells: Iterator[Cell] = (
        next((block.pairs[label][0] for block in blocks if label in block.pairs), Cell())
        for label in order
    )
    return Row(blocks[0].page, tuple(cells), header=True)


def _row(block: _Block, order: Sequence[str]) -> Row:
    nothing = (Cell(), Cell())
    cells = (block.pairs.get(label, nothing)[1] for label in order)
    return Row(block.page, tuple(cells), whole=True)
