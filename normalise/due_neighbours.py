"""Whether a word or a number is used as a date at all: what its neighbours say.

"May" is a month in "by May" and none in "we may need"; 2020/21 is a year in "during 2020/21" and
a name in "action plan 2020/21". Doubt costs a date, but a false date costs more.
"""

from __future__ import annotations

import re

from actionplans.normalise.months import MONTH_LIKE, MONTH_WORD

FLAGS = re.IGNORECASE | re.ASCII
Match = re.Match[str]

WHEN = (  # words that lead to a date
    r"by|in|until|till?|from|before|after|since|during|end|end of|early|late|mid|due|between|next"
    r"|this|at least|start of|beginning of|over|towards|beyond"
)
CUE = re.compile(
    rf"(?:^|\b(?:{WHEN}|to|for|of|on|and|or|each|last|review(?:ed)?|is|the|start(?:s|ing)?|beginning"
    r"|commenc\w{1,5}|through|completed?|deadline|date|latest)|[-:;,./&(\n+])\s{0,8}$",
    FLAGS,
)
SEASON_CUE = re.compile(rf"(?:^|\b(?:{WHEN})(?:\s{{1,3}}the)?|[-:;,./&(\n+])\s{{0,8}}$", FLAGS)
NUMBER_CUE = re.compile(
    r"(?:^|\b(?:by|until|till?|from|before|after|since|end|end of|due|between|w/?[cbe]|week|wk"
    r"|commencing|beginning|ending|date|on|deadline|review|completed?|done)|:)[\s:.]{0,8}$",
    FLAGS,
)
YEAR_CUE = re.compile(
    rf"(?:^|\b(?:{WHEN}|eoy|into|up to|throughout|middle of|and|to|review|completed?|date|target"
    r"|deadline|latest|done|of|year|period)(?:\s{1,3}(?:the\s)?(?:calendar\s)?year)?|(?<!\d)[-:;,&(\n])"
    r"\s{0,8}$",
    FLAGS,
)
AFTER = re.compile(
    r"\s{0,8}(?:$|[-:;,./&)\n+]|(?:for|at the latest|onwards?|review\w{0,3}|meeting|annually|half"
    r"|completed?|updates?)\b|(?:and|or|to|until|through)\s{1,3}(?:the\s|early|mid|late|end|then|\d"
    rf"|on-?going|review|annual|q[1-4]|spring|summer|autumn|winter|{MONTH_WORD}))",
    FLAGS,
)
YEARS_BEFORE = re.compile(r"(?:(?<!\d)(?:19|20)\d\d\s?[,;&]\s{0,3}){1,8}$", FLAGS)
"""Of a list such as "2023, 2025" the first year tells what all of them are."""
YEAR_AFTER = re.compile(
    r"(?!\s?[/-]\s?\d{3}(?!\d))"  # "2022/017"
    r"\s{0,8}(?:$|[-:;,.&)\n+/]|(?:and|or|to|until|at the latest|onwards?|completed?|review|ongoing"
    r"|by|if|when|with|subject)\b)",
    FLAGS,
)
WEEK_BEFORE = re.compile(
    r"(?:w/?[cbe]|commencing|comm?|beginning|ending|starting|week of|wk of|day)[\s:.]{0,6}$", FLAGS
)
LABEL_BEFORE = re.compile(  # "Phase 2 October 2021", "Year 6 July"
    r"\b(?:phase|stage|step|part|action|option|priority|objective|outcome|recommendation|number|no"
    r"|tier|level|version|group|cohort|ward|year|term|unit|standard|section|para|item|grade|band"
    r"|key stage|ks|draft|workstream|strand|theme|milestone|target|appendix|annex)s?\.?\s{1,3}$",
    FLAGS,
)
NAME_BEFORE = re.compile(
    r"\b(?:plan|pip|sip|sdp|sef|strategy|strategies|framework|programme|policy|policies|report|act"
    r"|budget|charter|agreement|guidance|vision|together|code|regulations?|order|standards?|edition"
    r"|survey|census|contract|scheme|inspection|audit|covid|jsna|handbook)s?\)?"
    r"[\s,:(]{1,3}(?:for\s{1,3})?(?:the\s{1,3})?\(?$",
    FLAGS,
)
NAME_AFTER = re.compile(
    # "2021/22: 31/01/2024" is of the accounts of a year
    rf"\)?\s?:\s{{0,3}}(?=\d{{1,2}}(?:[/.-]\d|\s{{1,3}}{MONTH_LIKE}\b))"
    r"|\)?\s{1,3}(?:(?!(?:with|and|to|by|for|in|of|as|the|a|then|on|at)\b)[\w-]{1,14}\s{1,3}){0,2}"
    r"(?:plan|accounts|pip|sip|sdp|sef|strategy|framework|programme|policy|report|budget|act|guidance"
    r"|standards?|survey|census|inspections?|cohort|outturn|data|figures|results|baseline|average"
    r"|levels?|contract|exam|settlement)\b",
    FLAGS,
)


