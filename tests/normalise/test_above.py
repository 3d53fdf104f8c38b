# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Titles and sentences above separate tables."""

from __future__ import annotations

import pytest

HEAD = "Action | Who | When\n"
FIRST, SECOND = HEAD + "Recruit nurses | Jo | May 2024", HEAD + "Train everybody | Al | June 2024"
STAFFING = "The number of nurses on the wards was not appropriate."
RECORDS = "The records of patients were not kept up to date."


def test_a_title_and_one_sentence_above_each_table(read):
    rows = read(
        "*Regulation* *15:* *Premises*", STAFFING, FIRST, "*Regulation* *17:* *Records*", RECORDS, SECOND,
        fields="section area action",
    )  # fmt: skip
    assert rows == [
        ("Regulation 15: Premises", STAFFING, "Recruit nurses"),
        ("Regulation 17: Records", RECORDS, "Train everybody"),
    ]


def test_a_title_and_one_sentence_above_one_table_of_several_head_none(read):
    rows = read("*Premises*", STAFFING, FIRST, "Next.", SECOND, fields="area")
    assert rows == [(None,), (None,)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Premises", STAFFING),  # not set off by type
        ("*Premises*", "See the appendix."),  # too short to say what is wrong
        ("*Premises*", "The number of nurses on the wards"),  # no sentence
        ("*Premises* *are* *poor.*", STAFFING),  # a sentence is no title
    ],
)
def test_what_states_nothing_above_each_table(read, title, text):
    rows = read(title, text, FIRST, title, text, SECOND, fields="area")
    assert rows == [(None,), (None,)]


def test_a_label_on_its_own_above_what_it_names(read):
    rows = read(
        "*Recommendation* *1*", STAFFING, FIRST, "*Recommendation* *2*", RECORDS, SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [(None, "1", STAFFING), (None, "2", RECORDS)]


@pytest.mark.parametrize("line", ["Agency response:", "Action plan", "Agreed actions:", "Progress"])
def test_a_heading_of_the_answers_is_no_area(read, line):
    rows = read(
        f"Recommendation 1: {STAFFING}", line, FIRST, f"Recommendation 2: {RECORDS}", line, SECOND,
        fields="area",
    )  # fmt: skip
    assert rows == [(STAFFING,), (RECORDS,)]


def test_words_about_progress_are_no_heading_of_the_answers(read):
    text, more = "The trust has trained its nurses but has not made", "good progress with records"
    rows = read(
        f"Recommendation 1: {text}", more, FIRST, f"Recommendation 2: {RECORDS}", SECOND,
        fields="area",
    )  # fmt: skip
    assert rows == [(f"{text} {more}",), (RECORDS,)]


def test_sections_that_stand_under_an_area_leave_it_standing(build, read):
    def large(text):
        line = build.document(f"*{text}*").body[0]
        words = tuple(word._replace(size=12, bold=True) for word in line.words)
        return type(line)(words)

    rows = read(
        large("Area of significant weakness 1: Plans are late."), "*Outcome* *1A:* *Prompt*", FIRST,
        "*Outcome* *1B:* *Good*", SECOND,
        large("Area of significant weakness 2: Waits are long."), "*Outcome* *2A:* *Short*", FIRST,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [
        ("Outcome 1A: Prompt", "1", "Plans are late."),
        ("Outcome 1B: Good", "1", "Plans are late."),
        ("Outcome 2A: Short", "2", "Waits are long."),
    ]


def test_a_label_without_a_number_above_what_is_to_improve(read):
    rows = read(
        f"*Area* *for* *improvement:* {STAFFING}", FIRST, f"*Area* *for* *improvement:* {RECORDS}", SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [(None, None, STAFFING), (None, None, RECORDS)]


def test_a_title_in_small_letters_behind_such_a_label_is_none(read):
    rows = read("Areas for improvement: force response", FIRST, "Next.", SECOND, fields="area")
    assert rows == [(None,), (None,)]
