"""The document's own key: what it says that its colours, letters and codes mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from actionplans.extract.document import Cell, Document, Line, Row, Swatch, Table
from actionplans.normalise.colours import WORDS, name_of
from actionplans.normalise.rag import COLOUR, LETTERS, Key, spelling, status_in
from actionplans.normalise.text import clean

_MEANS = r"\s*(?:=|:|[-–—]|\bis\b|\bmeans\b|\bindicates\b|\bdenotes\b|\bequals\b|(?=[\"'‘’“”(]))\s*"
_ENTRY = re.compile(
    rf"\b(?P<colour>{'|'.join(WORDS)})\b\)?{_MEANS}(?P<meaning>[^\n]+?)"
    rf"(?=[\s,;.|/]*(?:\band\s+)?(?:\b[A-Z]\b\s*[-–=:(]\s*)?\b(?:{'|'.join(WORDS)})\b\)?{_MEANS}|$)",
    re.IGNORECASE,
)
_LETTER_ENTRY = re.compile(r"^\(?(?P<letter>[RAGBYP])\)?\s*(?:=|:|[-–—])\s*(?P<meaning>\S.*)$")
_CODE = re.compile(r"^\(?(?P<code>[A-Z]{2,6})\)?\s*(?:=|:|[-–—])\s*(?P<meaning>[A-Z][a-z].*)$")
_BARE_CODE = re.compile(r"^(?P<code>[A-Z]{2,6}) (?P<meaning>[A-Z][a-z].*)$")  # below "Key:"
_SHOWN_IN = re.compile(
    rf"(?P<meaning>[^.;:\n]{{3,80}}?)\s+(?:is|are|were|has been|have been)?\s*"
    r"(?:shown|marked|shaded|highlighted|coloured)"
    rf"\s+(?:in\s+)?(?P<colour>{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)
# "BRAG: B = action completed; G = in progress; R = serious delay."
_LETTERS_IN_LINE = re.compile(
    r"\b(?P<letter>[A-Z]) ?[=–:-] ?(?P<meaning>[^;.=]+?)(?=[;.,]|\s+[A-Z] ?[=–:]|$)"
)
_LETTER_APART = re.compile(r"(?P<letter>[A-Z]) (?P<meaning>[A-Z][a-z].*)$")
_LETTERS_ALONE = re.compile(r"[A-Z]{1,6}")
_MARKS, _OPENING_MARKS = re.compile(r"\W+"), re.compile(r"^\W+")
_TAIL = re.compile(r"[\s,;.]+(?:and)?$")
_MARKS_APART = re.compile(r"\s*[·•|;]\s*")
_SERIES = 3  # letters that are no colours, each with a meaning
_KEY_WORDS = re.compile(r"\b(?:key|legend|rag|brag|codes?)\b", re.IGNORECASE)
LONGEST_MEANING = 40  # words
_KEY_COLUMNS = 4


def read_key(document: Document) -> Key:
    """The document's own key, from tables of swatches and from lines such as "Red – off track"."""
    meanings: dict[str, str] = {}
    codes: dict[str, str] = {}
    fills: dict[str, str] = {}
    shades: dict[str, str] = {}
    previous = ""
    for part in document.body:
        if isinstance(part, Line):
            _read_line(clean(part.text).strip(), previous, meanings, codes)
            previous = part.text
        else:
            shades |= _read_table(part, meanings, codes, fills)
    _read_lettered(document.tables, meanings, fills)
    for swatch in document.swatches:
        _read_swatch(swatch, meanings, fills)
    kept = {colour: meaning for colour, meaning in meanings.items() if meaning}
    if len(kept) < 2 and not any(status_in(meaning) for meaning in kept.values()):
        kept = {}
    swatches = frozenset(fills)
    return Key(kept, codes, fills, fills_of_rows(document) - swatches, shades)


def fills_of_rows(document: Document) -> frozenset[str]:
    """The fills that whole rows share: headings, banners, zebra stripes."""
    return frozenset(
        fill for table in document.tables for row in table.rows if (fill := _fill_of_row(row))
    )


def _fill_of_row(row: Row) -> str | None:
    if len(row.cells) < 3:
        return None
    fills = [cell.fill for cell in row.cells if cell.fill and not cell.merged_left]
    if not fills:
        return None
    cells = [cell for cell in row.cells if not cell.merged_left]
    commonest = max(sorted(set(fills)), key=fills.count)
    spanning = len(cells) == 1
    return (
        commonest
        if spanning or (len(cells) > 2 and fills.count(commonest) > len(cells) / 2)
        else None
    )


