"""The corpus of cut rows tells the truth about its PDFs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TAGGED = sorted((HERE / "cut_rows_tagged").glob("*.json"))


@pytest.fixture(scope="module")
def cut_rows() -> Iterator[Any]:
    before = list(sys.path)
    sys.path.insert(0, str(HERE))
    try:
        import cut_rows

        yield cut_rows
    finally:
        sys.path[:] = before


def test_it_is_as_large_as_promised() -> None:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in TAGGED]
    rows = [row for document in documents for row in document["rows"]]
    assert len(documents) == 10
    assert sum(document["pages"] for document in documents) >= 100
    assert len(rows) >= 500
    assert 0.15 < sum(bool(row["cut"]) for row in rows) / len(rows) < 0.18


def test_the_committed_make_is_the_one_that_is_written(cut_rows: Any) -> None:
    for path, plan in zip(TAGGED, cut_rows.plans(), strict=True):
        known = json.loads(path.read_text(encoding="utf-8"))["rows"]
        for row, written in zip(known, cut_rows.truth(plan), strict=True):
            assert {field: row[field] for field in cut_rows.FIELDS} == {
                field: written[field] for field in cut_rows.FIELDS
            }


def test_truth_is_read_back_from_the_pdf(cut_rows: Any, tmp_path: Path) -> None:
    path = TAGGED[0]
    copy = tmp_path / path.with_suffix(".pdf").name
    copy.write_bytes(path.with_suffix(".pdf").read_bytes())
    cut_rows.save_truth(next(cut_rows.plans()), copy)
    assert copy.with_suffix(".json").read_text("utf-8") == path.read_text("utf-8")


def test_a_wrong_word_is_found_out(cut_rows: Any) -> None:
    rows = [{"ref": "1", "due": "May 2021", "merged": [], "pages": {}}]
    chars = [(char, 1) for char in "May2020"]
    with pytest.raises(ValueError, match="reads"):
        cut_rows.locate(rows, "due", chars, "a.pdf")
    with pytest.raises(ValueError, match="too many"):
        cut_rows.locate([], "due", chars, "a.pdf")
