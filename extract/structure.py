"""The structure tree of a tagged PDF: the author's own tables, rows, cells, lists and paragraphs.

ISO 32000-1, 14.7 and 14.8. Only the tree is read here, no page content, so it costs 3 to 7 ms a
page; the words come from the pages by the marked-content ids that the tree refers to. Custom
structure types are mapped to the standard ones by the document's role map. A mark that the tree
names twice counts where it stands first, so that no word can be in two cells.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

logging.getLogger("playa").addHandler(logging.NullHandler())  # its complaints are not the user's

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


def read_structure(source: Path, *, password: str | None = None) -> Element | None:
    """The whole tree under one root, or None where the PDF has none or it cannot be read.

    A broken tree is no error: the same words can be read from the page itself.
    """
    from playa.document import Document

    try:
        with source.open("rb") as file, Document(file, password=password or "") as pdf:
            tree = pdf.structure
            if tree is None:
                return None
            return _Walk(tree.role_map, tree.props.get("ClassMap")).element("Root", tree, 0)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken file makes playa raise nearly anything
        return None


class _Walk:
    """One walk down a tree; remembers what it has seen, because broken trees go in circles."""

    def __init__(self, roles: dict[str, str], classes: Any) -> None:
        from playa.pdftypes import resolve1

        self.roles = roles
        self.classes = resolve1(classes)
        self.marks: set[Mark] = set()
        self.seen: dict[int, Any] = {}  # holds them too, so that no id is given twice

    def element(self, role: str, node: Any, depth: int) -> Element:
        attributes = self.attributes(node.props) if role in ("TD", "TH") else {}
        return Element(
            role,
            tuple(self.kids(node, depth)),
            _span(attributes.get("RowSpan")),
            _span(attributes.get("ColSpan")),
        )

    def kids(self, node: Any, depth: int) -> Iterator[Element | Mark]:
        from playa import structure

        for kid in node:
            if isinstance(kid, structure.Element):
                if depth < DEEPEST and id(kid.props) not in self.seen:
                    self.seen[id(kid.props)] = kid.props
                    yield self.element(self.standard(kid.type), kid, depth + 1)
            elif isinstance(kid, structure.ContentItem) and kid.page is not None:
                mark = Mark(kid.page.page_idx + 1, kid.mcid)
                if mark not in self.marks:
                    self.marks.add(mark)
                    yield mark

    def standard(self, role: str) -> str:
        """The standard type; a role map may take several steps and may go in circles."""
        for _ in range(8):
            mapped = self.roles.get(role, role)
            if mapped == role:
                break
            role = mapped
        return role

    def attributes(self, props: dict[str, Any]) -> dict[str, Any]:
        """Class-map attributes, then the element's own, which go before (ISO 32000-1, 14.7.5)."""
        from playa.pdftypes import PSLiteral, literal_name, resolve1

        merged: dict[str, Any] = {}
        names = resolve1(props.get("C"))
        for name in names if isinstance(names, list) else [names]:
            literal = resolve1(name)
            if isinstance(literal, PSLiteral) and isinstance(self.classes, dict):
                merged.update(_dictionaries(self.classes.get(literal_name(literal))))
        merged.update(_dictionaries(props.get("A")))
        return merged


def _dictionaries(value: Any) -> dict[str, Any]:
    """One attribute object, or an array of them with revision numbers between, as one dict."""
    from playa.pdftypes import resolve1

    value = resolve1(value)
    merged: dict[str, Any] = {}
    for part in value if isinstance(value, list) else [value]:
        found = resolve1(part)
        attributes = getattr(found, "attrs", found)  # a stream's dictionary
        if isinstance(attributes, dict):
            merged.update({key: resolve1(item) for key, item in attributes.items()})
    return merged


def _span(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and 1 <= value <= 1000 else 1
