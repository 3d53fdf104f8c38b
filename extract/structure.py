"""The structure tree of a tagged PDF: the author's own tables, rows, cells, lists and paragraphs.

ISO 32000-1, 14.7 and 14.8. Only the tree is read here, no page content, so it costs 1 to 3 ms a
page; the words come from the pages by the marked-content ids that the tree refers to. Custom
structure types are mapped to the standard ones by the document's role map.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

DEEPEST = 200  # real trees are 10 to 30 deep; a tree deeper than this refers to itself


class Mark(NamedTuple):
    """A piece of a page's content: the words of page (from 1) that carry this marked-content id."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element with its standard type ("Table", "TR", "TD", "LI", "P").

    row_span and column_span are at least 1; they mean something on TH and TD only.
    """

    role: str
    kids: tuple[Element | Mark, ...] = ()
    row_span: int = 1
    column_span: int = 1

    def marks(self) -> Iterator[Mark]:
        """Every mark below, in the tree's order."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            else:
                yield from kid.marks()


def read_structure(source: Path, pages: int, *, password: str | None = None) -> Element | None:
    """The whole tree of a PDF of so many pages under one root; None where it has none or it cannot
    be read.

    A broken tree is no error: the same words can be read from the page itself.
    """
    from actionplans.extract.structure_walk import tree_of

    try:
        return tree_of(source, pages, password or "")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken file makes pikepdf raise nearly anything
        return None
