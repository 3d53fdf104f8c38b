"""The corpus: the scoring can be trusted, and every document is read as well as it was.

The floors are a little under what was measured; raise them as the reading gets better.
"""

from __future__ import annotations

import copy
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


accuracy = load(ROOT / "bench" / "accuracy.py")
DOCUMENTS = list(accuracy.documents())
NATIVE = [(path, told) for path, told in DOCUMENTS if not told["scan"]]
FLOORS = {
    "open": {"f1": 0.99, "whole": 0.97, "action": 0.98, "due_end": 0.99, "lead_text": 0.99},
    "judged": {"f1": 0.99, "whole": 0.93, "action": 0.97, "due_end": 0.97, "lead_text": 0.95},
    "fresh": {"f1": 0.99, "whole": 0.98, "action": 0.98, "due_end": 0.98, "lead_text": 0.98},
    "offices": {"f1": 0.99, "whole": 0.95, "action": 0.97, "due_end": 0.97, "lead_text": 0.97},
    "judging": {"f1": 0.99, "whole": 0.97, "action": 0.97, "due_end": 0.97, "lead_text": 0.97},
    "unseen": {"f1": 0.99, "whole": 0.95, "action": 0.97, "due_end": 0.97, "lead_text": 0.97},
}


def rows() -> list[dict[str, Any]]:
    return copy.deepcopy(DOCUMENTS[0][1]["actions"])


def test_it_is_as_large_as_promised() -> None:
    by_set = Counter(path.parent.name for path, _ in DOCUMENTS)
    assert len(DOCUMENTS) >= 568
    assert by_set["judging"] + by_set["unseen"] >= 190
    assert sum(path.stat().st_size for path, _ in DOCUMENTS) < 33_500_000


@pytest.mark.parametrize(("path", "told"), DOCUMENTS, ids=lambda v: getattr(v, "stem", ""))
def test_truth_scores_as_truth(path: Path, told: Any) -> None:
    result = accuracy.score(path.stem, told["actions"], told["actions"])
    assert (result.f1, result.whole, result.wrong) == (1.0, len(told["actions"]), [])


def test_a_lost_row_lowers_recall_only() -> None:
    result = accuracy.score("", rows(), rows()[1:])
    assert result.precision == 1.0
    assert result.recall == pytest.approx(1 - 1 / len(rows()))


def test_an_invented_row_lowers_precision_only() -> None:
    result = accuracy.score("", rows(), [*rows(), {**rows()[0], "action": "Nothing like it"}])
    assert result.recall == 1.0
    assert result.precision < 1.0


@pytest.mark.parametrize(
    "field", ["area", "action", "due_text", "due_end", "lead_text", "area_ref", "status", "names"]
)
def test_a_wrong_field_is_seen(field: str) -> None:
    wrong = rows()
    wrong[0][field] = ["Nobody"] if field == "names" else f"{wrong[0][field]} so"
    result = accuracy.score("", rows(), wrong)
    assert result.whole == len(wrong) - 1
    assert result.right[field] == len(wrong) - 1


def test_two_rows_run_together_are_one_found() -> None:
    joined = rows()[1:]
    joined[0]["action"] = f"{rows()[0]['action']} {joined[0]['action']}"
    assert accuracy.score("", rows(), joined).matched == len(rows()) - 1


def test_white_space_and_bullets_are_no_fault() -> None:
    spaced = [{**row, "action": "• " + row["action"].replace(" ", "\n", 1)} for row in rows()]
    assert accuracy.score("", rows(), spaced).right["action"] == len(spaced)


def test_a_failing_document_is_a_line_of_the_table() -> None:
    def read(*_: Any) -> Any:
        raise ValueError("no")

    result = accuracy.attempt(read, *DOCUMENTS[0])
    assert "ValueError: no" in accuracy.table([result])
    assert result.recall == 0.0


@pytest.mark.parametrize("which", FLOORS)
def test_floors(which: str) -> None:
    """Each set is read as well as it was, and every word of it is accounted for."""
    folder = accuracy.FOLDERS[which]
    readings = [
        accuracy.attempt(accuracy.ours, path, told)
        for path, told in NATIVE
        if path.parent.name == folder
    ]
    assert [(one.name, one.unaccounted) for one in readings if one.unaccounted] == []
    result = accuracy.total(which, readings)
    reached = {"f1": result.f1, "whole": result.whole / result.expected}
    reached |= {name: result.rate(name) for name in accuracy.FIELDS}
    short = {name: (reached[name], floor) for name, floor in FLOORS[which].items()
             if reached[name] < floor}  # fmt: skip
    assert not short, accuracy.table(readings)


SCANS = [(path, told) for path, told in DOCUMENTS if told["scan"]]


@pytest.mark.slow
@pytest.mark.ocr
@pytest.mark.parametrize(("path", "told"), SCANS, ids=lambda v: getattr(v, "stem", ""))
def test_scans(path: Path, told: Any) -> None:
    pytest.importorskip("rapidocr")
    result = accuracy.attempt(accuracy.ours, path, told)
    assert (result.error, result.f1 > 0.9, result.rate("action") > 0.8) == ("", True, True)
