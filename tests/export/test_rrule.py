"""Repetitions as RFC 5545 writes them."""

from __future__ import annotations

import pytest

from actionplans.export.rrule import is_rrule
from actionplans.normalise.recurrence import TABLE, rule


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=5",
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1",
        "FREQ=DAILY;UNTIL=20211231", "FREQ=DAILY;UNTIL=20211231T235959Z", "FREQ=WEEKLY;WKST=SU",
    ],
)  # fmt: skip
def test_rules(text):
    assert is_rrule(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "monthly", "FREQ=FOO", "FREQ=", "INTERVAL=2", "FREQ=MONTHLY;",
        "FREQ=MONTHLY;FREQ=DAILY",
        "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;EVERY=3", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=20211331", "FREQ=DAILY;COUNT=1;UNTIL=20211231", "FREQ=YEARLY;BYMONTH=13",
        "INTERVAL=2;FREQ=DAILY", "FREQ=monthly", "FREQ=YEARLY;BYDAY=99MO", "FREQ=YEARLY;BYMONTH=-1",
    ],
)  # fmt: skip
def test_no_rules(text):
    assert not is_rrule(text)


def test_every_rule_that_is_read_is_one():
    assert all(is_rrule(rule(unit, 2)) for unit in ("day", "week", "month", "quarter", "year"))
    assert TABLE
