"""The written forms of a date, one row each: what it looks like, and how it is read.

The rows are tried from the top at every place where a date can begin, and the first whose reader
accepts the match wins. To teach a new form, add a row. Every repetition in a pattern is bounded,
so that the time stays linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from actionplans.normalise import due_parts as part
from actionplans.normalise import due_readers as read
from actionplans.normalise.due_atoms import Atom, Context
from actionplans.normalise.months import MONTH_WORD

Reader = Callable[["re.Match[str]", Context], Atom | None]

ORD = r"(?:\s{0,8}(?:st|nd|rd|th)(?!\d))"  # "3 <sup>rd</sup>" arrives as "3      rd"
DAY = rf"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d){ORD}?"
DAY2 = rf"(?P<day2>0?[1-9]|[12]\d|3[01])(?!\d){ORD}?"
MONTH = rf"(?P<month>{MONTH_WORD})"
YEAR4 = r"(?P<year>(?:19|20)\d\d)(?!\d)"
YY = (  # two digits, and no percentage, time, day or placeholder ("20XX")
    r"(?P<yy>\d{2})(?![\d%]|xx)(?![.,:/-]\d)"
    rf"(?!\s?(?:[ap]\.?m\b|st\b|nd\b|rd\b|th\b|{MONTH_WORD}))"
)
PAIR = r"(?P<pair>(?:19|20)?\d\d)\s?[/-]\s?(?P<pair2>(?:19|20)?\d\d)(?![\d%]|[/-]\d)"
YEAR = (  # after a month: four digits after nearly anything, also in brackets; two only close by
    rf"(?:\s{{0,4}}(?:[,.'/-]|(?P<open>\()(?=\d{{4}}\)))?\s{{0,3}}(?:of\s{{1,3}})?{YEAR4}(?(open)\))"
    rf"|(?:\s?'\s?|\s{{1,3}}|[.,]\s?|[-/]|(?<=[a-z])(?=\d\d\b)){YY})"
)
PERIOD_YEAR = (  # after a quarter, season or term: "2020/21", "FY24/25", "2020", "20"
    r"(?:[\s,(-]{0,4}(?:of\s{1,3})?(?:the\s{1,3})?"
    r"(?P<fy>f\.?y\.?\s{0,2}|(?:financial|fiscal|academic|school)\s{1,3}year\s{1,3})?"
    rf"(?:'?{PAIR}|{YEAR4}|'?{YY})\)?)"
)
FISCAL = r"(?:(?:the\s)?(?:f\.?y\.?|f/y|(?:financial|fiscal|tax|budget)\s{1,3}year)[\s:]{0,3})"
ACADEMIC = (
    r"(?:(?:the\s)?(?:a\.?y\.?|(?:academic|school)\s{1,3}(?:year|session)|session)[\s:]{0,3})"
)
NTH = r"(?P<nth>1st|first|2nd|second|3rd|third|4th|fourth|final|last)"
QUARTER = r"(?:q|qu|qtr|quarter)[\s.-]{0,2}(?P<number>[1-4]|one|two|three|four)"
QUARTER += rf"(?:(?={MONTH_WORD})|(?![\w%]|\.\d))"  # "Q2Jul-Sept 2024" lost its space
SEASON = r"(?P<season>spring|summer|autumn|fall|winter|(?:aut|spr)(?=\.?\s{0,2}'?\d))"
TERM_NAME = r"aut(?:umn)?|spr(?:ing)?|sum(?:mer)?|michaelmas|lent|hilary|trinity"
TERM = rf"(?P<season>{TERM_NAME})"
WEEK_OF = r"(?:w/?c|w/?b|(?:week|wk)\s?(?:commencing|comm?|beginning|starting|of|c|b))(?![a-z])"
WEEK_TO = r"(?:w/e|(?:week|wk)\s?(?:ending|end))(?![a-z])"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}"
BEFORE_MONTH = r"(?:\s{0,9}|[.,/'-]|,\s)(?:day\s{1,3})?(?:of\s{1,3})?(?:the\s{1,3})?"


# What the first character can be of a number, a word, and the words above.
DIGITS, LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyz"
MONTHS, NTHS, FISCALS, ACADEMICS, TERMS = "adfjmnos", "1234fstl", "bft", "ast", "ahlmst"


class Row(NamedTuple):
    """A written form: its name, its pattern, the reader, and what its first character can be, in
    lower case."""

    name: str
    pattern: re.Pattern[str]
    reader: Reader
    begins: str


def _row(name: str, pattern: str, reader: Reader, begins: str) -> Row:
    return Row(name, re.compile(pattern, re.IGNORECASE | re.ASCII), reader, begins)


TABLE: tuple[Row, ...] = (
    # --- weeks
    _row("w/c 12 September 2022", rf"{WEEK_OF}[\s:.-]{{0,3}}(?:the\s)?", read.week_commencing, "w"),
    _row("w/e 16 September 2022", rf"{WEEK_TO}[\s:.-]{{0,3}}(?:the\s)?", read.week_ending, "w"),
    _row(
        "first week of May 2021",
        rf"(?P<nth>1st|first|2nd|second|3rd|third|4th|fourth|final|last)\s{{1,3}}(?:full\s{{1,3}})?"
        rf"(?:(?P<count>two|2)\s{{1,3}})?(?:weeks?|wks?)\s{{1,3}}(?:(?:of|in)\s{{1,3}})?(?:the\s)?{MONTH}\.?{YEAR}?",
        read.week_of_month,
        NTHS,
    ),
    _row(
        "week 1 of May 2021",
        rf"(?:week|wk)\s(?P<nth>[1-5])(?:,\s?|\s{{1,3}}(?:of|in)\s{{1,3}}){MONTH}\.?{YEAR}?",
        read.week_of_month,
        "w",
    ),
    # --- days
    _row(
        "2019-03-31",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)"
        r"(?:[T ]\d\d:\d\d(?::\d\d)?)?",
        read.iso_day,
        DIGITS,
    ),
    _row(
        "31/12/2002, 31.12.02, 31-12-02",
        r"(?P<a>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?"
        r"(?:(?P<year>(?:19|20)\d\d)|(?P<yy>\d\d))(?![\d%])(?![/.]\d|-\d(?!\d?[/.]\d))"
        r"(?:[ ]\d\d:\d\d(?::\d\d)?)?",
        read.numeric_day,
        DIGITS,
    ),
    _row(
        "7-11/11/22",
        rf"{DAY}[-&]{DAY2}/(?P<number>0?[1-9]|1[0-2])/(?:{YEAR4}|(?P<yy>\d\d))(?![\d%/.-])",
        read.days_of_month,
        DIGITS,
    ),
    _row(
        "12 03 19",
        r"(?P<a>\d\d)\s(?P<sep>\s?)(?P<b>\d\d)\s\s?(?:(?P<year>20\d\d)|(?P<yy>\d\d))(?!\S)",
        read.spaced_day,
        DIGITS,
    ),
    _row(
        "12th-14th November 2012",
        rf"{DAY}(?:\s?[,&-]\s?\d{{1,2}}(?!\d){ORD}?){{0,5}}"
        rf"(?:[\s,]{{0,9}}(?:-|to|and|&|/|,|until)[\s-]{{0,3}})(?:the\s)?"
        rf"(?:{WEEKDAY}|{WEEK_OF}\s{{0,2}})?{DAY2}{BEFORE_MONTH}{MONTH}{YEAR}?",
        read.days_of_month,
        DIGITS,
    ),
    _row(
        "2021 March 3",
        rf"{YEAR4}[\s,]{{1,3}}{MONTH}[\s,]{{1,3}}{DAY}(?![\w/])",
        read.otherwise,
        DIGITS,
    ),
    _row(
        "3 March, in 2021",
        rf"{DAY}\s{{0,3}}(?:of\s)?{MONTH}[\s,.]{{1,4}}in\s{{1,3}}(?:the\s)?{YEAR4}",
        read.otherwise,
        DIGITS,
    ),
    _row("3rd of June 2020", rf"{DAY}{BEFORE_MONTH}{MONTH}\.?{YEAR}?", read.day_month, DIGITS),
    _row(
        "32 May 2020",
        rf"(?P<day>00?|3[2-9]|[4-9]\d)(?!\d){ORD}?\s{{0,3}}(?:of\s)?{MONTH}[\s,.'-]{{1,4}}{YEAR4}",
        read.no_such_day,
        DIGITS,
    ),
    _row(
        "November 12-14, 2012",
        rf"{MONTH}\.?\s{{0,3}}{DAY}\s?(?:-|to|and|&)\s?{DAY2}(?!\s?[\w%]|[.,/:-]\d)(?:[,\s]{{1,4}}{YEAR4})?",
        read.days_of_month,
        MONTHS,
    ),
    _row(
        "October 10, 2014",
        rf"{MONTH}\.?\s{{0,3}}(?:the\s)?{DAY}[\s,]{{1,4}}(?:{YEAR4}|'{YY})",
        read.day_month,
        MONTHS,
    ),
    _row(
        "Dec 31/23",
        rf"{MONTH}\.?\s{{1,3}}{DAY}/(?:{YEAR4}|(?=1[3-9]|[2-9]){YY})(?!\s?20)",
        read.day_month,
        MONTHS,
    ),
    _row(
        "July 1st 17",
        rf"{MONTH}\.?\s{{0,3}}(?:the\s)?(?P<day>0?[1-9]|[12]\d|3[01]){ORD}(?:[\s,]{{1,3}}'?{YY})?",
        read.day_month,
        MONTHS,
    ),
    # --- halves, quarters
    _row(
        "Q1-Q3 2023/24",
        r"(?:q|qu|qtr|quarters?)[\s.-]{0,2}(?P<number>[1-4])\s?(?:-|to|&|and|/|,)\s?"
        rf"(?:q|qtr)?\s?(?P<number2>[1-4])(?![\w%]|\.\d|/){PERIOD_YEAR}?",
        part.quarters,
        "q",
    ),
    _row(
        "Q3 (October to December) 2008/09",
        rf"{QUARTER}\s?\([^()\d]{{3,30}}\)\s?{PERIOD_YEAR}",
        part.quarter,
        "q",
    ),
    _row("Q2 2020/21", rf"{QUARTER}{PERIOD_YEAR}?", part.quarter, "q"),
    _row(
        "second quarter of 2020/21",
        rf"{NTH}\s{{1,3}}(?:(?:financial|fiscal|calendar)\s)?(?:quarter|qtr){PERIOD_YEAR}?",
        part.quarter,
        NTHS,
    ),
    _row(
        "2020/21 Q2",
        rf"{FISCAL}?(?:{PAIR}|(?P<year>(?:19|20)\d\d))[\s,:-]{{1,3}}{QUARTER}",
        part.quarter_after_year,
        DIGITS + FISCALS,
    ),
    _row(
        "first two quarters of 2023/24",
        r"(?P<side>first|last|final)\s{1,3}(?P<count>[2-9]|1[01]|two|three|four|six|nine)\s{1,3}"
        rf"(?P<unit>quarter|month)s{PERIOD_YEAR}",
        part.part_of_year,
        "fl",
    ),
    _row(
        "H1 2023/24, H1 and H2 2023/24",
        rf"h(?P<half>[12])(?!\w)(?:{PERIOD_YEAR}|(?=\s?(?:and|&|/|-|to)\s?h2\s?\W?\d))",
        part.half,
        "h",
    ),
    _row(
        "first half of 2024",
        rf"(?P<half>1st|first|2nd|second|latter)\s{{1,3}}half{PERIOD_YEAR}"
        rf"(?!\s{{1,3}}(?:{TERM_NAME}))",
        part.half,
        "12fls",
    ),
    # --- terms
    _row(
        "second half of the spring term 2024",
        r"(?P<half>1st|first|2nd|second)\s{1,3}half\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})?"
        rf"{TERM}\s{{1,3}}term{PERIOD_YEAR}?",
        part.term,
        "12fs",
    ),
    _row(
        "2022/23 autumn term, second half of the 2023 autumn term",
        r"(?:(?P<half>1st|first|2nd|second)\s{1,3}half\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})?)?"
        rf"(?:{PAIR}|{YEAR4})[\s,-]{{1,3}}{TERM}\s{{1,3}}term\b(?!\s?[\d/])",
        part.term,
        DIGITS + "fs",
    ),
    _row(
        "Spring Term 2018, Spring 2 2024",
        rf"{TERM}\.?\s?(?:terms?(?:\s?(?P<half>[12])(?![\d/]))?|(?P<half2>[12])(?![\d/.,%]))"
        rf"(?![a-z]){PERIOD_YEAR}?",
        part.term,
        TERMS,
    ),
    _row(
        "HT2 autumn 2023",
        rf"(?:ht|half[\s-]term)\s?(?P<half>[12])[\s,-]{{1,3}}(?:of\s)?(?:the\s)?{TERM}(?:\s?term)?"
        rf"(?![a-z]){PERIOD_YEAR}?",
        part.term,
        "h",
    ),
    _row(
        "Autumn HT2 2023",
        rf"{TERM}\s?(?:term\s?)?[,(-]?\s?(?:ht|half[\s-]term)\s?(?P<half>[12])(?![\d/])\)?"
        rf"{PERIOD_YEAR}?",
        part.term,
        TERMS,
    ),
    _row(
        "HT4 2014-15",
        rf"(?:ht|half[\s-]term)\s?(?P<number>[1-6])(?!\d){PERIOD_YEAR}?",
        part.half_term,
        "h",
    ),
    _row(
        "Autumn half-term 2021",
        rf"{TERM}\s(?:term\s)?half[\s-]term(?:\s(?:break|holidays?|week))?{PERIOD_YEAR}",
        part.holiday,
        TERMS,
    ),
    _row(
        "Term 5 2018/19", rf"terms?\s(?P<number>[1-6])(?!\d){PERIOD_YEAR}?", part.numbered_term, "t"
    ),
    # --- seasons
    _row("Autumn 2025", rf"{SEASON}(?![a-z])\.?{PERIOD_YEAR}?", part.season, "afsw"),
    _row(
        "Summer holidays 2024",
        rf"{SEASON}\s{{1,2}}(?:holidays?|break|recess){PERIOD_YEAR}",
        part.season,
        "afsw",
    ),
    _row(
        "Christmas 2024",
        rf"(?P<feast>christmas|easter|new\syear)[\s,]{{1,3}}{YEAR4}",
        part.feast,
        "cen",
    ),
    # --- months
    _row(
        "March 2020/21",
        rf"{MONTH}\s{{1,3}}(?P<pair>20\d\d)\s?/\s?(?P<pair2>(?:20)?\d\d)(?![\d/])",
        read.month_of_pair,
        MONTHS,
    ),
    _row("October 2020, May-04", rf"{MONTH}{YEAR}", read.month, MONTHS),
    _row(
        "November 07 January 08",
        rf"{MONTH}\s{{1,3}}(?P<yy>\d\d)(?=\s{{1,3}}{MONTH_WORD}\s{{1,3}}\d\d(?!\d|{ORD}))",
        read.month,
        MONTHS,
    ),
    _row(
        "July (Governors) 2021, May board meeting 2023",
        rf"{MONTH}\s(?:\([^()\d]{{1,24}}\)|(?:[a-z]{{2,14}}\s)?(?:board"
        rf"|cabinet|council|committee|governors|meeting))\s{YEAR4}",
        read.month,
        MONTHS,
    ),
    _row(
        "October half-term 2021",
        rf"{MONTH}\s?half[\s-]terms?(?:\s(?:break|holidays?|week))?[\s,(]{{1,3}}{YEAR4}(?!\s?[/-]\d)",
        read.month,
        MONTHS,
    ),
    _row("2020 October", rf"{YEAR4}[\s,-]{{1,3}}{MONTH}(?!\s?\d)", read.month, DIGITS),
    _row("June", MONTH, read.month_alone, MONTHS),
    # --- years
    _row(
        "financial year 2012/13",
        rf"{FISCAL}(?:{PAIR}|(?P<year>20\d\d)(?!\d)|(?P<yy>\d\d)(?!\d))",
        read.fiscal_year,
        FISCALS,
    ),
    _row(
        "academic year 2012/13",
        rf"{ACADEMIC}(?:{PAIR}|(?P<year>20\d\d)(?!\d))",
        read.academic_year,
        ACADEMICS,
    ),
    _row(
        "2012/13",
        rf"{PAIR}(?:\s{{1,3}}(?P<word>financial|fiscal|academic|school)\s{{1,3}}(?:year|session))?",
        read.year_pair,
        DIGITS,
    ),
    _row(
        "2023 calendar year",
        rf"{YEAR4}\s{{1,3}}(?P<word>calendar|financial|fiscal|academic|school)\s{{1,3}}year",
        read.called_year,
        DIGITS,
    ),
    _row("2005/6", r"(?P<pair>(?:19|20)\d\d)/(?P<pair2>\d)(?![\w/.%-])", read.short_pair, DIGITS),
    _row("05/2018", r"(?P<month>0?[1-9]|1[0-2])\s?[/.-]\s?" + YEAR4, read.numeric_month, DIGITS),
    _row(
        "2018-05",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?!\d)",
        read.numeric_month,
        DIGITS,
    ),
    _row("10/02", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/%])", read.slashed_pair, DIGITS),
    _row("2029", YEAR4, read.year_alone, DIGITS),
    # --- what stands above in no form: other orders, misspelt and Welsh months
    _row(
        "5 Febuary 2021, 14 Mawrth 2021",
        rf"{DAY}\s{{0,3}}(?:of\s{{1,3}})?(?P<word>[a-z]{{3,12}})[\s,]{{1,3}}{YEAR4}",
        read.misspelt,
        DIGITS,
    ),
    _row(
        "Febuary 2021, Mawrth 2023",
        rf"(?P<word>[a-z]{{5,12}}|mai|awst|medi)(?P<day>)[\s,]{{1,3}}{YEAR4}",
        read.misspelt,
        LETTERS,
    ),
)

BEGINNING = re.compile(
    r"(?:(?<![a-z0-9£$€#])|(?<=q[1-4])(?=[a-z])"
    r"|(?=\d)(?:(?<=\bby)|(?<=(?-i:[a-z]{4}))(?=\d\d?/(?:\d\d?/)?20\d\d)))(?:\d|jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec|q|h[12t]|half"
    r"|fir|sec|ter|thi|fou|fin|las|lat|spr|sum|aut|fal|win|chr|eas|new|f\.?/?y|fis|tax|bud|aca|ay|sch|ses"
    r"|mich|lent|hila|trin|the\s[fas]|w/[cbe]|w[cb]\b|we?e?k|(?:[a-z]{5,12}|mai|awst|medi)[\s,]{1,3}(?:19|20)\d\d(?!\d))",
    re.IGNORECASE | re.ASCII,
)
"""Where a date can begin: the table is tried only here. Lost spaces are forgiven after a quarter
("Q2Jul - Sept"), after "by", and between a word and a date in numbers ("Review date10/2022")."""
