"""Forms, where each action is a block of labels with values beside them, laid out as tables.

A form says "Action | …", "Timescale | …", "Responsibility | …" once for every action; as a table
the labels are headings and each block is a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise import refs
from actionplans.normalise.bold_labels import front_apart, repeated_in_bold
from actionplans.normalise.evidence import ended
from actionplans.normalise.facts import title_and_beside
from actionplans.normalise.form_actions import with_actions
from actionplans.normalise.form_labels import (
    LABEL_WORDS,
    NUMBER,
    Block,
    Pair,
    asking,
    by_bold,
    by_colons,
    is_label,
    key_of,
    number_of,
    role_of,
)
from actionplans.normalise.headings import Role, claims
from actionplans.normalise.text import plain

_FILLED_IN = 0.6  # of a form's rows begin with a label
_NO_TITLE = re.compile(  # of the form itself, or over what its reader fills in
    r"\b(?:action|improvement)\b.*\bplan\b|\bto be (?:completed|filled in) by\b", re.IGNORECASE
)
_LEAST = 2  # blocks in a document


def as_tables(document: Document) -> Document:
    """The document with its forms laid out as tables; words and order stay."""
    joined = tuple(_joined_over_pages(document.body))
    document = replace(document, body=joined) if len(joined) < len(document.body) else document
    seen = document.text_layer == "native"  # recognition does not tell bold type
    repeated = repeated_in_bold(document) if seen else frozenset()
    parted = [
        each
        for part in document.body
        for each in (front_apart(part, repeated) if isinstance(part, Table) else [part])
    ]
    whole = document
    document = replace(document, body=tuple(parted))
    blocks = {
        at: _blocks(part, repeated, bold=seen)
        for at, part in enumerate(document.body)
        if isinstance(part, Table)
    }
    blocks = {at: each for at, each in blocks.items() if each}
    above = with_actions(document.body, blocks, lambda label: _asked(label, repeated))
    found = _of_the_plan(blocks, repeated)
    captions = _captions(document, found)
    for at, line in captions.items():
        caption = Cell((line,))
        number = number_of(caption) or NUMBER
        found[at][0].pairs = {number: (asking(number, line), caption), **found[at][0].pairs}
    labels = Counter(label for each in found.values() for block in each for label in block.pairs)
    stacked = all(_is_stacked(document.body[at]) for at in found)
    if sum(len(each) for each in found.values()) < _LEAST or not _is_plan(
        labels, repeated, stacked=stacked
    ):
        return whole
    order = [label for label, _ in sorted(labels.items(), key=lambda pair: _place(pair[0], found))]
    body = [
        _laid_out(part, found[at], order) if at in found and isinstance(part, Table) else part
        for at, part in enumerate(document.body)
        if at + 1 not in captions and at not in above
    ]
    return replace(document, body=tuple(body))


def _joined_over_pages(body: Sequence[Table | Line]) -> Iterator[Table | Line]:
    """The parts of the body, with labelled blocks that go on at the head of the next page, with
    labels that they did not have yet, made one."""
    last: Table | Line | None = None
    for part in body:
        if (
            isinstance(last, Table)
            and isinstance(part, Table)
            and last.detector == part.detector == "labelled blocks"
            and part.rows[0].page == last.rows[-1].page + 1
            and not {key_of(row.cells[0]) for row in last.rows}
            & {key_of(row.cells[0]) for row in part.rows}
        ):
            last = replace(last, rows=last.rows + part.rows)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _of_the_plan(
    found: Mapping[int, list[Block]], repeated: frozenset[str]
) -> dict[int, list[Block]]:
    """The forms that ask for actions, and those with labels of theirs (the rest of one over a page
    end): not the names and numbers above them."""
    labels = {at: {label for block in each for label in block.pairs} for at, each in found.items()}
    asking = {
        at for at, own in labels.items() if any(_asked(one, repeated) == "action" for one in own)
    }
    theirs = {label for at in asking for label in labels[at]}
    return {at: each for at, each in found.items() if at in asking or labels[at] & theirs}


def _captions(document: Document, found: Mapping[int, Sequence[Block]]) -> dict[int, Line]:
    """The line right above each form, by the form's place, where nearly all have one that is a
    reference and nothing else: "Action 1.1"."""
    lines = {
        at: line
        for at, blocks in found.items()
        if at and len(blocks) == 1 and isinstance(line := document.body[at - 1], Line)
        and refs.whole(plain((line,)))
    }  # fmt: skip
    return lines if len(lines) >= max(_LEAST, 0.8 * len(found)) else {}


def _place(label: str, found: Mapping[int, Sequence[Block]]) -> int:
    """Where the label stands in its blocks, at the earliest."""
    return min(
        list(block.pairs).index(label)
        for each in found.values()
        for block in each
        if label in block.pairs
    )


def _is_stacked(part: Table | Line) -> bool:
    return isinstance(part, Table) and part.detector == "labelled blocks"


def _is_plan(labels: Counter[str], repeated: frozenset[str], *, stacked: bool) -> bool:
    """True where the labels ask for an action and for who or when over and over; stacked without
    a table, for what the action answers is enough."""
    roles = {_asked(label, repeated) for label, count in labels.items() if count >= _LEAST}
    beside = {"due", "lead", "lead_due", *(["area"] if stacked else [])}
    return "action" in roles and bool(roles & beside)


def _asked(label: str, repeated: frozenset[str]) -> Role | None:
    """What a label asks for; one that is repeated may be a long question."""
    found = claims(label) if label in repeated else ()
    return role_of(label) or (found[0].role if found else None)


def _blocks(table: Table, repeated: frozenset[str], *, bold: bool) -> list[Block]:
    """The blocks of a form; none where the table is no form."""
    told = table.detector == "labelled blocks"
    if not (told or repeated) and _few_labels(table, bold=bold):
        return []  # nearly every table, before it is looked at whole
    rows: list[tuple[list[Pair], list[Cell]]] = []
    without = titles = 0
    for row in table.rows:
        answers = _answers(row, rows[-1][0], repeated) if rows else []
        rows.append(
            ([], answers)
            if answers
            else _labelled(row, rows)
            if told
            else _pairs(row, repeated, bold=bold)
        )
        if not (rows[-1][0] or answers):
            titles += title_and_beside(row) is not None
            without += 1
        if without - titles > (1 - _FILLED_IN) * (len(table.rows) - titles):
            return []
    return _gathered(table.rows, rows, repeated)


def _few_labels(table: Table, *, bold: bool) -> bool:
    """True where the first cells alone tell that too few of the rows begin with a label."""
    without = titles = 0
    for row in table.rows:
        first = next((cell for cell in row.cells if cell.lines and not cell.merged_left), None)
        if first and (is_label(first) or (by_bold(first) if bold else by_colons(first))[1]):
            continue
        titles += title_and_beside(row) is not None
        without += 1
        if without - titles > (1 - _FILLED_IN) * (len(table.rows) - titles):
            return True
    return False


def _answers(row: Row, asked: Sequence[Pair], repeated: frozenset[str]) -> list[Cell]:
    """The cells of a row below labels that wait for values, one for each and none of them bold."""
    waiting = [label for label, value in asked if not value.lines]
    if not waiting or not repeated:
        return []
    filled = [cell for cell in row.cells if cell.lines and not cell.merged_left]
    if len(filled) != len(waiting):
        return []
    bold = any(all(word.bold for word in cell.words()) for cell in filled)
    return filled if not bold and all(key_of(label) in repeated for label in waiting) else []


def _gathered(
    rows: Sequence[Row], read: Sequence[tuple[list[Pair], list[Cell]]], repeated: frozenset[str]
) -> list[Block]:
    blocks: list[Block] = []
    waiting: list[str] = []
    title: Row | None = None
    titles: set[str] = set()
    bars: set[str] = set()
    for row, (pairs, rest) in zip(rows, read, strict=True):
        if bar := _numbered_bar(row):
            if plain(bar.lines) not in bars:  # else printed again at the head of a page
                bars.add(plain(bar.lines))
                numbered = {NUMBER: (asking(NUMBER, bar.lines[0]), bar)}
                blocks.append(Block(row.page, numbered, title))
                title, waiting = None, []
            continue
        asked = bool(blocks) and _asks(blocks[-1], waiting, repeated)
        if not pairs and not asked and (across := title_and_beside(row)):
            text = plain(across[0])
            last = blocks[-1].pairs[waiting[-1]][1] if blocks and waiting else Cell()
            if _goes_over_page(last, row, text):
                label, value = blocks[-1].pairs[waiting[-1]]
                more = value.lines + across[0]
                blocks[-1].pairs[waiting[-1]] = (label, replace(value, lines=more))
                continue
            again = text in titles  # at the head of a page
            title = title if again or _NO_TITLE.search(text) else row
            bars = bars if again else set()
            titles.add(text)
            continue
        pairs = pairs or ([] if asked else _unknown(row))
        keys = [key_of(label) for label, _ in pairs]
        if pairs and (not blocks or title or blocks[-1].pairs.keys() & set(keys)):
            blocks.append(Block(row.page, title=title))
            title = None
        for key, (label, value) in zip(keys, pairs, strict=True):
            if number := number_of(label):
                blocks[-1].pairs[number] = (asking(number, label.lines[0]), Cell(label.lines))
            blocks[-1].pairs[key] = (label, value)
        if pairs:
            empty = [key for key, (_, value) in zip(keys, pairs, strict=True) if not value.lines]
            waiting = empty if len(empty) == len(pairs) else keys[-1:]
        elif blocks and len(rest) == len(waiting):  # values below, or one that goes on
            for key, cell in zip(waiting, rest, strict=True):
                label, value = blocks[-1].pairs[key]
                blocks[-1].pairs[key] = (label, replace(value, lines=value.lines + cell.lines))
            waiting = waiting[-1:]
    return blocks


def _goes_over_page(value: Cell, row: Row, text: str) -> bool:
    """True at the head of a page for the rest of a value that is not at its end."""
    if not value.lines or value.lines[-1].words[-1].page >= row.page:
        return False
    return text[:1].islower() or text[:1] in "•-–" or not ended(plain(value.lines))


def _numbered_bar(row: Row) -> Cell | None:
    """The cell of a row that is a number across the form, "Recommendation 4 (2.18)": a block begins
    below it."""
    across = title_and_beside(row)
    if across is None or across[1]:
        return None
    number = refs.whole(plain(across[0]))
    return Cell(across[0]) if number is not None and number.shape in {"label", "code"} else None


def _asks(block: Block, waiting: Sequence[str], repeated: frozenset[str]) -> bool:
    """True below a label whose value has not come yet."""
    return any(label in repeated and not block.pairs[label][1].lines for label in waiting)


def _labelled(
    row: Row, above: Sequence[tuple[list[Pair], list[Cell]]]
) -> tuple[list[Pair], list[Cell]]:
    """The label and the value that the detector told; the next item of a list has the label of the
    one before it."""
    label, value = row.cells[:2]
    if label.merged_above and not label.lines:
        listed = (pair for pairs, _ in reversed(above) for pair in pairs)
        label = next((of for of, item in listed if _comes_next(item, value)), label)
    return [(label, value)], []


def _comes_next(before: Cell, item: Cell) -> bool:
    """True for "3.2 Call all families" after "3.1 Hire two people"."""
    one, other = refs.read(plain(before.lines)), refs.read(plain(item.lines))
    return one is not None and other is not None and refs.successor(one, other)


def _unknown(row: Row) -> list[Pair]:
    """A short cell with one beside it: in a form this is a label that nobody knows."""
    filled = [cell for cell in row.cells if cell.lines]
    if len(filled) == 2 and len(plain(filled[0].lines).split()) <= LABEL_WORDS:
        return [(filled[0], filled[1])]
    return []


def _pairs(row: Row, repeated: frozenset[str], *, bold: bool) -> tuple[list[Pair], list[Cell]]:
    """Labels with what stands beside or below them; or the cells of a row without a label, which
    may belong to the labels above."""
    filled = [cell for cell in row.cells if cell.lines and not cell.merged_left]
    pairs: list[Pair] = []
    loose: list[Cell] = []
    for cell in filled:
        head, inside = by_bold(cell) if bold else by_colons(cell)
        if inside and pairs and not _keys(inside).isdisjoint(_keys(pairs)):
            head, inside = cell, []  # "Ref: 5.2.2" under the text beside "Ref: Regulation 13"
        known = not inside and repeated and all(w.bold for w in cell.words())
        known = known and key_of(cell) in repeated
        if not inside and (known or is_label(cell)):
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
    blank = sum(not value.lines for _, value in pairs)
    if len(pairs) > 1 and (blank == len(pairs) or 2 * blank > max(2, len(pairs))):
        known = len(pairs) == blank == 2 and all(key_of(label) in repeated for label, _ in pairs)
        return (pairs if known else []), []  # else headings side by side: a table
    if loose:
        return [], (loose if not pairs else [])
    return pairs, []


def _keys(pairs: Sequence[Pair]) -> set[str]:
    return {key_of(label) for label, _ in pairs}


def _laid_out(table: Table, blocks: Sequence[Block], order: Sequence[str]) -> Table:
    """The form as a table with a row of headings and a row for each block."""
    rows = [_heading(blocks, order)]
    for block in blocks:
        rows += [_title(block.title, len(order))] if block.title else []
        rows.append(_row(block, order))
    evidence = (*table.evidence, f"a form with {len(blocks)} blocks of labels")
    return replace(table, rows=tuple(rows), evidence=evidence)


def _heading(blocks: Sequence[Block], order: Sequence[str]) -> Row:
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
    if not end.text.endswith(":"):
        return label
    bare = end._replace(text=end.text.rstrip(":") or end.text)
    return replace(label, lines=(*lines, replace(last, words=(*words, bare))))


def _title(row: Row, columns: int) -> Row:
    """The title across as many columns as the table has."""
    across = (Cell(merged_left=True) for _ in range(columns - 1))
    first = next(cell for cell in row.cells if cell.lines)
    return replace(row, cells=(replace(first, merged_left=False), *across))


def _row(block: Block, order: Sequence[str]) -> Row:
    nothing = (Cell(), Cell())
    cells = (block.pairs.get(label, nothing)[1] for label in order)
    return Row(block.page, tuple(cells), whole=True)
