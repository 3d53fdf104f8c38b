"""Conventions that the document states itself, between its tables."""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.extract.document import Document, Line
from actionplans.normalise.profile import UK, Profile
from actionplans.normalise.text import document_lines, plain

_CALENDAR_QUARTERS = re.compile(
    r"\bcalendar(?: year)? quarters?\b|\bquarters? (?:are|is|refers? to|follows?|means?)"
    r"[^.]{0,30}\bcalendar\b|\bQ1\b[^.]{0,20}\bJan(?:uary)? (?:to|-|–) Mar(?:ch)?\b",
    re.IGNORECASE,
)


_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\d/])")
_LEAST_DATES = 3  # that can only be read month first


def as_told(document: Document, profile: Profile) -> Profile:
    """The profile where it sets conventions; else with calendar quarters and the month first, where
    the document says so."""
    if profile.conventions != UK:
        return profile
    prose = plain([part for part in document.body if isinstance(part, Line)])
    told = any(word in prose.casefold() for word in ("calendar", "q1"))
    quarters = told and bool(_CALENDAR_QUARTERS.search(prose))
    months = _puts_months_first(document)
    if not quarters and not months:
        return profile
    conventions = replace(UK, calendar_quarters=quarters, month_first=months)
    return replace(profile, conventions=conventions)


def _puts_months_first(document: Document) -> bool:
    """True where the document has dates that are none when the day comes first, 10/23/2015, and
    not one that is none when the month does."""
    texts = [line.text for line in document_lines(document)]
    texts += [word.text for word in document.furniture]
    found = {
        (int(date[1]), int(date[2]))
        for text in texts
        if text.count("/") > 1
        for date in _NUMERIC.finditer(text)
    }
    only_month_first = sum(first <= 12 < second <= 31 for first, second in found)
    only_day_first = any(second <= 12 < first for first, second in found)
    return only_month_first >= _LEAST_DATES and not only_day_first
