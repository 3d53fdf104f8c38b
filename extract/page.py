"""One physical page as a reader sees it: words, ruling lines and fills.

Every length is in PDF points (1/72 inch) from the top left of the page after its rotation has been
applied. Pages count from 1. This is the seam between the PDF libraries and everything else:
a reader makes Pages, and nothing past this point knows which library read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page; x0 <= x1 and top <= bottom."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """A run of characters with no space between them.

    text is NFC with ligatures resolved; a soft hyphen that ends it (U+00AD) is kept, because the
    next line's word completes it. raised is the tail of text that is set as a superscript
    ("rd" in "3rd", "1" in "Date1"), or "". size is the font size in points of the main run.
    mcid is the marked-content id that a tagged PDF's structure tree refers to, -1 for none.
    colour is the text's fill as "#rrggbb". confidence is 0 to 1 for recognised text, None for
    a text layer. upright is False for text that does not run left to right on the page.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    raised: str = ""
    colour: str = "#000000"
    confidence: float | None = None
    upright: bool = True
    mcid: int = -1

    @property
    def box(self) -> Box:
        return Box(self.page, self.x0, self.top, self.x1, self.bottom)


class Rule(NamedTuple):
    """A ruling line: horizontal if it is wider than high. Its thin side is under 3 points."""

    x0: float
    top: float
    x1: float
    bottom: float


class Fill(NamedTuple):
    """A filled rectangle with its colour as "#rrggbb"; white paper is not a fill."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader found on one page; words in reading order of the content stream.

    shapes are the bounds of what is filled and has curves: pills, dots, rounded boxes.
    pictures are the boxes of images, so that a page that is one picture can be told from an
    empty page.
    turned: degrees clockwise that the page was turned besides its own rotation, because its text
    is set sideways; everything on it is given as it then reads.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Box, ...] = ()
    turned: int = 0
    shapes: tuple[Fill, ...] = ()


def without_words(pages: Sequence[Page], taken: Iterable[Word]) -> tuple[Page, ...]:
    """The pages without these of their own words."""
    gone = set(map(id, taken))
    if not gone:
        return tuple(pages)
    left = [tuple([word for word in page.words if id(word) not in gone]) for page in pages]
    return tuple(
        page if len(words) == len(page.words) else replace(page, words=words)
        for page, words in zip(pages, left, strict=True)
    )
