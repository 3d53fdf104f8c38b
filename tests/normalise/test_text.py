# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Lines back into text: hyphens, wraps, paragraphs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.extract.document import Line
from actionplans.extract.page import Word
from actionplans.normalise.text import Lexicon, key_of, lexicon_of, paragraphs, plain, text_of

NOTHING = Lexicon(Counter())


def lines(*texts: str, step: float = 12.0, **facts: bool) -> tuple[Line, ...]:
    made = []
    for at, text in enumerate(texts):
        x0, words = 40.0, []
        for token in text.split(" "):
            words.append(Word(token, 1, x0, at * step, x0 + 5 * len(token), at * step + 10, 10))
            x0 += 5 * (len(token) + 1)
        made.append(Line(tuple(words), **facts))
    return tuple(made)


def printed(*words: str) -> Lexicon:
    return Lexicon(Counter(key_of(word) for word in words))


@pytest.mark.parametrize(
    ("parts", "elsewhere", "text"),
    [
        (("mindful of Covid-", "19 priorities"), (), "mindful of Covid-19 priorities"),
        (("Teresa Lavelle-", "Hill"), (), "Teresa Lavelle-Hill"),
        (("a multi-", "agency plan"), (), "a multi-agency plan"),
        (("should re\u2010", "member this"), (), "should remember this"),
        (("a multi-", "agency plan"), ("multiagency", "agency", "agency"), "a multi-agency plan"),
        (("well-", "being"), ("well-being", "wellbeing"), "well-being"),
        (("safe-", "guarding"), ("safeguarding",), "safeguarding"),
        (("commis-", "sioning"), (), "commissioning"),
        (("imple-", "mentation"), (), "implementation"),
        (("organi-", "sation"), (), "organisation"),
        (("ring-", "fenced funds"), (), "ring-fenced funds"),
        (("QR-", "coded posters"), (), "QR-coded posters"),
        (("face-to-", "face"), (), "face-to-face"),
        (("work-", "force"), (), "workforce"),
        (("awareness-", "training"), ("training", "training"), "awareness-training"),
        (("safe\u00ad", "guarding"), (), "safeguarding"),
        (("Early Help 0", "– 19"), (), "Early Help 0 – 19"),
        (("short-", "and long-term"), (), "short- and long-term"),
        (("and/", "or"), (), "and/or"),
        (("Septembe", "r 2020"), ("September",), "September 2020"),
        (("on 3", "rd June"), (), "on 3rd June"),
        (("eﬃcient\u00a0work",), (), "efficient work"),
        (("re\u0301sume\u0301",), (), "résumé"),
    ],
)
def test_what_a_line_end_cut(parts, elsewhere, text):
    assert text_of(lines(*parts), printed(*elsewhere)) == text


def test_a_hyphen_before_a_space_is_the_authors_unless_positions_are_lost():
    words = printed("multi-agency")
    assert text_of(lines("multi- agency"), words) == "multi- agency"
    assert text_of(lines("multi- agency"), Lexicon(words.counts, loose=True)) == "multi-agency"


def test_bullets_and_numbers_open_paragraphs():
    cell = lines(
        "to ensure:",
        "• plans are shared by",
        "all of the partners",
        "• risks are known",
        "i) NHS 111",
        "(b) Staff",
    )
    assert text_of(cell, NOTHING).split("\n") == [
        "to ensure:", "• plans are shared by all of the partners", "• risks are known", "i) NHS 111", "(b) Staff",
    ]  # fmt: skip


def test_a_gap_or_a_short_line_that_ends_a_sentence_opens_a_paragraph():
    first, second = lines("One line that is long enough to fill.", "Two.")
    moved = Line(tuple(w._replace(top=w.top + 9, bottom=w.bottom + 9) for w in second.words))
    assert text_of((first, moved), NOTHING).count("\n") == 1
    assert text_of((first, second), NOTHING).count("\n") == 0
    assert (
        text_of(
            lines("Done.", "Then more words are here in a line", "that is wide"), NOTHING
        ).count("\n")
        == 1
    )


def test_what_the_document_says_of_paragraphs_holds():
    assert text_of(lines("one", "two", starts_paragraph=True), NOTHING) == "one\ntwo"
    assert text_of(lines("one.", "• two", starts_paragraph=False), NOTHING) == "one. • two"


TOKENS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="\u00ad"),
    min_size=1,
    max_size=8,
)
CELLS = st.lists(st.lists(TOKENS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6)


@given(CELLS)
def test_no_letter_is_lost_and_none_is_added(texts):
    cell = lines(*texts)

    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    assert letters(text_of(cell, NOTHING)) == letters(plain(cell))
    assert sum(len(group) for group in paragraphs(cell)) == len(cell)


@given(CELLS)
def test_text_has_single_spaces_and_no_blank_paragraph(texts):
    text = text_of(lines(*texts), NOTHING)
    assert "  " not in text
    assert text == text.strip()
    assert "\n\n" not in text


HYPHENATED = Lexicon(Counter(), hyphenates=True)


@pytest.mark.parametrize(
    ("words", "lexicon", "text"),
    [
        (("part-", "nership"), HYPHENATED, "partnership"),
        (("child-", "ren"), HYPHENATED, "children"),
        (("ring-", "fenced"), HYPHENATED, "ring-fenced"),  # no third word
        (("up-", "to-date"), NOTHING, "up-to-date"),
        (("QR-", "coded"), NOTHING, "QR-coded"),
        (("multi-", "agency"), HYPHENATED, "multi-agency"),
        (("flexi-", "duty"), NOTHING, "flexi-duty"),  # nobody cuts words here
        (("psychoedu-", "cation"), NOTHING, "psychoeducation"),
    ],
)
def test_a_hyphen_at_a_lines_end_by_the_habits_of_the_document(words, lexicon, text):
    assert text_of(lines(*words), lexicon) == text


def test_a_document_that_cuts_words_at_line_ends_hyphenates(build):
    cut = build.grid("The imple- / mentation of plans | x")
    whole = build.grid("A multi- / agency audit of ring- / fenced funds | x")
    assert lexicon_of(build.document(cut)).hyphenates
    assert not lexicon_of(build.document(whole)).hyphenates


def test_a_letter_in_brackets_that_wrapped_opens_no_paragraph():
    assert text_of(lines("Regulation 12(2)", "(g)"), NOTHING) == "Regulation 12(2)(g)"


def test_dashes_that_stand_one_below_the_other_are_a_list():
    cell = lines("which are:", "- easy to read", "- kept for two years")
    assert text_of(cell, NOTHING).split("\n") == [
        "which are:", "- easy to read", "- kept for two years",
    ]  # fmt: skip


def test_years_that_the_end_of_a_line_parts(read):
    rows = read("Action | Lead | When\nWrite a strategy 2025– / 2028 | Jo Smith | May 2025", fields="action")  # fmt: skip
    assert rows == [("Write a strategy 2025–2028",)]


def test_a_hyphen_behind_a_figure_stays(build, plan_of):
    plan = plan_of(
        "Action | Lead | Due\nHold a 30- / minute talk each week with all staff. | Jo | May 2024"
    )
    assert plan.actions[0].action == "Hold a 30-minute talk each week with all staff."
