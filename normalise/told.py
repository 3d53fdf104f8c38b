"""Conventions that the document states itself, between its tables."""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.extract.document import Document, Line
from actionplans.normalise.profile import UK, Profile
from actionplans.normalise.text import plain

_CALENDAR_QUARTERS = re.compile(
    r"\bcalendar(?: year)? quarters?\b|\bquarters? (?:are|is|refers? to|follows?|means?)"
    r"[^.]{0,30}\bcalendar\b|\bQ1\b[^.]{0,20}\bJan(?:uary)? (?:to|-|–) Mar(?:ch)?\b",
    re.IGNORECASE,
)


def as_told(document: Document, profile: Profile) -> Profile:
    """The profile, with calendar quarters where the document says so and the profile is silent."""
    if profile.conventions != UK:
        return profile
    prose = plain(part for part in document.body if isinstance(part, Line))
    if not _CALENDAR_QUARTERS.search(prose):
        return profile
    return replace(profile, conventions=replace(UK, calendar_quarters=True))
