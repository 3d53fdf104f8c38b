# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Status and colour: only what the plan says, in words or by its own key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actionplans.extract.document import Row, Table
from actionplans.normalise.normalise import to_plan
from actionplans.normalise.rag import Key, status_of

GRID = """
Action | Lead | By when | {head}
Hire a cook | Jo Smith | May 2020 | {one}
Buy ten beds | Al Jones | June 2020 | {two}
Paint it | Al Jones | July 2020 |
"""


def seen(build, head, one, two, *lines):
    plan = to_plan(build.document(*lines, build.grid(GRID.format(head=head, one=one, two=two))))
    return [(a.rag, a.status) for a in plan.actions]


def test_a_status_column(build):
    assert seen(build, "Status", "Complete", "In progress") == [
        (None, "complete"),
        (None, "in progress"),
        (None, None),
    ]


def test_a_colour_means_nothing_without_a_key(build):
    assert seen(build, "RAG", "G", "Amber")[:2] == [("green", None), ("amber", None)]


def test_a_colour_means_what_the_key_says(build):
    key = ("Green = Complete", "Amber = In progress", "Red = Not started")
    assert seen(build, "RAG", "G", "Amber", *key)[:2] == [
        ("green", "complete"),
        ("amber", "in progress"),
    ]


def test_a_short_progress_cell_is_a_status_and_a_story_is_not(build):
    story = "We completed the first two visits and will go on with the others in the new year"
    assert seen(build, "Progress", "Completed", story)[:2] == [(None, "complete"), (None, None)]


def test_the_fill_of_a_cell_is_its_colour(build):
    table = build.grid(GRID.format(head="RAG", one="", two=""))
    fills = (None, "#00b050", "#ff0000", None)
    rows = tuple(
        Row(row.page, (*row.cells[:-1], replace(row.cells[-1], fill=fill)))
        for row, fill in zip(table.rows, fills, strict=True)
    )
    plan = to_plan(build.document(Table(rows, "ruled")))
    assert [a.rag for a in plan.actions] == ["green", "red", None]


def test_what_is_complete_of_a_part_is_no_status_of_the_action(build):
    one, two = "Tender evaluation complete.", "Action now complete"
    assert seen(build, "Progress", one, two)[:2] == [(None, None), (None, "complete")]


def test_a_column_of_statuses_under_any_heading(build):
    rows = "Action | Lead | By when | Grade\n" + "\n".join(
        f"Hire cook {n} | Jo Smith | May 202{n} | {word}"
        for n, word in enumerate(("Not started", "Under way", "Completed"))
    )
    plan = to_plan(build.document(build.grid(rows)))
    assert [a.status for a in plan.actions] == ["not started", "in progress", "complete"]


def test_a_column_that_asks_whether_it_is_done(read):
    rows = read(
        """
        Action | Who | By when | Done?
        Hire a cook. | Jo | May 2024 | Yes
        Buy an oven. | Al | June 2024 | Part
        Mend the roof. | Al | June 2024 | No
        """,
        fields="status",
    )
    assert rows == [("complete",), ("in progress",), (None,)]


def test_a_colour_that_is_explained_as_undone_stands_against_words_of_a_target(build):
    head = "Action | Lead | Timescale | RAG\n"
    rows = "Review cases | Jo Smith | Review completed and reported, January 2013 | Amber\nWrite it | Al Jones | Completed May 2012 | Green"
    key = ("Amber = In progress", "Green = Completed", "Red = Not started")
    plan = to_plan(build.document(*key, build.grid(head + rows)))
    assert [(a.rag, a.status) for a in plan.actions] == [("amber", "in progress"), ("green", "complete")]  # fmt: skip


def test_a_key_that_was_found_as_one_with_the_table_below_it(build):
    table = build.grid(
        """
        | BRAG key
        B | Blue: closed by the panel, action complete
        A | Amber: in progress, at risk
        No. | Action | Lead | Due | BRAG
        1.1 | Hire a cook | Jo Smith | May 2020 | B
        1.2 | Buy ten beds | Al Jones | June 2020 | A
        """
    )
    plan = to_plan(build.document(table))
    assert [(a.rag, a.status) for a in plan.actions] == [("blue", "complete"), ("amber", "in progress")]  # fmt: skip


def test_a_key_of_letters_in_a_line_that_are_no_colours(build):
    key = "Status key: C = Complete O = On track D = Delayed N = Not started"
    assert seen(build, "Status", "C", "N", key)[:2] == [(None, "complete"), (None, "not started")]


def test_letters_with_meanings_on_grounds_are_a_key_wherever_they_stand(build):
    first = build.grid("RAG key | B – Complete and verified[#5b9bd5]")
    second = build.grid(
        """
        | | G – In progress[#92d050] | < | R – Off track, no plan[#ff0000] | <
        Ref | Site | Action | Manager | Due date | RAG
        MD1 | North | Hire a cook for the kitchen | Jo Smith | May 2020 | B[#5b9bd5]
        MD2 | South | Buy ten beds for the ward | Al Jones | June 2020 | G[#92d050]
        """
    )
    plan = to_plan(build.document(first, second))
    assert [(a.action_ref or a.area_ref, a.rag, a.status) for a in plan.actions] == [
        ("MD1", "blue", "complete"),
        ("MD2", "green", "in progress"),
    ]


