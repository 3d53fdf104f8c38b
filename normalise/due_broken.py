"""Dates that a line's end broke inside of a word or a number: "Septem|ber", "30/0|6/2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionplans.normalise.due_atoms import Atom, Context
from actionplans.normalise.due_scan import atoms
from actionplans.normalise.months import MONTH_NAMES

SHORT = "|".join(name[:3] for name in MONTH_NAMES)
_MONTH = re.compile(  # "Septem|ber", "Decem-|ber"
    r"(?-i:(?<![A-Za-z])(?=[JFMASOND]))(?:"
    + "|".join(
        rf"{name[:cut]}(?:-\s{{0,2}}|\s{{1,3}}){name[cut:]}"
        for name in MONTH_NAMES
        for cut in range(1, len(name))
    )
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(  # "30/06/20|22", "March 202|2"
    r"(?<!\d)(?:2\s{0,2}\n\s{0,2}0\d\d|20\d\s{0,2}\n\s{0,2}\d"
    r"|20\s{0,2}\n\s{0,2}\d\d(?=\s{0,3}(?:$|[;,.)\n])))(?![/.-]?\d)"
)
_BEFORE_YEAR = re.compile(
    rf"(?:{SHORT})[a-z]{{0,6}}\.?,?[ -]?(?:\d{{1,2}}(?:st|nd|rd|th)?,? )?$|\d[/.-]$"
    r"|(?:\bq[1-4]|\b(?:spring|summer|autumn|winter|term|year|early|late)) $",
    re.IGNORECASE,
)
_NUMBER = re.compile(  # "30/0|6/2022", "3|0/06/2022"
    r"(?<![\d/.])(?:(?P<day>\d\d?)(?P<sep>[/.-])(?P<a>0\s{1,3}(?=[1-9])|1\s?\n\s?(?=[0-2]))"
    r"(?P<a2>\d)(?=(?P=sep)(?:20)?\d\d(?!\d))"
    r"|(?P<b>[1-3])\s{1,3}0(?=(?P<sep2>[/.-])\d\d?(?P=sep2)(?:20)?\d\d(?!\d)))"
)
_WHOLE = re.compile(  # a date without its blanks
    r"\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:20)?\d\d|20\d\d-\d\d-\d\d|\d{1,2}/20\d\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?(?:of)?[-,]?)?(?:{SHORT})[a-z]{{0,6}}[-,.]?(?:20\d\d|'\d\d|(?<=-)\d\d)",
    re.IGNORECASE,
)
_CUT_NUMBER = re.compile(r"\d(?:[snrt]\s|\s{1,3}\d)", re.IGNORECASE)  # as in the two above
_SPACE, _BLANKS = re.compile(r"\s"), re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])|\s+")
_OF = re.compile(r"(?<=\d)(st|nd|rd|th)?of(?=[a-z])", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:s\s{1,3}t|n\s{1,3}d|r\s{1,3}d|t\s{1,3}h)(?![a-z])", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,3}", re.IGNORECASE)
LONGEST = 40


def unbroken(text: str) -> str:
    """The text with broken months and numbers made whole; every other character keeps its place."""
    text = _MONTH.sub(_whole_month, text)
    if "\n" in text:
        text = _YEAR.sub(_whole_year, text)
    if not _CUT_NUMBER.search(text):
        return text
    text = _ORDINAL.sub(lambda match: _SPACE.sub("", match[0]).ljust(len(match[0])), text)
    return _NUMBER.sub(_whole_number, text)


def _whole_month(match: re.Match[str]) -> str:
    """The month in one word; the blanks go behind it, at the end of the text before it."""
    word = re.sub(r"[-\s]", "", match[0])
    if match.end() == len(match.string):
        return word.rjust(len(match[0])) if match.start() else match[0]
    return word.ljust(len(match[0]))


def _whole_year(match: re.Match[str]) -> str:
    """The year in one number, the blanks before it, where a date may have them."""
    if not _BEFORE_YEAR.search(match.string[max(0, match.start() - 20) : match.start()]):
        return match[0]
    return "".join(re.findall(r"\d", match[0])).rjust(len(match[0]))


def _whole_number(match: re.Match[str]) -> str:
    """The day or the month in one number, the blanks at the mark beside it."""
    if match["b"]:
        return f"{match['b']}0".ljust(len(match[0]))
    number = f"{match['a'][0]}{match['a2']}"
    return f"{match['day']}{match['sep']}" + number.rjust(len(match["a"]) + 1)


class Mended(NamedTuple):
    """A cell that is one broken date: the date in one piece. doubtful: it can be read otherwise."""

    text: str
    doubtful: bool


def one_date(context: Context, found: Sequence[Atom]) -> Mended | None:
    """The date in one piece, where the whole cell is a date that blanks broke somewhere.

    found are the dates of the cell as it is.
    "1|5 May 2022" is doubtful: the fifteenth, or the fifth in an item with the number 1.
    """
    text = context.text.strip()
    if len(text) > LONGEST + 14 or _whole(found, context.text):
        return None  # longer than a date behind a weekday, or a date that nothing broke
    text = _WEEKDAY.sub("", text, count=1)
    if len(text) > LONGEST or not _SPACE.search(text):
        return None
    squeezed = _BLANKS.sub("", text)
    if not _WHOLE.fullmatch(squeezed) or _is_one(text, context):
        return None
    readable = _OF.sub(r"\1 of ", squeezed)
    if not _is_one(readable, context):
        return None
    number = re.match(r"\d{1,2}\s+(?=\d)", text)
    return Mended(readable, bool(number and _is_one(text[number.end() :], context)))


def _is_one(text: str, context: Context) -> bool:
    return _whole(atoms(Context(text, context.conventions)), text)


def _whole(found: Sequence[Atom], text: str) -> bool:
    if len(found) != 1:
        return False
    (atom,) = found
    return (atom.start, atom.end, atom.problem) == (0, len(text), None)
