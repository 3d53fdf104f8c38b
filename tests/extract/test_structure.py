"""The structure tree as it stands in a PDF: roles, spans, marks, circles, passwords."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from actionplans.extract.structure import DEEPEST, Element, Mark, read_structure

CELL = b"/Zelle#DF"  # a name that is no UTF-8


def tree_in(path: Path, kids: object, root: Dictionary | None = None, **saving: object) -> Path:
    """A PDF of two pages with this structure tree."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page()
    tree = pdf.make_indirect(root if root is not None else Dictionary())
    tree.K = kids(pdf) if callable(kids) else kids
    pdf.Root.StructTreeRoot = tree
    pdf.save(path, **saving)
    return path


def element(role: str, *kids: object, **more: object) -> Dictionary:
    return Dictionary(S=Name(f"/{role}"), K=Array(kids), **more)


def test_marks_are_of_the_page_that_is_named_last(tmp_path: Path) -> None:
    def kids(pdf: pikepdf.Pdf) -> Dictionary:
        one, two = (page.obj for page in pdf.pages)
        mark = Dictionary(Type=Name.MCR, MCID=3, Pg=two)
        ours = Dictionary(Type=Name.MCR, MCID=4)
        object_ = Dictionary(Type=Name.OBJR, Obj=two)
        inner = element("P", 7)  # says no page, and none is handed down
        return element("TD", 1, mark, ours, object_, inner, 1, Array([2]), None, Name.X, Pg=one)

    root = read_structure(tree_in(tmp_path / "a.pdf", kids), 2)
    assert root is not None
    marks = (Mark(1, 1), Mark(2, 3), Mark(1, 4), Element("P"), Mark(1, 2))
    assert root == Element("Root", (Element("TD", marks),))


def test_roles_are_mapped_step_by_step(tmp_path: Path) -> None:
    roles = pikepdf.Object.parse(b"<</A /B /B /TD /Round /Trip /Trip /Round " + CELL + b" /TH>>")
    cell = pikepdf.Object.parse(b"<</S " + CELL + b" /K []>>")
    kids = Array([element("A"), element("P"), element("Round"), cell])
    root = read_structure(tree_in(tmp_path / "a.pdf", kids, Dictionary(RoleMap=roles)), 2)
    assert root is not None
    assert [kid.role for kid in root.kids if isinstance(kid, Element)] == ["TD", "P", "Round", "TH"]


def test_spans_of_the_cell_go_before_those_of_its_class(tmp_path: Path) -> None:
    classes = Dictionary(wide=Dictionary(ColSpan=3, RowSpan=2))
    own = Array([Dictionary(O=Name.Layout), 0, Dictionary(ColSpan=4.0), 1])
    kids = Array([
        element("TD", C=Name.wide),
        element("TD", C=Array([Name.wide, 0]), A=own),
        element("P", C=Name.wide),
        element("TH", A=Dictionary(ColSpan=-3, RowSpan=5000)),
    ])  # fmt: skip
    root = read_structure(tree_in(tmp_path / "a.pdf", kids, Dictionary(ClassMap=classes)), 2)
    assert root is not None
    cells = [kid for kid in root.kids if isinstance(kid, Element)]
    assert [(cell.row_span, cell.column_span) for cell in cells] == [(2, 3), (2, 4), (1, 1), (1, 1)]


def test_trees_in_circles_and_without_a_floor_end(tmp_path: Path) -> None:
    def kids(pdf: pikepdf.Pdf) -> Array:
        circle = pdf.make_indirect(element("Sect"))
        circle.K = Array([circle, element("P")])
        deep = element("P")
        for _ in range(DEEPEST + 50):
            deep = pdf.make_indirect(element("Div", deep))
        return Array([circle, deep, circle])

    root = read_structure(tree_in(tmp_path / "a.pdf", kids), 2)
    assert root is not None
    circle, deep = root.kids
    assert circle == Element("Sect", (Element("P"),))
    depth = 1
    while isinstance(deep, Element) and deep.kids:
        (deep,), depth = deep.kids, depth + 1
    assert depth == DEEPEST


def test_pages_that_may_be_others_are_not_believed(tmp_path: Path) -> None:
    source = tree_in(tmp_path / "a.pdf", element("P"))
    assert read_structure(source, 2) == Element("Root", (Element("P"),))
    assert read_structure(source, 3) is None
    assert read_structure(tree_in(tmp_path / "b.pdf", Dictionary(K=1)), 2) is None


@pytest.mark.parametrize("strength", [3, 6])
def test_a_password_opens_the_tree(tmp_path: Path, strength: int) -> None:
    locked = pikepdf.Encryption(
        user="pässwort", owner="öwner", R=strength, aes=strength > 3, metadata=strength > 3
    )
    source = tree_in(tmp_path / "a.pdf", element("P"), encryption=locked)
    assert read_structure(source, 2, password="pässwort") == Element("Root", (Element("P"),))
    assert read_structure(source, 2, password="wrong") is None
    assert read_structure(source, 2) is None