def test_words_on_grounds_in_the_plan_itself_are_no_key(build):
    table = build.grid(
        """
        Ref | Action | Lead | Due | Status
        A1 | Hire a cook | Jo Smith | May 2020 | Complete[#2e7d32]
        A2 | Buy ten beds | Al Jones | June 2020 | On track[#a5d6a7]
        A3 | Paint it | Al Jones | July 2020 | Not started[#eeeeee]
        """
    )
    plan = to_plan(build.document(table))
    assert [a.status for a in plan.actions] == ["complete", None, "not started"]


def test_a_blank_rating_is_what_the_key_says_of_white(build, plan_of):
    plan = plan_of(
        "Green – complete", "Amber – in progress", "White – not started",
        """
        Action | Lead | Due | RAG
        Hire a cook for both kitchens. | Jo | May 2024 | Green
        Buy an oven for the school. | Al | June 2024 |
        """,
    )  # fmt: skip
    assert [(a.rag, a.status) for a in plan.actions] == [
        ("green", "complete"),
        (None, "not started"),
    ]


@pytest.mark.parametrize(
    "words", ["Target date missed", "Deadline missed", "Milestone has been missed"]
)
def test_what_was_missed_is_overdue(words):
    assert status_of(words, None, Key()) == "overdue"


def test_a_blank_rating_is_not_done_whatever_white_means(plan_of):
    plan = plan_of(
        "White – complete", "Red – overdue",
        "Action | Lead | Due | RAG\nTrain all of the staff. | Jo | May 2024 |\nBuy kit for the ward. | Al | May 2024 | Red",
    )  # fmt: skip
    assert [a.status for a in plan.actions] == [None, "overdue"]


def test_words_tell_two_greens_of_one_key_apart(build, plan_of):
    key = build.grid(
        "Complete[#4f9d4f] | All work finished\nDelayed[#f6c244] | It is late\nNot started[#d9d9d9] | Not begun"
    )
    plan = plan_of(
        key,
        "Action | Lead | By when | Status\nHire a cook | Jo | May 2020 | Complete[#4f9d4f]\nBuy beds | Al | June 2020 | On track[#bfe3b4]",
    )  # fmt: skip
    assert [a.status for a in plan.actions] == ["complete", "in progress"]


def test_letters_on_a_line_of_their_own_above_comments_are_ratings(plan_of):
    rows = "Hire a cook | Jo | May 2020 | G / Hired in March\nBuy beds | Al | June 2020 | A / Two are bought\nPaint it | Al | July 2020 |\nMend it | Al | July 2020 | G"
    plan = plan_of(
        "G = on course", "A = some slippage", "Action | Lead | By when | Comments\n" + rows
    )
    assert [a.rag for a in plan.actions] == ["green", "amber", None, "green"]


def test_comments_that_open_with_an_article_are_no_ratings(plan_of):
    rows = "Hire a cook | Jo | May 2020 | A cook was hired\nBuy beds | Al | June 2020 | A bed was bought\nPaint it | Al | July 2020 | A wall is left"
    plan = plan_of(
        "G = on course", "A = some slippage", "Action | Lead | By when | Comments\n" + rows
    )
    assert [a.rag for a in plan.actions] == [None] * 3


def test_where_are_we_now_is_a_column_of_statuses(build):
    assert seen(build, "Where are we now?", "Completed", "In progress")[:2] == [
        (None, None),
        (None, None),
    ]  # two cells tell no habit
    grid = "Action | Lead | By when | Where are we now?\nHire | Jo | May 2020 | Completed\nBuy | Al | June 2020 | In progress\nSell | Al | June 2020 | Not started"
    plan = to_plan(build.document(build.grid(grid)))
    assert [a.status for a in plan.actions] == ["complete", "in progress", "not started"]


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Action completed within the timescale", "complete"),
        ("Completed on time", "complete"),
        ("Delivered by the target date", "complete"),
        ("Action not completed within the timescale", None),
        ("Expected to be delivered by the target date", None),
        ("On track – milestones for the quarter have been met", None),
        ("Some slippage – milestone missed but still achievable", None),
        ("Complete – evidence seen", "complete"),
        ("Some delay – plan in place", None),
        ("Behind schedule – action overdue", "overdue"),
    ],
)
def test_what_a_key_says_is_done(meaning, status):
    assert status_of(None, "green", Key({"green": meaning})) == status


def test_a_key_of_letters_between_marks(build):
    key = "Key: B Complete · G In progress and on track · R Not started"
    assert [s for _, s in seen(build, "RAG", "B", "R", key)] == ["complete", "not started", None]


@pytest.mark.parametrize(
    ("head", "text", "status"),
    [
        ("Done?", "Yes – 15/05/24", "complete"),
        ("Done?", "Not yet", None),
        ("Achieved Y / N / Part", "Part", "in progress"),
        ("Date completed", "12 Aug 2021", "complete"),
        ("Date completed", "when the roof is on", None),
        ("Compliance", "Complied – evidence sent", None),  # no column of statuses by its heading
        ("Status", "Complied – evidence sent", "complete"),
    ],
)
def test_answers_with_a_date_and_days_on_which_it_was_done(build, head, text, status):
    grid = f"Action | Lead | By when | {head.replace('/', ',')}\nHire | Jo | May 2020 | {text}\nBuy | Al | June 2020 |"
    plan = to_plan(build.document(build.grid(grid)))
    assert plan.actions[0].status == status


def test_letters_of_sites_are_no_ratings(plan_of):
    grid = "Action | Site | Lead | Due\nHire | A | Jo | May 2020\nBuy | B | Al | May 2020\nSell | A | Al | May 2020"
    plan = plan_of("Key: R = Overdue; A = At risk; G = On track; B = Complete", grid)
    assert [(a.rag, a.status) for a in plan.actions] == [(None, None)] * 3
