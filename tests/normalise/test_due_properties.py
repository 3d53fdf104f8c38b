"""What must hold for every date in every written form, and for any text at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.normalise import periods
from actionplans.normalise.due import FLAGS, parse_due
from actionplans.normalise.edtf_text import written

days = st.dates(date(2000, 1, 1), date(2049, 12, 31))


def nth(day: int) -> str:
    suffix = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}/{d.month}/{d:%y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%d-%b-%y}",
    lambda d: f"{d.day} {d:%B %Y}",
    lambda d: f"{nth(d.day)} {d:%B} '{d:%y}",
    lambda d: f"{nth(d.day)} of {d:%B, %Y}",
    lambda d: f"{d.day}{d:%B} {d:%Y}",
    lambda d: f"{d:%A} {nth(d.day)} {d:%b %Y}",
    lambda d: f"{d:%B} {d.day}, {d:%Y}",
    lambda d: f"{d:%B} {nth(d.day)} {d:%Y}",
    lambda d: f"{d.day} <sup>{nth(d.day)[-2:]}</sup> {d:%B %Y}",
)
MONTH_FORMS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d:%B %Y}",
    lambda d: f"{d:%b-%y}",
    lambda d: f"{d:%b}.{d:%y}",
    lambda d: f"{d:%b} '{d:%y}",
    lambda d: f"{d:%m/%Y}",
    lambda d: f"{d:%B}, {d:%Y}",
    lambda d: f"{d:%B%Y}",
)
AROUND = ("{}", "Report to the board {}", "{} - report to the board", "({})", "Jo Smith\n{}")


@given(days, st.sampled_from(DAY_FORMS), st.sampled_from(AROUND))
def test_a_day_in_any_form_comes_back(day: date, form: Callable[[date], str], around: str) -> None:
    due = parse_due(around.format(form(day)))
    assert (due.start, due.end, due.precision) == (day, day, "day")


@given(days, st.sampled_from(MONTH_FORMS), st.sampled_from(AROUND))
def test_a_month_in_any_form_comes_back(
    day: date, form: Callable[[date], str], around: str
) -> None:
    due = parse_due(around.format(form(day)))
    assert (due.start, due.end) == periods.months(day.year, day.month)


@given(
    days,
    st.sampled_from(DAY_FORMS + MONTH_FORMS),
    st.sampled_from(["by", "no later than", "until"]),
)
def test_a_deadline_has_only_an_end(day: date, form: Callable[[date], str], word: str) -> None:
    due, whole = parse_due(f"{word} {form(day)}"), parse_due(form(day))
    assert (due.start, due.end, due.deadline) == (None, whole.end, whole.end)


@given(days, st.sampled_from(DAY_FORMS + MONTH_FORMS))
def test_a_beginning_has_only_a_start(day: date, form: Callable[[date], str]) -> None:
    due, whole = parse_due(f"from {form(day)}"), parse_due(form(day))
    assert (due.start, due.end, due.deadline) == (whole.start, None, None)


@given(
    days,
    days,
    st.sampled_from(DAY_FORMS + MONTH_FORMS),
    st.sampled_from([" to ", " – ", "; ", " and "]),
)
def test_two_dates_span_from_the_earlier_to_the_later(
    one: date, other: date, form: Callable[[date], str], glue: str
) -> None:
    first, last = sorted((one, other))
    due = parse_due(f"{form(first)}{glue}{form(last)}")
    assert (due.start, due.end) == (parse_due(form(first)).start, parse_due(form(last)).end)


@given(
    st.integers(2000, 2040),
    st.integers(1, 4),
    st.sampled_from(["Q{} {}/{:02}", "Quarter {} {}-{:02}"]),
)
def test_quarters_tile_the_fiscal_year(year: int, number: int, form: str) -> None:
    due = parse_due(form.format(number, year, (year + 1) % 100))
    assert (due.start, due.end) == periods.months(year, 3 * number + 1, 3)


texts = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "by",
                "end",
                "of",
                "from",
                "to",
                "mid",
                "early",
                "late",
                "w/c",
                "Q2",
                "Q4",
                "2020/21",
                "2020",
                "March",
                "May",
                "31st",
                "3",
                "rd",
                "12/9/22",
                "31/02/2021",
                "autumn",
                "term",
                "spring",
                "-",
                "–",
                "/",
                ",",
                "(",
                ")",
                "and",
                "&",
                "complete",
                "completed",
                "ongoing",
                "not",
                "review",
                "every",
                "3",
                "months",
                "within",
                "of",
                "24/7",
                "20",
                "Jan-04",
                "99/99/99",
                "FY25",
                "H1",
                "HT4",
                "\n",
                ";",
                ".",
                "before",
                "after",
                "until",
                "2O21",
                "0000-00-00",
            ]
        ),
        max_size=14,
    ).map(" ".join),
)


@given(texts, st.one_of(st.none(), days))
def test_any_text_gives_a_sound_answer(text: str, plan_start: date | None) -> None:
    due = parse_due(text, plan_start)
    for whole in (due, *due.milestones):
        assert whole.start is None or whole.end is None or whole.start <= whole.end
        assert (whole.edtf is None) == (whole.start is None and whole.end is None)
        if whole.edtf:
            assert bounds(whole.edtf) == (whole.start, whole.end)
    for milestone in due.milestones:
        assert milestone.text == text[slice(*milestone.span)] != ""
    assert set(due.flags) <= set(FLAGS)


def bounds(text: str) -> tuple[date | None, date | None]:
    """The bounds that the edtf package reads."""

    def day(value: time.struct_time | float) -> date | None:
        return None if isinstance(value, float) else date(*value[:3])

    parsed = edtf.parse_edtf(text)
    return day(parsed.lower_strict()), day(parsed.upper_strict())


@given(
    days, st.integers(0, 800), st.booleans(), st.sampled_from([None, "day", "quarter", "season"])
)
def test_written_edtf_has_the_same_bounds(
    first: date, length: int, approximate: bool, precision: str | None
) -> None:
    last = first + timedelta(days=length)
    for pair in ((first, last), (None, last), (first, None)):
        text = written(*pair, precision, approximate)  # type: ignore[arg-type]
        assert text is not None
        assert bounds(text) == pair


@given(days, st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]))
def test_later_is_later(day: date, amount: int, unit: str) -> None:
    after = periods.later(day, amount, unit)
    assert after is not None
    assert after > day


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 12))
def test_thirds_make_up_the_whole(year: int, month: int, count: int) -> None:
    whole = periods.months(year, month, count)
    if count == 2:
        return  # two months have two halves
    first, middle, last = (periods.part(whole, which) for which in range(3))
    assert first.first == whole.first
    assert first.last + timedelta(days=1) == middle.first or count == 1
    assert middle.last + timedelta(days=1) == last.first
    assert last.last == whole.last


def test_easter() -> None:
    assert [periods.easter(y) for y in (2019, 2020, 2024)] == [
        date(2019, 4, 21),
        date(2020, 4, 12),
        date(2024, 3, 31),
    ]


@pytest.mark.parametrize(
    "unit", ["1. May 2021 complete ", "autumn and ", "done and sent in May 2021 ", "Q1 (Jan - Mar "]
)
def test_long_texts_take_no_long_time(unit: str) -> None:
    """A generous second of CPU for 20,000 characters: what grows with the square takes many."""
    begin = time.process_time()
    parse_due((unit * 20_000)[:20_000])
    assert time.process_time() - begin < 1