REFERENCE_BEFORE = re.compile(r"\b(?-i:[A-Z]{1,5})\s?[-/(]\s?$", FLAGS)
REFERENCE_AFTER = re.compile(r"\s?[-/)]?\s?\d", FLAGS)
REPORTED = re.compile(  # "Q3 performance report", "Q3 2021/22 data"
    r"\s{1,3}(?:(?!(?:with|and|to|by|for|in|of|as|the|a|then|on|at)\b)[\w-]{1,14}\s{1,3}){0,2}"
    r"(?:reports?|data|figures|results|returns?|outturn|statistics)\b",
    FLAGS,
)

OTHER_MONTH = re.compile(
    rf"\s{{0,2}}(?:[/&-]|and|to)\s{{0,2}}{MONTH_WORD}[\s,'-]{{1,3}}(?:20)?\d\d", FLAGS
)
OTHER_YEAR_BEFORE = re.compile(
    r"(?:19|20)\d\d(?:\s?/\s?\d\d(?:\d\d)?)?\s{0,2}(?:[-/]|to)\s{0,2}$", FLAGS
)
OTHER_YEAR_AFTER = re.compile(r"\s{0,2}(?:[-/]|to)\s{0,2}(?:19|20)?\d\d(?!\d)", FLAGS)


def _before(match: Match, text: str, width: int) -> str:
    return text[max(0, match.start() - width) : match.start()]


def stands_alone(match: Match, text: str, cue: re.Pattern[str] = CUE, either: bool = False) -> bool:
    """Whether the words before and after (or either of them) let this be a date by itself."""
    signs = (cue.search(_before(match, text, 24)), AFTER.match(text, match.end()))
    return any(signs) if either else all(signs)


def stands_as_year(match: Match, text: str) -> bool:
    """Whether four digits by themselves are a year that something is to happen in."""
    before = _before(match, text, 80)
    if listed := YEARS_BEFORE.search(before):
        before = before[: listed.start()]
    return bool(
        YEAR_CUE.search(before[-30:])
        and YEAR_AFTER.match(text, match.end())
        and not is_name(match, text)
    )


def begins_pair(match: Match, text: str) -> bool:
    """Whether another month with a year follows: "February/March 2009"."""
    return bool(OTHER_MONTH.match(text, match.end()))


def after_week(match: Match, text: str) -> bool:
    """Whether "w/c" or a weekday stands before: then "6/9" is a day, not a month and year."""
    return bool(WEEK_BEFORE.search(_before(match, text, 16)))


def numbers_something(match: Match, text: str) -> bool:
    """Whether the number that begins the match counts a phase, a year group or an option."""
    return bool(LABEL_BEFORE.search(_before(match, text, 18)))


def is_name(match: Match, text: str) -> bool:
    """Whether a year is part of a name: "Locality PiP 2020/2021", "the 2018 - 2019 audit plan"."""
    start, end = match.span()
    if other := OTHER_YEAR_BEFORE.search(text[max(0, start - 20) : start]):
        start -= len(other[0])
    if other := OTHER_YEAR_AFTER.match(text, end):
        end = other.end()
    return bool(NAME_BEFORE.search(text[max(0, start - 30) : start]) or NAME_AFTER.match(text, end))


def in_reference(match: Match, text: str) -> bool:
    """Whether a pair of years stands inside a reference: "SR (25/26) 01"."""
    return bool(
        REFERENCE_BEFORE.search(_before(match, text, 9))
        and REFERENCE_AFTER.match(text, match.end())
    )


def names_report(end: int, text: str) -> bool:
    """Whether the period that ends there is the one that a report is about, not when it is due."""
    return bool(REPORTED.match(text, end))
