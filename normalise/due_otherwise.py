"""Dates in words that the table does not know: misspelt months, Welsh, unusual orders."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from actionplans.normalise.months import MONTH_NAMES

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

WELSH = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi"),
    *("hydref", "tachwedd", "rhagfyr"),
)


@lru_cache(maxsize=1024)
def misspelt_month(word: str) -> int | None:
    """The month that a word such as "Febuary" or "Mawrth" is meant to be."""
    word = word.lower()
    if word in MONTH_NAMES:
        return None  # the table has had its say
    if word in WELSH:
        return WELSH.index(word) + 1
    alike = [month for month in MONTH_NAMES if month[0] == word[0] and len(month) > 4]
    found = get_close_matches(word, alike, n=1, cutoff=0.8) if len(word) > 4 else []
    return MONTH_NAMES.index(found[0]) + 1 if found else None


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    from datetime import datetime

    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en", "cy"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_DATE_ORDER": "all",
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": datetime(2000, 1, 1),
        },
    )


@lru_cache(maxsize=4096)
def whole_day(words: str) -> date | None:
    """The day that an isolated date with day, month and year names, as dateparser reads it.

    Welsh is read too, for plans are published in it. None when it is not such a date.
    """
    try:
        found = _parser().get_date_data(words).date_obj
    except (ValueError, OverflowError, TypeError):
        return None
    return found.date() if found else None
