"""Rows that are headings: one or more, with guidance under them, printed again, cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.extract.document import Cell, Row
from actionplans.normalise.colours import name_of
from actionplans.normalise.content import looks_dated
from actionplans.normalise.evidence import is_sentence
from actionplans.normalise.facts import labelled_cell, title_and_beside
from actionplans.normalise.heading_text import heading_text
from actionplans.normalise.headings import (
    Role,
    claims,
    is_heading,
    is_of_other_kind,
    normalised,
    other_kinds,
    words_known,
)
from actionplans.normalise.months import MONTH_LIKE
from actionplans.normalise.refs import read, whole
from actionplans.normalise.text import plain
from actionplans.normalise.wordlists import word_list

_LONG_HEADING = 40  # words, of which half may be dates and marks; what is longer is text
_WHOLE = 0.8  # of a row's cells
_GUIDANCE = 16  # words of a cell that tells the author what to write
_SMALLER = 0.93  # times the size of the rows
_PERIOD = re.compile(rf"(?:{MONTH_LIKE}|Q[1-4])\.?(?: ?['’]?\d{{2,4}})?", re.IGNORECASE)
_BARS = 3  # headings of a chart of bars
_MOST_WORDS = 14  # of a heading, without dates and marks
_NAMED, _SURE = 0.6, 0.75  # of the headings, and of the words of one, where much is asked
_LONGEST_NUMBER = 8  # characters, from which on a reference may be words too


def heading_rows(
    rows: Sequence[Row], at: int, told: frozenset[str], *, first: bool
) -> tuple[Row, ...]:
    """The heading that starts at this row: none, one or more rows.

    told are headings that the profile names; first: no heading was met yet in this table, so that
    less is asked of this one.
    """
    row = rows[at]
    reads = _reads_as_heading(row, told, strict=not first)
    if not first and not reads:
        return ()  # nearly every row
    labelled = labelled_cell(row) is not None and not (first and at == 0 and _names_both(row))
    if labelled or _is_numbered_title(row):
        return ()
    if first and at == 0 and _is_lone_heading(row):
        return (row,)
    if not reads:
        below = rows[at + 1] if at + 1 < len(rows) else None
        if not any(cell.merged_left for cell in row.cells):
            return ()
        spanned = _is_short(row) and not _opens_with_sentence(row)
        spanned = spanned and len({cell.fill for cell in row.cells if cell.lines}) <= 2  # no key
        if not (
            spanned
            and below
            and below.page == row.page
            and _reads_as_heading(below, told, strict=False)
        ):
            return ()
        if sum(bool(cell.lines) for cell in row.cells) < 2:
            return ()
    found = [row]
    for below in rows[at + 1 : at + 3]:
        second = below.page == row.page and (
            _is_second(found[-1], below)
            or _is_guidance(below)
            or _is_small_print(found, below, rows[at + len(found) + 1 :])
            or _is_on_own_ground(below, rows[at + len(found) + 1 :])
            or _goes_on(found[-1], below)
            or _says_again(found[-1], below, told)
        )
        if not second:
            break
        found.append(below)
    return tuple(found)


def _names_both(row: Row) -> bool:
    """True for "Recommendation | Improvement actions", which head the two columns of a table."""
    found = [claims(text)[:1] for text in filled(row)]
    roles = {claim.role for one in found for claim in one if claim.coverage == 1.0}
    return len(found) == 2 and len(roles) == 2 and "action" in roles and "extra" not in roles


def _opens_with_sentence(row: Row) -> bool:
    return is_sentence(next((plain(cell.lines) for cell in row.cells if cell.lines), ""))


def _is_numbered_title(row: Row) -> bool:
    """True for "AFI 1: Preventing crime" across the table, which heads no column."""
    across = title_and_beside(row)
    printed = read(plain(across[0])) if across else None
    return printed is not None and printed.shape in {"label", "code"}


def _is_lone_heading(row: Row) -> bool:
    """True for a first row that names one of its columns, not the first, and no other."""
    filled = [place for place, cell in enumerate(row.cells) if cell.lines]
    spans = any(cell.merged_left for cell in row.cells)
    if len(filled) != 1 or not filled[0] or spans:
        return False
    found = claims(heading_text(row.cells[filled[0]]))
    return (
        bool(found)
        and found[0].coverage == 1.0
        and found[0].role in {"action", "area", "due", "lead"}
    )


def filled(row: Row) -> list[str]:
    """The headings of a row, without those that are blank."""
    return [text for cell in row.cells if (text := heading_text(cell))]


def _is_short(row: Row) -> bool:
    return all(len(heading_text(cell).split()) <= 14 for cell in row.cells)


def _is_number(cell: Cell) -> bool:
    """True for "1.1" or "MD4" alone in a cell."""
    printed = cell.lines[0].text if len(cell.lines) == 1 else ""
    return (
        len(printed) < _LONGEST_NUMBER
        and any(map(str.isdigit, printed))
        and whole(printed) is not None
        and not (any(map(str.isalpha, printed)) and claims(printed))
    )


def _is_short_enough(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONG_HEADING and sum(map(str.isalpha, words)) <= _LONG_HEADING // 2


def _without_periods(texts: list[str]) -> list[str]:
    """The headings less the months of a chart of bars, "Apr", "May", "Jun", beside them."""
    periods = [text for text in texts if _PERIOD.fullmatch(text)]
    return [text for text in texts if text not in periods] if len(periods) >= _BARS else texts


def _role_of(text: str, *, strict: bool) -> Role | None:
    """What the text asks for as a heading, None where it reads as none."""
    words = len(normalised(text).split())
    found = claims(text) if words <= _MOST_WORDS else ()
    if found and (found[0].coverage >= (_SURE if strict else 0.4) or (words <= 9 and not strict)):
        return found[0].role
    return "extra" if text.endswith("?") else None  # "What do we have in place?" asks too


def _asks(text: str, *, strict: bool) -> bool:
    """True for a text that asks for something, or is the heading of another kind of table."""
    if not text or not _is_short_enough(text):
        return False
    return _role_of(text, strict=strict) is not None or is_of_other_kind(text)


def _length(cell: Cell) -> int:
    """How many words the cell has."""
    return sum([len(line.words) for line in cell.lines])


def _headings_in(row: Row, needed: float, *, strict: bool) -> list[str]:
    """The texts of a row's cells; none as soon as less than two of them may ask for something, or
    too many of them are no headings, of which the shortest are read first."""
    texts = {place: "" for place, cell in enumerate(row.cells) if cell.lines}
    if len(texts) < 2:
        return []
    silent = other = 0
    for place in sorted(texts, key=lambda place: _length(row.cells[place])):
        text = texts[place] = heading_text(row.cells[place])
        if _asks(text, strict=strict):
            continue
        silent += 1
        other += bool(text) and not _PERIOD.fullmatch(text)
        if len(texts) - silent < 2 or len(texts) - other < needed * len(texts):
            return []
    return list(filter(None, texts.values()))


def _reads_as_heading(row: Row, told: frozenset[str], *, strict: bool) -> bool:
    if strict and not told and any(map(_is_number, row.cells)):
        return False  # nearly every row: no need to read it
    needed = _NAMED if strict else 0.5
    whole_row = bool(told) or row.header
    texts = filled(row) if whole_row else _headings_in(row, needed, strict=strict)
    texts = _without_periods(texts)
    if told and sum(normalised(text) in told for text in texts) >= max(1, 0.5 * len(texts)):
        return True
    sizes = [len(text.split()) for text in texts]
    short = [text for text in texts if _is_short_enough(text)]
    if len(short) < max(2, needed * len(texts)) and not row.header:
        return False
    share = 1.0 if strict else 0.6
    if any(count >= max(2, share * len(texts)) for _, count in other_kinds(short)):
        return True
    roles = [role for text in short if (role := _role_of(text, strict=strict))]
    core = {role for role in roles if role != "extra"}
    if row.header and roles and not strict:
        return True
    # "Position reported to the Board on 14 January" is a heading; "14 January 2025" is a cell.
    long = sum(size > 25 for size in sizes)
    if len(roles) < 2 or not core or len(roles) < needed * len(texts) or long > 1:
        return False
    return not any(
        (len(t.split()) <= 4 and looks_dated(t) and not claims(t))
        or (len(t) < _LONGEST_NUMBER and len(t) > 1 and whole(t) and not claims(t))
        for t in short
    )


def _is_second(row: Row, below: Row) -> bool:
    """A second heading row: headings under the spans of the first, or marked by the document."""
    if below.header and row.header:
        return True
    spans = {place for place, cell in enumerate(row.cells) if cell.merged_left}
    under = {
        place: cell
        for place, cell in enumerate(below.cells)
        if cell.lines and not cell.merged_above
    }
    inside = under.keys() <= spans | {place - 1 for place in spans}
    if not spans or not under or not inside or not _is_short(below):
        return False
    if any(whole(plain(cell.lines)) for cell in under.values()):
        return False
    return len(under) < len(below.cells) or _reads_as_heading(below, frozenset(), strict=True)


def _goes_on(row: Row, below: Row) -> bool:
    """The second line of headings that the detector took for a row: words of the vocabulary alone,
    under headings, in the same type, with other cells blank."""
    filled = [place for place, cell in enumerate(below.cells) if cell.lines]
    if not filled or len(filled) > 0.6 * len(row.cells):
        return False
    if any(cell.merged_left for cell in below.cells):
        return False  # a banner
    for place in filled:
        top, cell = row.cells[place], below.cells[place]
        words = normalised(plain(cell.lines)).split()
        alike = {word.bold for word in top.words()} == {word.bold for word in cell.words()}
        known = bool(words) and len(words) <= 4 and words_known() >= set(words)
        if not top.lines or not alike or not known or cell.merged_above or cell.merged_left:
            return False
    return all(
        is_heading(f"{plain(row.cells[p].lines)} {plain(below.cells[p].lines)}") for p in filled
    )


def _says_again(row: Row, below: Row, told: frozenset[str]) -> bool:
    """Headings in other words under headings, in the same fill: "Who will do it" under "Lead"."""
    pairs = [(top, cell) for top, cell in zip(row.cells, below.cells, strict=True) if cell.lines]
    return (
        len(pairs) >= 2
        and all(top.lines and top.fill and top.fill == cell.fill for top, cell in pairs)
        and _is_short(below)
        and _reads_as_heading(below, told, strict=False)
    )


def _is_guidance(row: Row) -> bool:
    """A row of guidance under the headings: every cell tells the author what to write."""
    texts = [plain(cell.lines) for cell in row.cells if cell.lines]
    guides = sum(
        bool(set(text.casefold().split()[:3]) & word_list("guidance"))
        or text.startswith("(")
        or text.endswith("?")
        for text in texts
    )
    return (
        len(texts) >= 2
        and guides >= max(2, 0.6 * len(texts))
        and not any(looks_dated(t) for t in texts)
    )


def _is_small_print(heading: Sequence[Row], row: Row, after: Sequence[Row]) -> bool:
    """A row of guidance that its type tells: smaller than the headings and than the rows below."""
    texts = [plain(cell.lines) for cell in row.cells if cell.lines]
    if len(texts) < 2 or not after or any(len(text.split()) > _GUIDANCE for text in texts):
        return False
    smaller = 0 < _size(row) < _SMALLER * min([_size(each) for each in (heading[0], *after[:3])])
    return smaller and not any(map(looks_dated, texts))


def _is_on_own_ground(row: Row, after: Sequence[Row]) -> bool:
    """A row of guidance that its ground tells: one that no row after it has, under all of its
    cells, and not a figure in them where the rows below have some."""
    cells = [cell for cell in row.cells if cell.lines]
    grounds = {cell.fill for cell in cells}
    if len(cells) < _WHOLE * len(row.cells) or len(grounds) != 1 or None in grounds:
        return False
    if any(name_of(ground or "") not in {None, "grey"} for ground in grounds):
        return False  # a colour says how things stand
    texts = [plain(cell.lines) for cell in cells]
    if any(map(str.isdigit, "".join(texts))) or any(len(t.split()) > _GUIDANCE for t in texts):
        return False
    below = [each for each in after if sum(bool(cell.lines) for cell in each.cells) > 1]
    figures = sum(any(map(str.isdigit, plain(c.lines))) for each in below[:5] for c in each.cells)
    plainly = not any(cell.fill in grounds for each in below for cell in each.cells)
    return len(below) > 1 and plainly and figures >= len(below[:5])


def _is_on_another_ground(above: Row, row: Row) -> bool:
    """True where each heading has words below it on a ground that no heading has."""
    pairs = [(top, cell) for top, cell in zip(above.cells, row.cells, strict=True) if top.lines]
    if not all(cell.lines and cell.fill and not cell.merged_left for _, cell in pairs):
        return False
    return len(pairs) > 2 and not {top.fill for top, _ in pairs} & {cell.fill for _, cell in pairs}


def _fills_more(above: Row, row: Row) -> bool:
    """True for headings under spans: guidance stands below a heading of its own."""
    return any(
        top.merged_left and not top.lines and cell.lines
        for top, cell in zip(above.cells, row.cells, strict=True)
    )


def _size(row: Row) -> float:
    """The size of type of most of the row's words."""
    sizes = sorted(word.size for cell in row.cells for word in cell.words())
    return sizes[len(sizes) // 2] if sizes else 0.0


def guides(above: Row, row: Row) -> bool:
    """True for a row among the headings that says what to write below them, or the same again."""
    return not _fills_more(above, row) and (
        _is_guidance(row)
        or _says_again(above, row, frozenset())
        or (_size(row) < _SMALLER * _size(above) and not _is_second(above, row))
        or _is_on_another_ground(above, row)
    )
