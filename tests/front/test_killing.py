"""kill -9 at random moments; `python tests/front/killing.py --rounds 50` is the long version."""

from __future__ import annotations

import sys

import pytest
from killing import killed


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes by /proc")
def test_after_kill_9_the_dataset_is_the_old_or_the_new_one(tmp_path):
    assert killed(tmp_path, rounds=6, seed=7).total() == 6
