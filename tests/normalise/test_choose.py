# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Which tables are the plan where several could be, and what stands above those left aside."""

from __future__ import annotations

PLAN = "Action | Lead | Timescale\nHire a cook | Jo Smith | May 2024\nBuy an oven | Al Jones | June 2024"
CALENDAR = "Term | Activity | Governors\nAutumn | Visit the kitchens | Jo Smith\nSpring | Read the budget | Al Jones"


def test_a_list_with_headings_like_a_plans_is_left_out_beside_a_plan(read):
    rows = read(PLAN, "The governors' year", CALENDAR, fields="action")
    assert rows == [("Hire a cook",), ("Buy an oven",)]


WEAK = "Activity | Team | Month\nVisit the kitchens | Catering | May 2024\nRead the budget | Finance | June 2024"


def test_a_plan_with_weak_headings_is_a_plan_where_no_other_is(read):
    assert read(WEAK, fields="action") == [("Visit the kitchens",), ("Read the budget",)]


def test_a_second_plan_with_other_headings_is_one_too(read):
    second = "Task | Owner | Deadline\nPaint the hall | Jo Smith | May 2024"
    rows = read(PLAN, "The buildings", second, fields="action")
    assert rows == [("Hire a cook",), ("Buy an oven",), ("Paint the hall",)]


def test_a_title_above_a_table_of_measures_heads_the_actions_below_it(read):
    measures = (
        "Indicator | Baseline | Target\nMeals eaten | 40% | 80%\nMeals thrown away | 30% | 10%"
    )
    rows = read(
        "*Recommendation* *1:* *Feed* *the* *patients* *better.*",
        measures,
        "What we will do:",
        PLAN,
        "*Recommendation* *2:* *Mend* *the* *roof* *of* *the* *wing.*",
        measures,
        "What we will do:",
        PLAN,
        fields="area_ref area action",
    )
    assert rows == [
        ("1", "Feed the patients better.", "Hire a cook"),
        ("1", "Feed the patients better.", "Buy an oven"),
        ("2", "Mend the roof of the wing.", "Hire a cook"),
        ("2", "Mend the roof of the wing.", "Buy an oven"),
    ]
