"""What fuzzing found, and a short run of it; reader.py and normaliser.py run on and on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "front")]

import normaliser  # noqa: E402
import reader  # noqa: E402

from actionplans.lanes import Lanes  # noqa: E402

# Forms that draw each other without end: pdfium takes all the memory there is, and is stopped.
STOPPED = ("85aa51827b21",)


@pytest.fixture(scope="module")
def lanes():
    lanes = Lanes()
    yield lanes
    lanes.stop()


@pytest.mark.parametrize("path", sorted((HERE / "found").glob("*.pdf")), ids=lambda path: path.stem)
def test_what_was_found_is_mended(path, lanes, tmp_path):
    reason = reader.tried(path.read_bytes(), lanes, tmp_path)
    if path.stem in STOPPED:
        assert reason is None or reason.startswith("LimitError")
    else:
        assert reason is None


def test_damaged_files_give_a_plan_or_a_plain_reason(lanes, tmp_path):
    for count, (_, reason) in enumerate(reader.fuzz(42, lanes, tmp_path)):
        assert reason is None
        if count == 60:
            break


def test_documents_in_disorder_give_a_plan_that_adds_up():
    for seed in range(40):
        assert normaliser.wrong(seed) is None, seed


def test_the_target_sees_what_is_wrong(monkeypatch):
    """A target that finds nothing must not be one that cannot see."""
    from actionplans.normalise.plan import Plan

    empty = Plan("p", None, "p.pdf", "00", 1, (), words_total=1)
    monkeypatch.setattr(normaliser, "to_plan", lambda _: empty)
    assert normaliser.wrong(1) == "the words do not add up; a plan without actions"
    monkeypatch.setattr(normaliser, "to_plan", lambda _: {}["x"])
    assert normaliser.wrong(1).startswith("KeyError")
