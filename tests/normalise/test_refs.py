"""References as printed: their shapes, and which of them hold."""

from __future__ import annotations

import pytest

from actionplans.normalise import refs
from actionplans.normalise.text import plain


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("1.1 Undertake", "1.1"),
        ("11.1Implementation", "11.1"),
        ("2.2. Improve", "2.2"),
        ("(1a) Train", "1a"),
        ("1a) Train", "1a"),
        ("MD4 The provider", "MD4"),
        ("CoC2.3 Leaders", "CoC2.3"),
        ("ap1. Develop", "ap1"),
        ("R3: Publish", "R3"),
        ("Recommendation 3: Publish", "3"),
        ("Area 2 – Staffing", "2"),
        ("Priority 1a", "1a"),
        ("1.0.1 January 2015", "1.0.1"),
        ("17. (57, 138)", "17"),
        ("1. IT Development", "1"),
        ("SL79", "SL79"),
        ("AFI4.1 Be safe", "AFI4.1"),
        ("Area for priority action 2: Staffing", "2"),
        ("NCL/2024/0788 Asbestos", "NCL/2024/0788"),
        ("AFI 1: Be safe", "AFI 1"),
        ("Rec 6 Publish", "Rec 6"),
    ],
)
def test_references_before_a_text(text, ref):
    found = refs.read(text)
    assert found
    assert found.ref == ref


@pytest.mark.parametrize(
    "text",
    [
        "Covid-19 plan",
        "15 children",
        "12.9.22",
        "May 2020",
        "2020 review",
        "i) NHS 111",
        "In 2020 we",
        "Q2 2020/21",
        "A waiting list",
        "OBJECTIVES: To make",
    ],
)
def test_what_is_no_reference(text):
    assert refs.read(text) is None


@pytest.mark.parametrize(
    ("one", "two", "follows"),
    [
        ("13.6 a", "13.7 b", True),
        ("(1a) a", "(1b) b", True),
        ("MD4 a", "MD5 b", True),
        ("6.1 a", "6.3 b", False),
        ("6.1 a", "7.1 b", False),
    ],
)
def test_successors(one, two, follows):
    assert refs.successor(refs.read(one), refs.read(two)) is follows


def accepted(*texts: str, groups=None, areas=None):
    groups, areas = groups or [None] * len(texts), areas or [None] * len(texts)
    return [found and found.ref for found in refs.accepted(texts, groups, areas)]


def test_a_numbering_that_goes_on_is_one():
    assert accepted("1. Draft", "2. Agree", "3. Tell") == ["1", "2", "3"]
    assert accepted("1. Draft", "2. Agree", "1. Tell", "2. Ask", groups="aabb") == [
        "1",
        "2",
        "1",
        "2",
    ]


def test_a_number_that_every_text_repeats_is_none():
    assert accepted("1. Draft", "1. Agree", "1. Tell") == [None, None, None]


def test_a_list_number_among_dotted_references_is_none():
    assert accepted("1.1 Draft", "1.2 Agree", "1. Tell") == ["1.1", "1.2", None]


def test_a_measure_is_no_reference():
    assert accepted("2.5 days of training", "Write a plan", "Tell staff") == [None, None, None]
    assert accepted("2.5 Train", areas=["2"]) == ["2.5"]


def test_a_glued_word_goes_to_both_sides(build):
    line = build.grid("13.6Update the | b").rows[0].cells[0].lines
    head, rest = refs.cut(line, 4)
    assert (plain(head), plain(rest)) == ("13.6", "Update the")
    assert head[0].words[0].box == rest[0].words[0].box


def test_a_reference_that_a_narrow_column_cut(build):
    assert refs.narrow(build.grid("MD1 / 0 | b").rows[0].cells[0].lines) == "MD10"
    assert refs.narrow(build.grid("13. / 6 | b").rows[0].cells[0].lines) == "13.6"
    assert refs.narrow(build.grid("Co / C1 | b").rows[0].cells[0].lines) == "CoC1"
    assert refs.narrow(build.grid("Must / do | b").rows[0].cells[0].lines) == "Must do"


def test_a_short_label_in_a_reference_column_is_part_of_the_reference():
    assert refs.whole("AFI 1.").ref == "AFI 1"
    assert refs.whole("Recommendation 1").ref == "1"
    assert refs.successor(refs.whole("AFI 1"), refs.whole("AFI 2"))


def test_letters_after_the_number_of_each_area_are_references():
    texts = ["1a) Review", "2a) Audit", "2b) Publish", "3a) Train"]
    groups = ["one", "two", "two", "three"]
    found = refs.accepted(texts, groups, [None] * 4)
    assert [printed and printed.ref for printed in found] == ["1a", "2a", "2b", "3a"]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("AFI4.1", "AFI4.1"),
        ("AFI 4", "AFI 4"),
        ("CC1-A", "CC1-A"),
        ("HM01/02", "HM01/02"),
        ("QA/W/12", "QA/W/12"),
        ("Reg 12(2)(b)", "Reg 12(2)(b)"),
        ("12(2)(b)", "12(2)(b)"),
        ("(1a)", "1a"),
        ("Area of weakness 1:", "1"),
        ("Priority action 3", "3"),
    ],
)
def test_references_in_a_column_of_their_own(text, ref):
    assert refs.whole(text).ref == ref


@pytest.mark.parametrize(
    "text", ["Must do", "Regulation (HSCA)", "12/06/2024", "Q1", "A and B", "Leadership", "by 2024"]
)
def test_words_and_dates_in_a_column_of_references(text):
    assert refs.whole(text) is None


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Area of weakness 1: Plans drift", "1"),
        ("Area for priority action 2 – Plans drift", "2"),
        ("Priority action 3: Plans drift", "3"),
        ("Area 4: Plans drift", "4"),
        ("Outcome 1B: Plans drift", "1B"),
    ],
)
def test_labels_of_areas_before_a_text(text, ref):
    found = refs.read(text)
    assert (found.ref, found.shape) == (ref, "label")


@pytest.mark.parametrize("text", ["P23-CoC1", "NCPI-R1", "CQC/24/R3", "WS3-P2-A1"])
def test_codes_of_letters_and_figures_with_hyphens_in_a_column(text):
    found = refs.whole(text)
    assert found is not None
    assert found.ref == text


@pytest.mark.parametrize("text", ["30-Mar-24", "Mar-24", "COVID-19", "A-B"])
def test_what_is_no_code_in_a_column(text):
    assert refs.whole(text) is None


@pytest.mark.parametrize("text", ["Review standard 3 and report", "Report item 5 to the board"])
def test_what_is_to_be_done_with_a_thing_that_has_a_number(text):
    assert refs.read(text) is None
