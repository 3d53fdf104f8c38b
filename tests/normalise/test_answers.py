"""Responses in numbered paragraphs: no table at all."""

from __future__ import annotations

import pytest

from actionplans.errors import NoActionTableError
from actionplans.normalise.inspection import inspect_document

RESPONSE = (
    "*The* *response* *of* *the* *department*",
    "1. Publish one procedure for", "every inspection.", "1.1 Accepted", "1.2 We will publish it.",
    "1.3 We will test it by May 2024.",
    "2. Count every arrival once.", "2.1 Not accepted", "2.2 The ships are counted already.",
    "3. Train the officers.", "3.1 Partially accepted. Some are trained.",
    "3.2 We will train them.",
)  # fmt: skip


def test_a_row_for_each_answer_and_none_for_what_is_refused(read):
    rows = read(*RESPONSE, fields="area_ref area action_ref action")
    assert rows == [
        ("1", "Publish one procedure for every inspection.", "1.2", "We will publish it."),
        ("1", "Publish one procedure for every inspection.", "1.3", "We will test it by May 2024."),
        ("3", "Train the officers.", "3.1", "Partially accepted. Some are trained."),
        ("3", "Train the officers.", "3.2", "We will train them."),
    ]


def test_they_are_seen_by_inspect_too(build):
    seen = inspect_document(build.document(*RESPONSE)).tables
    assert [(table.chosen, table.rows) for table in seen] == [(True, 4)]


@pytest.mark.parametrize(
    "lines",
    [
        RESPONSE[:5],  # one recommendation
        [line.replace("ccepted", " start") for line in RESPONSE],  # a report with numbered parts
        ["1. First, accepted.", "2. Second, accepted.", "3. Third, accepted."],  # no answers
    ],
)
def test_numbered_paragraphs_of_other_kinds_are_no_plan(build, lines):
    from actionplans.normalise.normalise import to_plan

    with pytest.raises(NoActionTableError):
        to_plan(build.document(*lines))


def test_what_is_refused_with_a_reason_or_only_accepted_stays_among_the_lines(read):
    rows = read(
        "1. Buy a boat.", "1.1 Accepted", "2. Paint the boat.",
        "2.1 We do not accept this. It is dry.", "2.2 The law stays.",
        "3. Sail the boat.", "3.1 Accepted", "3.2 We will sail it.",
        fields="area_ref action",
    )  # fmt: skip
    assert rows == [("3", "We will sail it.")]
