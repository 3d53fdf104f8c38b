"""The walk down a structure tree, as pikepdf reads the PDF. Imported only for a tagged PDF.

ISO 32000-1, 14.7. A mark that the tree names twice counts where it stands first, so that no word
can be in two cells; an element that is met again is left out, because broken trees go in circles.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from actionplans.extract.structure import DEEPEST, Element, Mark

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # its complaints are not the user's

Reference = tuple[int, int]  # an object's number and generation
NO_REFERENCE: Reference = (0, 0)  # that of an object within another one


def tree_of(source: Path, pages: int, password: str) -> Element | None:
    """The whole tree under one root, or None where the PDF has none. Raises nearly anything.

    pages: how many there are. Where pikepdf sees another number, the file is damaged and its page 2
    need not be ours.
    """
    with _opened(source, password) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        if not isinstance(tree, Dictionary) or len(pdf.pages) != pages:
            return None
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return _Walk(tree, numbers).element("Root", tree, 0)


def _opened(source: Path, password: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(source, password=password)
    except pikepdf.PasswordError:
        if password.isascii():
            raise
        # Passwords are UTF-8 only since PDF 2.0.
        return pikepdf.open(source, password=password.encode("pdfdoc"))


class _Walk:
    """One walk down a tree; remembers what it has seen."""

    def __init__(self, tree: Object, pages: Mapping[Reference, int]) -> None:
        self.pages = pages
        self.roles = _role_map(tree.get("/RoleMap"))
        self.classes = tree.get("/ClassMap")
        self.marks: set[Mark] = set()
        self.seen: set[Reference] = set()

    def element(self, role: str, node: Object, depth: int) -> Element:
        kids = self.kids(node, depth)
        if role not in ("TD", "TH"):
            return Element(role, kids)
        attributes = list(self.attributes(node))
        return Element(role, kids, _span("/RowSpan", attributes), _span("/ColSpan", attributes))

    def kids(self, node: Object, depth: int) -> tuple[Element | Mark, ...]:
        page = self.page(node)
        found: list[Element | Mark] = []
        for kid in _items(node.get("/K")):
            if isinstance(kid, int):
                self.mark(page, kid, found)
            elif not isinstance(kid, Dictionary):
                continue
            elif (kind := _entry(kid, "/Type")) == "/MCR":
                self.mark(self.page(kid) or page, kid.get("/MCID"), found)
            elif kind != "/OBJR" and depth < DEEPEST and self.is_new(kid):
                found.append(self.element(self.standard(bytes(kid["/S"])), kid, depth + 1))
        return tuple(found)

    def mark(self, page: int | None, mcid: object, found: list[Element | Mark]) -> None:
        """Put the mark to those found, the first time that it is named."""
        if page is not None and isinstance(mcid, int):
            mark = Mark(page, mcid)
            if mark not in self.marks:
                self.marks.add(mark)
                found.append(mark)

    def page(self, node: Object) -> int | None:
        """The number of the page that an element or a mark says it is on."""
        page = _entry(node, "/Pg")
        return self.pages.get(page.objgen) if isinstance(page, Dictionary) else None

    def is_new(self, node: Object) -> bool:
        """Whether an element has not been met; one without a number is in one place only."""
        reference = node.objgen
        if reference in self.seen:
            return False
        if reference != NO_REFERENCE:
            self.seen.add(reference)
        return True

    def standard(self, role: bytes) -> str:
        """The standard type; a role map may take several steps and may go in circles."""
        for _ in range(8):
            mapped = self.roles.get(role, role)
            if mapped == role:
                break
            role = mapped
        return role.decode(errors="replace").removeprefix("/")

    def attributes(self, node: Object) -> Iterator[Object]:
        """Class-map attributes, then the element's own, which go before (ISO 32000-1, 14.7.5)."""
        if isinstance(self.classes, Dictionary):
            for name in _items(_entry(node, "/C")):
                if isinstance(name, Name):
                    yield from _attributes(self.classes.get(name))
        yield from _attributes(_entry(node, "/A"))


def _role_map(roles: object) -> dict[bytes, bytes]:
    """Names as bytes, as they need not be UTF-8."""
    if not isinstance(roles, Dictionary):
        return {}
    return {
        name.encode(errors="surrogateescape"): bytes(role)
        for name, role in roles.items()
        if isinstance(role, Name)
    }


def _entry(node: Object, name: str) -> Any:
    """What get() gives, which takes six times as long where there is no such entry."""
    return node.get(name) if name in node else None


def _items(value: Any) -> Iterable[Any]:
    """What an entry holds that may be one thing or an array of them."""
    if not isinstance(value, Array):
        return (value,)
    items = list(value)
    if any(isinstance(item, Array) for item in items):
        return [inner for item in items for inner in _items(item)]
    return items


def _attributes(value: Any) -> Iterator[Object]:
    """One attribute object, or those of an array with revision numbers between."""
    return (item for item in _items(value) if isinstance(item, (Dictionary, Stream)))


def _span(name: str, attributes: Sequence[Object]) -> int:
    """A span as the last attribute object that has it gives it."""
    given = [value for each in attributes if (value := _entry(each, name)) is not None]
    span: object = given[-1] if given else None
    return int(span) if isinstance(span, (int, Decimal)) and 1 <= span <= 1000 else 1
