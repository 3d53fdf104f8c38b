"""The words beside a date that say how it is used: by, end of, mid, from, before, onwards."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from actionplans.normalise import periods
from actionplans.normalise.due_atoms import Atom
from actionplans.normalise.periods import Period
from actionplans.normalise.plan import Precision
from actionplans.normalise.recurrence import COUNTS

FLAGS = re.ASCII  # the texts here are in lower case
Way = Literal["whole", "deadline", "before", "start", "after", "at least", "origin"]


class Part(NamedTuple):
    """A dated part: from where its words begin to where they end, and the days it names.

    way says how the words beside it use the date; first and last are the named period, whatever
    the way. loose: rounded to months or thirds. inferred: the year was counted from the start of
    the plan. problem is a flag about the date.
    """

    start: int
    end: int
    precision: Precision
    first: date | None
    last: date | None
    way: Way = "whole"
    loose: bool = False
    inferred: bool = False
    problem: str | None = None

    def bounds(self) -> tuple[date | None, date | None]:
        """Start and end as the way has them: a deadline has no start, a beginning no end."""
        first, last = self.first, self.last
        if self.way == "deadline":
            return None, last
        if self.way == "before":
            return None, first - timedelta(days=1) if first else None
        if self.way == "start":
            return first, None
        if self.way == "after":
            return last + timedelta(days=1) if last else None, None
        return first, last


FILL = (  # small words that may stand between "by" and the date: "by 5pm on Friday the"
    r"(?:[\s:,'(\"-]{0,4}(?:(?:the|on|in|at|of|about|around|approx(?:imately)?|circa|a|day|dates?"
    r"|meeting|half[\s-]term|term|year\s[1-5]|break|holidays?|recess|christmas|easter|summer|conference|this|is|was|for|close\sof\s(?:play|business)|c\.?o\.?[pb]\.?|(?:12\s)?noon|midnight"
    r"|\d{1,2}[:.]\d\d\s?(?:[ap]m)?|\d{1,2}\s?[ap]m"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)(?![a-z])[\s:,'(\"-]{0,4}){0,4})"
)
NOT = (  # before "started" and its like, which then begin nothing
    r"(?<!\bnot\s)(?<!\byet\s)(?<!\byet\sto\s)(?<!\bnot\sbeen\s)(?<!\byet\sbeen\s)(?<!n't\s)"
)
PUT_OFF = r"(?:deferred|postponed|delayed|put\s{1,3}(?:back|off)|on\s{1,3}hold|paused)"
WAYS: tuple[tuple[Way, str], ...] = (  # the first that stands directly before the date counts
    (
        "whole",  # what waits until then is done then
        rf"(?:not\s{{1,3}}(?:now\s{{1,3}})?(?:due|expected|scheduled|planned)|{PUT_OFF})"
        r"\s{1,3}(?:until|till?)",
    ),
    ("at least", r"(?:until|till?)\s{1,3}at\s{1,3}least|at\s{1,3}least\s{1,3}(?:until|till?)"),
    (
        "start",
        r"not?\s{1,3}(?:to\s{1,3}(?:be\s{1,3})?\w{1,12}\s{1,3})?(?:before|(?:earlier|sooner)\s{1,3}than)",
    ),
    (
        "deadline",
        r"(?:no|not)\s{1,3}(?:later|longer)(?:\s{1,3}than)?|(?:on|at)\s{1,3}or\s{1,3}before",
    ),
    ("before", r"before|pre(?=[\s-])|prior\s{1,3}to|ahead\s{1,3}of|in\s{1,3}advance\s{1,3}of"),
    (
        "origin",
        r"(?:carried|brought|rolled)\s{1,3}(?:forward|over)\s{1,3}from|[cb]/f(?:\s{1,3}from)?"
        r"|(?:extended|moved|revised|changed|amended|delayed|slipped|deferred|postponed|originally)"
        r"\s{1,3}from",
    ),
    ("after", r"after|following|beyond|post-|(?:^|(?<=[;(\n]))\s{0,3}post(?=\s)"),
    (
        "start",
        r"from|since|wef|w\.e\.f\.?|with\s{1,3}effect(?:\s{1,3}from)?|effective(?:\s{1,3}from)?"
        rf"|{NOT}(?:commenc(?:e|es|ed|ing|ement)|start(?:s|ed|ing)?|beg[iau]ns?|beginning)"
        r"|(?<!complete\s)(?<!completed\s)(?<!done\s)(?<!closed\s)as\s{1,3}of",
    ),
    (
        "deadline",
        r"extension\s{1,3}(?:agreed|granted|approved)\s{1,3}(?:to|until)|by|erbyn|until|till?|(?:on-?going|continu\w{2,4}|runs?|running)\s{1,3}to|up\s{1,3}to(?:\s{1,3}and\s{1,3}including)?|within|latest"
        r"|deadline(?:\s{1,3}(?:is|of|for))?|due\s{1,3}(?:date|by|on)"
        r"|(?:target|completion|compliance|end)\s{1,3}date(?:\s{1,3}(?:is|of))?|completion\s{0,2}:",
    ),
)
LEFT_WAY = re.compile(
    "(?<![a-z])(?:"
    + "|".join(f"(?P<w{i}>{words})" for i, (_, words) in enumerate(WAYS))
    + f"){FILL}$",
    FLAGS,
)
DUE_DAY = re.compile(r"\bdue[\s:]{1,3}$", FLAGS)
EXPECTED = re.compile(
    r"\bexpected\s{1,3}date\s{1,3}of\b[^.;\n]{0,50}completion\s{0,2}:?\s{0,3}$", FLAGS
)
COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
RELATIVE = re.compile(  # "within 3 months of", "6 & 18 month audits from"
    rf"(?:\bwithin\s{{1,3}}|\bin\s{{1,3}}|\b(?P<lasting>for)\s{{1,3}})?(?:approx(?:imately)?\s{{1,3}})?\b(?P<count>{COUNT})"
    rf"(?:\s{{0,2}}(?:&|and|,|/)\s{{0,2}}(?P<other>{COUNT}))?[\s-]{{0,3}}(?P<working>working\s{{1,3}})?"
    r"(?:calendar\s{1,3})?(?P<unit>day|week|month|year)s?\b'?\s{0,3}(?P<what>(?:[a-z-]{4,14}\s{1,3}){0,2})"
    r"(?:of|from|after|following|since)\s{1,3}"
    r"(?:(?!(?:by|before|until|to|and|then|or)\b)[a-z-]{1,14}\s{1,3}){0,4}\(?$",
    FLAGS,
)
EACH = re.compile(r"\b(?:every|each)\s{1,3}$", FLAGS)
"""Before the count of "every two weeks from 1 May": a repetition and its beginning."""
OPENED = re.compile(  # "Commenced work with partners - 23 Feb 04"
    r"(?:^|[.;\n])\s{0,4}(?:commenced|started|began)\b(?:(?!complet|due|\bby\b|review|end|on\strack|target|expect|aim)[^.;\n]){0,60}$",
    FLAGS,
)
PORTION = re.compile(
    r"\b(?:(?P<third>early|mid|late)(?:\s?(?:-|/|to)\s?(?P<until>mid|late))?"
    r"|(?P<long>beginning|middle|start|latter\s{1,2}(?:part|half)|early\s{1,2}part)\s{1,3}of"
    r"|(?P<towards>towards?\s{1,3}(?:the\s{1,3})?end)(?:\s{1,3}of)?"
    r"|(?P<end>(?:month|year)[\s-]end|e\.?o\.?[ym]\.?|(?:by\s)?end|diwedd|close|last\s{1,3}day)(?:\s{1,3}of)?(?![a-z]))"
    r"[\s:(-]{0,3}(?:the\s{1,3})?(?:(?:calendar\s)?(?:year|month|week)\s{1,3}(?:of\s{1,3})?)?"
    r"(?:in\s{1,3}(?:the\s{1,3}(?:new\s{1,3})?)?)?$",
    FLAGS,
)
THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1}

ONWARDS = re.compile(
    r"['\")]{0,2}\s{0,3}(?:onwards?\b|(?:and|then|to\s{1,3}be)\s{1,3}on-?\s?going\b"
    r"|[-+&,/]\s{0,3}(?:and\s{1,3}|then\s{1,3})?on-?\s?going\b|and\s{1,3}(?:beyond|onwards?)\b"
    r"|(?:to|until|-)\s{1,3}(?:the\s{1,3})?(?:date|present|now)\b|on-?going\b|\+(?!\s?\d)|and\s{1,3}continu\w{2,4}\b)",
    FLAGS,
)
CUT_OFF = re.compile(r"['\")]{0,2}\s{0,3}(?:to|until|-{0,2}>|→|-)\s{0,4}$", FLAGS)
LATEST = re.compile(
    r"\)?,?\s{0,3}\(?(?:at\s{1,3}(?:the\s{1,3}|very\s{1,3}){0,2}latest|latest|deadline)\b", FLAGS
)
EARLIEST = re.compile(r",?\s{0,3}at\s{1,3}the\s{1,3}(?:very\s)?earliest\b", FLAGS)
LENGTH = re.compile(  # "from 1 September 2022 for 12 months"
    rf",?\s{{0,3}}\(?for\s{{1,3}}(?:a\s{{1,3}}(?:period|total)\s{{1,3}}of\s{{1,3}})?(?P<count>{COUNT})"
    r"[\s-]{1,3}(?P<unit>day|week|month|year)s?\b\)?(?!\s{1,3}(?:review|audit|follow|check|update))",
    FLAGS,
)
END_AFTER = re.compile(
    r"\s{0,3}[-(]?\s{0,2}(?:(?:financial\s|school\s)?(?:month|year)[\s-])?end\b\)?(?!\s{1,3}(?:of|date|[a-z]{3,9}\s\d))",
    FLAGS,
)


def with_words(atom: Atom, begin: int, until: int, text: str, inferred: bool) -> list[Part]:
    """The part, seldom two, that a date makes with the words around it, from begin to until."""
    begin = max(begin, atom.start - 70)
    first, last = atom.period or (None, None)
    made = Part(
        *(atom.start, atom.end, atom.precision, first, last),
        loose=atom.loose,
        inferred=inferred,
        problem=atom.problem,
    )
    left = text[begin : atom.start]
    match = RELATIVE.search(left) if left else None
    if match and not EACH.search(left[: match.start("count")]):
        made = made._replace(start=begin + match.start())
        if match["lasting"] and not match["working"]:
            return [_lasting(made, match)]
        counts = [count for count in (match["count"], match["other"]) if count]
        return [_relative(made, match, count) for count in counts]
    return [_right(_left(made, left), text, until)]


def _left(made: Part, left: str) -> Part:
    """The part after the words on its left, nearest first."""
    if not left.strip(" \n"):
        return made
    start = made.start
    if match := PORTION.search(left, max(0, len(left) - 34)):
        made = _portion(made._replace(start=start - len(left) + match.start()), match)
        left = left[: match.start()].rstrip() + " "
    tail = left[-60:]
    if match := LEFT_WAY.search(tail):
        way = WAYS[int((match.lastgroup or "w0")[1:])][0]
        return _with_way(made, way, made.start - len(tail) + match.start())
    if EXPECTED.search(left) or (made.precision == "day" and DUE_DAY.search(left)):
        return made._replace(way="deadline")
    if made.way == "whole" and OPENED.search(left):
        return made._replace(way="start")
    return made


def _with_way(made: Part, way: Way, start: int) -> Part:
    if made.way == "deadline" and way in ("start", "before"):
        way = "deadline"  # "before the end of May"
    return made._replace(way=way, start=max(0, start))


def _portion(made: Part, match: re.Match[str]) -> Part:
    """ "end of" is a deadline, of a month a day; "early", "mid" and "late" are thirds."""
    if match["end"]:
        label = re.match(r"end\s?:", match[0], re.IGNORECASE)  # "Start: May 2021, end: Dec 2021"
        exact = made.precision == "month" and not label
        precision: Precision = "day" if exact else made.precision
        return made._replace(way="deadline", precision=precision)
    if made.first is None or made.last is None:
        return made
    word = (match["third"] or match["long"] or match["towards"]).lower().split()[0]
    until = match["until"]
    third = periods.part(
        Period(made.first, made.last),
        THIRDS.get(word, 2),
        THIRDS.get(until.lower(), 2) if until else None,
    )
    return made._replace(first=third.first, last=third.last, loose=True)


def _relative(made: Part, match: re.Match[str], word: str) -> Part:
    """A time counted from a stated anchor: a deadline, or the month that "6 month audit" names.

    Working days are not counted, for nothing here knows the holidays: they stay undated.
    """
    count, unit, anchor = COUNTS.get(word.lower()) or int(word), match["unit"].lower(), made.last
    if match["working"] or anchor is None:
        return made._replace(first=None, last=None, problem=made.problem or "due-undated")
    day = periods.later(anchor, count, unit)
    if day and made.precision != "day" and unit in ("month", "year"):
        first, last = periods.months(day.year, day.month)
        way: Way = "whole" if match["what"].strip() else "deadline"
        return made._replace(first=first, last=last, way=way, precision="month")
    return made._replace(first=day, last=day, way="deadline", precision="day")


def _right(made: Part, text: str, until: int) -> Part:
    """The part after the words on its right: onwards, and ongoing, at the latest."""
    right = text[made.end : min(until, made.end + 40)]
    if not right:
        return made
    if made.way == "whole" and (match := END_AFTER.match(right)):
        made = made._replace(way="deadline", end=made.end + match.end())
        right = right[match.end() :]
    for pattern, way in ((LATEST, "deadline"), (EARLIEST, "start")):
        if match := pattern.match(right):
            return made._replace(way=way, end=made.end + match.end())  # type: ignore[arg-type]
    if made.way in ("whole", "start") and (match := LENGTH.match(right)):
        return _lasting(made, match)
    match = ONWARDS.match(right) or (CUT_OFF.match(right) if until == len(text) else None)
    if match and made.way in ("whole", "start"):
        return made._replace(way="start", end=made.end + match.end())
    return made


def _lasting(made: Part, match: re.Match[str]) -> Part:
    """The part from its first day for the length that follows."""
    count, unit = COUNTS.get(match["count"].lower()) or int(match["count"]), match["unit"].lower()
    over = periods.later(made.first, count, unit) if made.first else None
    last = over - timedelta(days=1) if over else made.last
    return made._replace(way="whole", last=last, end=made.end + match.end())
