"""The rules of the house that a machine can check: who may import whom, and how large a room is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("extract", "normalise", "export", "actionplans")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.py"))

FORBIDDEN = {
    "extract": ("actionplans.normalise", "actionplans.export"),
    "normalise": ("actionplans.export", "pypdfium2", "pdfplumber", "pikepdf", "camelot"),
    "export": ("pdfplumber", "pikepdf", "camelot"),
}


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_data_walks_one_way(path: Path) -> None:
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    for forbidden in FORBIDDEN.get(path.parent.name, ()):
        assert not [n for n in names if n == forbidden or n.startswith(forbidden + ".")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file over 400 lines is asking to become two"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


def test_starting_up_imports_nothing_heavy() -> None:
    code = "import sys, actionplans, actionplans.cli; print(*sys.modules)"
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.split()
    )
    heavy = {
        "pandas", "pyarrow", "spacy", "camelot", "pdfplumber", "numpy", "dateparser", "msgspec",
        "pikepdf",
    }  # fmt: skip
    assert not loaded & heavy