def _read_swatch(swatch: Swatch, meanings: dict[str, str], fills: dict[str, str]) -> None:
    """A coloured shape with a few words: what the colour means, if it is a colour of a key."""
    colour, meaning = name_of(swatch.colour), _tidy(clean(swatch.text))
    if colour and meaning and len(meaning.split()) <= LONGEST_MEANING:
        bare = COLOUR.fullmatch(meaning)
        if not bare:
            meanings.setdefault(colour, meaning)
        fills.setdefault(swatch.colour, spelling(bare[0].lower()) if bare else colour)


def _read_line(text: str, previous: str, meanings: dict[str, str], codes: dict[str, str]) -> None:
    entries = []
    if COLOUR.search(text):  # in few lines
        entries += [(m["colour"].lower(), _tidy(m["meaning"])) for m in _ENTRY.finditer(text)]
        entries += [
            (m["colour"].lower(), _tidy(m["meaning"]))
            for m in _SHOWN_IN.finditer(text)
            if status_in(m["meaning"])
        ]
    alone = len(entries) == 1 and not COLOUR.match(re.sub(r"^\W*(?:[A-Z]\W+)?", "", text))
    for colour, meaning in entries:
        if (
            meaning
            and len(meaning.split()) <= LONGEST_MEANING
            and not (alone and not status_in(meaning))
        ):
            meanings.setdefault(spelling(colour), meaning)
    if entries:
        return
    series = [(m["letter"], _tidy(m["meaning"])) for m in _LETTERS_IN_LINE.finditer(text)]
    series = series or _apart(text)
    coloured = sum(letter in LETTERS for letter, _ in series)
    told = sum(status_in(meaning) is not None for _, meaning in series)
    if (coloured > 1 and told) or (len(series) >= _SERIES and told > 1):
        for letter, meaning in series:
            if len(meaning.split()) > LONGEST_MEANING:
                continue
            if letter in LETTERS:
                meanings.setdefault(LETTERS[letter], meaning)
            elif status_in(meaning):
                codes.setdefault(letter, meaning)  # "N = not started"
        return
    bare = _OPENING_MARKS.sub("", text)
    if match := _LETTER_ENTRY.match(bare):
        meanings.setdefault(LETTERS[match["letter"]], _tidy(match["meaning"]))
    elif (
        (match := _CODE.match(bare))
        and (status_in(match["meaning"]) or _KEY_WORDS.search(previous))
    ) or (
        (match := _BARE_CODE.match(bare))
        and (_KEY_WORDS.search(previous) or previous.split(" ")[0] in codes)
    ):
        codes.setdefault(match["code"], _tidy(match["meaning"]))


def _apart(text: str) -> list[tuple[str, str]]:
    """ "Key: B Complete · G On track": letters and meanings between marks."""
    pieces = _MARKS_APART.split(text.split(":", 1)[-1].strip()) if _KEY_WORDS.match(text) else []
    found = [match for piece in pieces if (match := _LETTER_APART.match(piece))]
    return [(m["letter"], _tidy(m["meaning"])) for m in found] if len(found) > 1 else []


def _tidy(meaning: str) -> str:
    return _TAIL.sub("", meaning.strip(" \t\"'‘’“”()=:–—-.,;")).strip(" \"'‘’“”()")


def _read_table(
    table: Table, meanings: dict[str, str], codes: dict[str, str], fills: dict[str, str]
) -> dict[str, str]:
    """A key table: few rows, short cells, and two colours at least; or such rows above a wider
    table that it was found as one with. What two shades of one colour mean is returned."""
    small, opening = _is_small(table), table.rows[:12]
    widest = max([len(row.cells) for row in table.rows], default=0)
    keys = table.rows if small else [row for row in opening if 2 * len(row.cells) <= widest]
    found = [entry for row in keys for entry in _entries(row)]
    found += [entry for row in opening if _is_key_row(row) for entry in _entries(row)]
    if len(table.rows) <= 2 and not found[1:]:
        found += [entry for row in table.rows for entry in _words_on_colours(row)]
    if len({colour for colour, _, _ in found}) >= 2:
        found += [entry for row in table.rows if small for entry in _blank_swatch(row)]
        for colour, meaning, fill in found:
            meanings.setdefault(colour, meaning)
            if fill:
                fills.setdefault(fill, colour)
    for row in table.rows if small else ():
        texts = [cell_text(cell) for cell in row.cells if cell.lines]
        code = len(texts) == 2 and _LETTERS_ALONE.fullmatch(texts[0])
        if code and texts[0] not in LETTERS and status_in(texts[1]):
            codes.setdefault(texts[0], texts[1])
    by_fill = {fill: (colour, meaning) for colour, meaning, fill in found if fill}
    named = Counter(colour for colour, _ in by_fill.values())
    return {fill: meaning for fill, (colour, meaning) in by_fill.items() if named[colour] > 1}


