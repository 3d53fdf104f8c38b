"""Other readers of tables on the same documents, with as much help as an analyst would give them.

Every table found is laid out by the headings that this project's own vocabulary knows; rows without
an action are taken as headings of what follows; blanks of areas, references and leads are filled
down. Whatever is not installed is left out.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

accuracy = sys.modules.get("accuracy") or sys.modules["__main__"]
Grid = list[list[str]]
DOWN = ("ref", "area", "lead")


def pdfplumber_tables(path: Path) -> Iterator[Grid]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                yield [[cell or "" for cell in row] for row in table]


def camelot_tables(flavor: str) -> Callable[[Path], Iterator[Grid]]:
    def read(path: Path) -> Iterator[Grid]:
        import camelot

        for table in camelot.read_pdf(str(path), pages="all", flavor=flavor):
            yield table.df.astype(str).values.tolist()

    return read


def pymupdf_tables(path: Path) -> Iterator[Grid]:
    import pymupdf

    with pymupdf.open(path) as pdf:
        for page in pdf:
            for table in page.find_tables().tables:
                yield [[cell or "" for cell in row] for row in table.extract()]


def rows_of(tables: Iterator[Grid]) -> list[dict[str, Any]]:
    """Tables as actions: columns by heading, carried to tables of as many columns; filled down."""
    from actionplans.normalise.headings import claims

    rows: list[dict[str, Any]] = []
    roles: list[str] = []
    for grid in tables:
        if not grid:
            continue
        named = [claims(" ".join(title.split())) for title in grid[0]]
        found = [str(claim[0].role) if claim else "extra" for claim in named]
        if "action" in found and len(set(found)) > 2:
            roles, grid = found, grid[1:]
        if len(roles) == len(grid[0] if grid else ()):
            rows += _filled(
                [dict(zip(reversed(roles), reversed(row), strict=True)) for row in grid]
            )
    return rows


def _filled(rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    last: dict[str, str] = {}
    for row in rows:
        last |= {key: row[key] for key in DOWN if row.get(key)}
        if not row.get("action", "").strip():
            continue
        full = {**row, **{key: last.get(key, "") for key in DOWN}}
        yield {
            **dict.fromkeys(accuracy.FIELDS),
            "action": full["action"], "area": full["area"], "due_text": full.get("due"),
            "lead_text": full["lead"], "area_ref": full.get("area_ref") or full["ref"],
            "action_ref": full.get("action_ref") or full["ref"], "names": [], "extra": {},
        }  # fmt: skip


def reader(tables: Callable[[Path], Iterator[Grid]]) -> Callable[..., Any]:
    def read(path: Path, expected: Sequence[Any], scan: bool) -> Any:
        return accuracy.score(path.stem, expected, rows_of(tables(path)), scan)

    return read


_ALL: dict[str, tuple[str, Callable[[Path], Iterator[Grid]]]] = {
    "pdfplumber": ("pdfplumber", pdfplumber_tables),
    "camelot lattice": ("camelot", camelot_tables("lattice")),
    "camelot hybrid": ("camelot", camelot_tables("hybrid")),
    "PyMuPDF find_tables": ("pymupdf", pymupdf_tables),
}
PEERS = {name: reader(read) for name, (module, read) in _ALL.items()
         if importlib.util.find_spec(module)}  # fmt: skip
