"""Words that a narrow column cut without a hyphen, sewn together before anything reads them.

A word processor or a spreadsheet breaks a word only where it is wider than its column, so that its
first part stands alone on its line: "Complet" above "e", "31/03/20" above "23".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.extract.page import Word
from actionplans.normalise.english import is_word
from actionplans.normalise.headings import words_known
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.plan import Repair
from actionplans.normalise.text import Lexicon, document_lines, key_of, plain

_CUT_DATE = re.compile(r"(?:^|\D)\d{1,2}([/.-])\d{1,2}\1(\d{1,3})$|[A-Za-z]{3}[-' ]?(\d{1,3})$")
_LONGEST = 24  # letters of a word
_LEAST_SEWN = 7  # letters of a word in capitals that was seen as two
_MOST_PARTS = 4  # that a column cuts it into
_UNMAPPED = "\ufffd"
_SPECKS = "\u030c\u0307\u0306"  # caron, dot and breve: no English word has them
_ACCENTS = "\u0301\u0300\u0302\u0308"  # acute, grave, circumflex, diaeresis: names do have them
_ACCENTED = frozenset({"cafe", "fiance", "fiancee", "resume", "facade", "naive", "nee"})
_KINDS = ("role", "body_word", "subject", "body")
_LIGATURES = ("ti", "tt", "fi", "fl", "ff", "ffi", "ft", "tf", "tti", "ffl")
_WHY = "the first part stands alone on its line, and only the whole is a word or a date"


def mended(document: Document, lexicon: Lexicon) -> tuple[Document, tuple[Repair, ...]]:
    """The document with the words sewn that the columns of its tables cut, and the record."""
    repairs: list[Repair] = []
    body = tuple(
        _mended_table(part, lexicon, repairs) if isinstance(part, Table) else part
        for part in document.body
    )
    return (replace(document, body=body) if repairs else document), tuple(repairs)


def _mended_table(table: Table, lexicon: Lexicon, repairs: list[Repair]) -> Table:
    before = len(repairs)
    rows = tuple([_mended_row(row, lexicon, repairs) for row in table.rows])
    return replace(table, rows=rows) if len(repairs) > before else table


def _mended_row(row: Row, lexicon: Lexicon, repairs: list[Repair]) -> Row:
    if not any(_may_be_cut(cell.lines) for cell in row.cells):
        return row  # nearly every row
    cells = [_mended_cell(cell, lexicon) if _may_be_cut(cell.lines) else cell for cell in row.cells]
    found = [
        Repair(None, "word-sewn", row.page, plain(before.lines), plain(after.lines), _WHY)
        for before, after in zip(row.cells, cells, strict=True)
        if before is not after
    ]
    repairs += found
    return replace(row, cells=tuple(cells)) if found else row


def with_ligatures(document: Document) -> tuple[Document, tuple[Repair, ...]]:
    """The document with the letters put in that a font without a mapping hides ("commi�ee"), where
    one ligature alone makes a word of English; the rest stays as it is, and is on no record."""
    repairs: list[Repair] = []

    def put_in(line: Line) -> Line:
        if _UNMAPPED not in line.text:
            return line
        words = tuple(_with_ligature(word, repairs) for word in line.words)
        return replace(line, words=words)

    if _UNMAPPED not in "".join([line.text for line in document_lines(document)]):
        return document, ()
    return _with_lines(document, put_in), tuple(repairs)


def _with_ligature(word: Word, repairs: list[Repair]) -> Word:
    if word.text.count(_UNMAPPED) != 1:
        return word
    found = [
        text
        for ligature in _LIGATURES
        if is_word(key_of(text := word.text.replace(_UNMAPPED, ligature)))
    ]
    if len(found) != 1:
        return word
    note = "the font does not name a ligature, and only this one makes a word"
    repairs.append(Repair(None, "letters-restored", word.page, word.text, found[0], note))
    return word._replace(text=found[0])


def as_seen(document: Document) -> Document:
    """A recognised document without what recognition is known to see wrongly: a capital I as a
    small l ("lan Bristow"), where no English word begins so; a speck above a letter as its accent
    ("Jošephine", "Ín"), where the word without it is one; a word in capitals as two ("EFFE CTIVE"),
    where only the whole is one."""
    if document.text_layer != "ocr":
        return document

    def seen(line: Line) -> Line:
        words = _with_capitals_sewn([_without_speck(_with_capital_i(word)) for word in line.words])
        return line if words == line.words else replace(line, words=words)

    return _with_lines(document, seen)


def _with_capital_i(word: Word) -> Word:
    bare = key_of(word.text)
    misread = bare[:1] == "l" and word.text[:1] == "l" and bare.isalpha() and len(bare) > 2
    return word._replace(text="I" + word.text[1:]) if misread and not is_word(bare) else word


def _with_capitals_sewn(words: Sequence[Word]) -> tuple[Word, ...]:
    sewn: list[Word] = []
    for word in words:
        last = sewn[-1] if sewn else None
        if last and _are_halves(last.text, word.text):
            top, bottom = min(last.top, word.top), max(last.bottom, word.bottom)
            text = last.text + word.text
            sewn[-1] = last._replace(text=text, x1=word.x1, top=top, bottom=bottom)
        else:
            sewn.append(word)
    return tuple(sewn)


def _are_halves(left: str, right: str) -> bool:
    capitals = left.isupper() and right.isupper() and left.isalpha() and right.isalpha()
    if not capitals or min(len(left), len(right)) < 2 or len(left + right) < _LEAST_SEWN:
        return False
    one, two = key_of(left), key_of(right)
    return is_word(one + two) and not (is_word(one) or is_word(two))


def _without_speck(word: Word) -> Word:
    if word.text.isascii():
        return word._replace(text="–") if word.text == "--" else word
    if word.text[0] in "ÍÌÎ" and is_word(key_of("I" + word.text[1:])):
        return word._replace(text="I" + word.text[1:])
    apart = unicodedata.normalize("NFD", word.text)
    text = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _SPECKS))
    if text != word.text and is_word(key_of(text)):
        return word._replace(text=text)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _ACCENTS))
    return word._replace(text=bare) if bare != word.text and _is_of_plans(bare) else word


def _is_of_plans(text: str) -> bool:
    """A word of English that is no name, so that an accent on it is a speck: "Sérvices"."""
    key = key_of(text)
    if text[:1].islower():
        return is_word(key) and key not in _ACCENTED
    return key in words_known() or any(key in known(kind) for kind in _KINDS)


def _with_lines(document: Document, change: Callable[[Line], Line]) -> Document:
    body = [
        replace(part, rows=tuple(_each_line(row, change) for row in part.rows))
        if isinstance(part, Table)
        else change(part)
        for part in document.body
    ]
    return replace(document, body=tuple(body))


def _each_line(row: Row, change: Callable[[Line], Line]) -> Row:
    cells = tuple(replace(cell, lines=tuple(map(change, cell.lines))) for cell in row.cells)
    return replace(row, cells=cells)


def _may_be_cut(lines: Sequence[Line]) -> bool:
    if len(lines) < 2 or 1 not in [len(line.words) for line in lines]:
        return False  # nearly every cell
    return any(
        len(above.words) == 1
        and above.words[0].text[-1:].isalnum()
        and below.words
        and below.words[0].text[:1].isalnum()
        for above, below in pairwise(lines)
    )


def _mended_cell(cell: Cell, lexicon: Lexicon) -> Cell:
    lines = list(cell.lines)
    sewn = False
    for at in range(len(lines) - 1):
        for last in range(min(at + _MOST_PARTS, len(lines)) - 1, at, -1):  # the longest first
            if _are_one(lines[at : last + 1], lexicon):
                _sew(lines, at, last)
                sewn = True
                break
    return replace(cell, lines=tuple(lines)) if sewn else cell


def _are_one(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Whether the words at the ends of these lines are parts of one word or date."""
    *heads, last = lines
    if any(len(line.words) != 1 or not line.words[0].text for line in heads) or not last.words:
        return False
    if any(line.starts_paragraph for line in lines[1:]) or not last.words[0].text:
        return False
    return _cut([*(line.words[0].text for line in heads), last.words[0].text], lexicon)


