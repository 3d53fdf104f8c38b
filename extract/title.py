"""What a document is called: by its largest line before the first table, or by its own metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from actionplans.extract.document import Line, Table
from actionplans.extract.page import Page

LARGER = 1.15  # times the common size of the text: what is set larger is a heading
LEADING = 1.8  # times the size: a line nearer than this, in the same size, goes on with the title
FILE_NAME = re.compile(r"^microsoft \w+ - |\.(docx?|pdf|odt|rtf|xlsx?|pptx?|indd|html?)$", re.I)
NAMELESS = {"", "untitled", "untitled document", "document", "document1", "template", "title"}


def title(
    source: Path, pages: Sequence[Page], body: Sequence[Table | Line], password: str | None
) -> str | None:
    """The document's title, None where neither its first pages nor its metadata give one."""
    return printed_title(pages, body) or metadata_title(source, password)


def printed_title(pages: Sequence[Page], body: Sequence[Table | Line]) -> str | None:
    """The largest text on the first page that has lines before its first table."""
    lines = [part for part in takewhile(_is_line, body) if isinstance(part, Line)]
    lines = [line for line in lines if line.words[0].page == lines[0].words[0].page]
    lines = [line for line in lines if any(map(str.isalpha, line.text))]
    if not lines:
        return None
    sizes = sorted([word.size for page in pages for word in page.words])
    size = max(_size(line) for line in lines)
    if size < LARGER * sizes[len(sizes) // 2]:
        return None
    first = next(n for n, line in enumerate(lines) if _size(line) == size)
    chosen = [lines[first]]
    for line in lines[first + 1 :]:
        if _size(line) != size or line.box.top - chosen[-1].box.top > LEADING * size:
            break
        chosen.append(line)
    return " ".join(line.text for line in chosen)


def _is_line(part: Table | Line) -> bool:
    return isinstance(part, Line)


def _size(line: Line) -> float:
    return max(word.size for word in line.words)


def metadata_title(source: Path, password: str | None) -> str | None:
    """The title that the PDF states, unless it is a file name or a program's default."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source, password=password) as document:
            stated: str = document.get_metadata_value("Title")
    except pypdfium2.PdfiumError:
        return None
    text = " ".join(stated.replace("\x00", " ").split())
    if text.lower() in NAMELESS or FILE_NAME.search(text):
        return None
    return text
