"""Another tool's conversion: tab-separated rows, a blank line between pages.

There are no positions. Each page becomes a Table with has_geometry False; a word's box holds its
row and its place in it instead of points, so that words can still be told apart and put in order.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from actionplans.extract.document import Cell, Document, Line, PageSize, Row, Table
from actionplans.extract.page import Word

_RAISED = re.compile(r"(\S*?)\s*<su([pb])>\s*(.*?)\s*</su\2>")
_SIZE = 10.0


def read_text_table(path: Path) -> Document:
    """Read a tab-separated conversion as a Document. Raises OSError or UnicodeDecodeError."""
    data = path.read_bytes()
    return text_document(data.decode("utf-8"), path.name, hashlib.sha256(data).hexdigest())


def text_document(text: str, source: str = "text", sha256: str = "") -> Document:
    """The same of a string: pages are blocks between blank lines."""
    blocks = [block.splitlines() for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))]
    tables = tuple(_table(lines, number) for number, lines in enumerate(blocks, 1) if any(lines))
    pages = tuple(PageSize(number, 1000.0, 1000.0) for number in range(1, len(blocks) + 1))
    return Document(source, sha256, None, pages, tables)


def _table(lines: list[str], page: int) -> Table:
    printed = [line.split("\t") for line in lines]
    width = max(map(len, printed))
    while width > 1 and not any(len(row) >= width and row[width - 1].strip() for row in printed):
        width -= 1
    rows = tuple(
        Row(
            page,
            tuple(
                _cell(text, page, place, column) for column, text in enumerate(_padded(row, width))
            ),
        )
        for place, row in enumerate(printed)
    )
    return Table(rows, "text", has_geometry=False, evidence=("tab-separated text",))


def _padded(row: list[str], width: int) -> list[str]:
    return (row + [""] * width)[:width]


def _cell(text: str, page: int, row: int, column: int) -> Cell:
    """Two spaces or more stand for the end of a paragraph."""
    text = _RAISED.sub(lambda m: f"{m[1]}\x00{m[3]}\x00", text.strip())
    parts = [part for part in re.split(r"\s{2,}", text) if part.strip()]
    lines, offset = [], 1000.0 * column
    for place, part in enumerate(parts):
        words = []
        for token in part.split():
            plain, raised = _split_raised(token)
            words.append(
                Word(
                    plain,
                    page,
                    offset,
                    row * _SIZE,
                    offset + len(plain),
                    row * _SIZE + _SIZE,
                    _SIZE,
                    raised=raised,
                )
            )
            offset += len(plain) + 1
        lines.append(Line(tuple(words), starts_paragraph=place > 0))
    return Cell(tuple(lines))


def _split_raised(token: str) -> tuple[str, str]:
    raised = "".join(re.findall("\x00(.*?)\x00", token))
    return token.replace("\x00", ""), raised