def _sew(lines: list[Line], first: int, last: int) -> None:
    """Put the whole word first. The box of each part stays its own, so that every word of the page
    is accounted for."""
    whole = "".join(line.words[0].text for line in lines[first : last + 1])
    for at in range(first, last + 1):
        word = lines[at].words[0]._replace(text=whole if at == first else "")
        lines[at] = replace(lines[at], words=(word, *lines[at].words[1:]))


def _cut(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether these are the parts of one word or date."""
    if len(parts) == 2 and parts[0][-1].isdigit() and parts[1][:1].isdigit():
        return _cut_date(*parts)
    bare = [part.strip("(“‘'\".,;:)”’").casefold() for part in parts]
    whole = "".join(bare)
    if not all(part.isalpha() for part in bare) or len(whole) > _LONGEST:
        return False
    if not all(part[0].islower() for part in parts[1:]) or all(map(is_part, bare)):
        return False
    if len(bare[0]) == 1 and is_part(bare[1]):
        return False  # "wings B" above "and C"
    return is_word(whole) or lexicon.knows(whole)


def is_part(text: str) -> bool:
    """Whether the text stands as a word by itself; of single letters only "a" and "i" do."""
    return is_word(text) if len(text) > 1 else text in {"a", "i"}


def _cut_date(left: str, right: str) -> bool:
    """Whether right completes the year that left breaks off: "31/03/20" and "23"."""
    found, digits = _CUT_DATE.search(left), re.match(r"\d+(?=\D*$)", right)
    if not found or not digits:
        return False
    year = (found[2] or found[3]) + digits[0]
    return len(year) == 4 and year[:2] in {"19", "20"}
