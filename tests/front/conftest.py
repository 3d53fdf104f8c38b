"""Lets the tests, and the reading processes that they start, import the modules beside them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

SAMPLES = HERE.parents[1] / "samples" / "east-sussex-jtai"


@pytest.fixture(scope="session")
def sample():
    return SAMPLES / "east-sussex-jtai-ruled.pdf"


@pytest.fixture(scope="session")
def small_plan(tmp_path_factory):
    """One page with four actions: what is quick to read."""
    from made_plans import write_plan

    path = tmp_path_factory.mktemp("small") / "small.pdf"
    write_plan(path, rows=4, seed=1)
    return path