def _read_lettered(
    tables: Sequence[Table], meanings: dict[str, str], fills: dict[str, str]
) -> None:
    """Cells such as "B – Complete" on a blue ground, wherever they stand: two of them are a key."""
    found = [
        (name_of(cell.fill or "") or "", _tidy(entry["meaning"]), cell.fill or "")
        for table in tables
        for row in table.rows[:12]
        for cell in row.cells
        if cell.fill
        and name_of(cell.fill)
        and cell.lines
        and (entry := _LETTER_ENTRY.match(cell_text(cell)))
    ]
    told = any(status_in(meaning) for _, meaning, _ in found)
    if not told or len({colour for colour, _, _ in found}) < 2:
        return
    for colour, meaning, fill in found:
        if len(meaning.split()) <= LONGEST_MEANING:
            meanings.setdefault(colour, meaning)
            fills.setdefault(fill, colour)


def _blank_swatch(row: Row) -> list[tuple[str, str, str | None]]:
    """A status beside a swatch that has no colour: "not started" among colours explained."""
    cells = [cell for cell in row.cells if not cell.merged_left]
    blank = len(cells) == 2 and not cells[0].lines and not cells[0].fill
    meaning = cell_text(cells[1]) if blank else ""
    return [("white", _tidy(meaning), None)] if status_in(meaning) else []


def _words_on_colours(row: Row) -> list[tuple[str, str, str | None]]:
    """A key in one row: a few words on each of three colours at least, and nothing else."""
    cells = [cell for cell in row.cells if cell.lines]
    found: list[tuple[str, str, str | None]] = [
        (name_of(cell.fill) or "", _tidy(cell_text(cell)), cell.fill)
        for cell in cells
        if cell.fill and name_of(cell.fill)
    ]
    colours = {colour for colour, _, _ in found}
    short = all(len(text.split()) <= 8 for _, text, _ in found)
    return found if short and len(colours) >= 3 and len(found) >= len(cells) - 1 else []


def _is_small(table: Table) -> bool:
    """True for a table that may be a key: few rows, and few columns unless it has two rows."""
    if len(table.rows) > 10:
        return False
    wide = max([len(row.cells) for row in table.rows], default=0) > _KEY_COLUMNS
    if wide and len(table.rows) > 2:
        return False
    words = [len(cell_text(cell).split()) for row in table.rows for cell in row.cells]
    return max(words, default=0) <= LONGEST_MEANING and sum(words) <= 250


def _is_key_row(row: Row) -> bool:
    """A key printed as one row on top of another table: "Key" and then colours."""
    first = next((cell for cell in row.cells if cell.lines), None)
    if first is None or not _KEY_WORDS.match(cell_text(first)):
        return False
    return any(COLOUR.search(cell_text(cell)) for cell in row.cells)


def cell_text(cell: Cell) -> str:
    lines = cell.lines
    if not lines:
        return ""
    return clean(lines[0].text if len(lines) == 1 else cell.text).strip()


def _entries(row: Row) -> Iterator[tuple[str, str, str | None]]:
    """(colour, meaning, fill of the swatch): a swatch, then words; or words on a fill."""
    cells = [cell for cell in row.cells if not cell.merged_left and (cell.lines or cell.fill)]
    place = 0
    while place < len(cells):
        text, fill = cell_text(cells[place]), cells[place].fill
        entries = list(_ENTRY.finditer(text))
        for match in entries:
            yield spelling(match["colour"].lower()), _tidy(match["meaning"]), None
        colour = None if entries else _swatch(text, fill)
        following = cells[place + 1] if place + 1 < len(cells) else None
        meaning = cell_text(following) if following else ""
        if (
            colour
            and meaning
            and _swatch(meaning, following.fill if following and not text else None) is None
        ):
            named = _ENTRY.match(meaning)  # "Blue: closed" beside a blue B
            yield colour, _tidy(named["meaning"]) if named else meaning, fill
            place += 1
        elif colour is None and not entries and fill and text and status_in(text) and name_of(fill):
            yield name_of(fill) or "", text, fill
        elif colour and place == 1 and len(cells) == 2 and status_in(cell_text(cells[0])):
            yield colour, cell_text(cells[0]), fill  # "Complete", and its colour to the right
        place += 1


def _swatch(text: str, fill: str | None) -> str | None:
    """The colour of a cell that holds a colour's name, its letter, or nothing but its fill."""
    bare = _MARKS.sub(" ", text).strip()
    match = COLOUR.match(bare)
    if match and len(bare.split()) <= 2:
        return spelling(match[0].lower())
    if len(bare) == 1 and bare in LETTERS:
        return name_of(fill) if fill and name_of(fill) not in {None, "grey"} else LETTERS[bare]
    return name_of(fill) if not bare and fill else None
