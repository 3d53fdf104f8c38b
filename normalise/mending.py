"""Words that a narrow column cut without a hyphen, sewn together before anything reads them.

A word processor or a spreadsheet breaks a word only where it is wider than its column, so that its
first part stands alone on its line: "Complet" above "e", "31/03/20" above "23".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise.english import is_word
from actionplans.normalise.text import Lexicon

_CUT_DATE = re.compile(r"(?:^|\D)\d{1,2}([/.-])\d{1,2}\1(\d{1,3})$|[A-Za-z]{3}[-' ]?(\d{1,3})$")
_LONGEST = 24  # letters of a word


def mended(document: Document, lexicon: Lexicon) -> Document:
    """The document with the words sewn that the columns of its tables cut."""
    body = [
        replace(part, rows=tuple(_mended_row(row, lexicon) for row in part.rows))
        if isinstance(part, Table)
        else part
        for part in document.body
    ]
    return replace(document, body=tuple(body))


def _mended_row(row: Row, lexicon: Lexicon) -> Row:
    if not any(_may_be_cut(cell.lines) for cell in row.cells):
        return row
    cells = (_mended_cell(cell, lexicon) if _may_be_cut(cell.lines) else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _may_be_cut(lines: Sequence[Line]) -> bool:
    return any(
        len(above.words) == 1
        and above.words[0].text[-1:].isalnum()
        and below.words
        and below.words[0].text[:1].isalnum()
        for above, below in pairwise(lines)
    )


def _mended_cell(cell: Cell, lexicon: Lexicon) -> Cell:
    lines = list(cell.lines)
    for at in range(len(lines) - 1, 0, -1):  # from below: "Imple", "mente", "d"
        above, below = lines[at - 1], lines[at]
        if len(above.words) != 1 or not below.words or below.starts_paragraph:
            continue
        left, right = above.words[0], below.words[0]
        if not left.text or not right.text or not _cut(left.text, right.text, lexicon):
            continue
        # The box of each part stays its own, so that every word of the page is accounted for.
        lines[at - 1] = replace(above, words=(left._replace(text=left.text + right.text),))
        lines[at] = replace(below, words=(right._replace(text=""), *below.words[1:]))
    return replace(cell, lines=tuple(lines))


def _cut(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether the two are parts of one word or date."""
    if left[-1].isdigit() and right[:1].isdigit():
        return _cut_date(left, right)
    head, tail = left.strip("(“‘'\"").casefold(), right.rstrip(".,;:)”’'\"").casefold()
    whole = head + tail
    if not (right[0].islower() and head.isalpha() and tail.isalpha()) or len(whole) > _LONGEST:
        return False
    if not (is_word(whole) or lexicon.knows(whole)):
        return False
    return not (is_part(head) and is_part(tail))


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
