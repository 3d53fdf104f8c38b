"""What an RFC 5545 recurrence rule may say: https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_MOST_WEEKS = 53  # "the fifty-third Monday of the year"


def is_rrule(text: str) -> bool:
    """Whether the text is the value of an RRULE, each part once and with values that it can have.

    >>> is_rrule("FREQ=MONTHLY;INTERVAL=3"), is_rrule("FREQ=FOO"), is_rrule("monthly")
    (True, False, False)
    """
    pairs = [part.partition("=") for part in text.split(";")]
    names = [name for name, _, _ in pairs]
    return (
        names[0] == "FREQ"
        and len(set(names)) == len(names)
        and not {"COUNT", "UNTIL"} <= set(names)
        and all(name in _PARTS and _PARTS[name](value) for name, _, value in pairs)
    )


def _is_count(value: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,8}", value) is not None


def _is_until(value: str) -> bool:
    form = (
        "%Y%m%d" if "T" not in value else "%Y%m%dT%H%M%SZ" if value[-1] == "Z" else "%Y%m%dT%H%M%S"
    )
    try:
        return re.fullmatch(r"\d{8}(?:T\d{6}Z?)?", value) is not None and bool(
            datetime.strptime(value, form)
        )
    except ValueError:
        return False


def _are_days(value: str) -> bool:
    found = [re.fullmatch(rf"([+-]?\d{{1,2}})?{_DAY}", day) for day in value.split(",")]
    return all(day and (day[1] is None or 1 <= abs(int(day[1])) <= _MOST_WEEKS) for day in found)


def _numbers(least: int, most: int, *, from_end: bool = False) -> Callable[[str], bool]:
    """Whether a list holds only such numbers; from_end: negative ones, which count backwards."""
    form = re.compile(r"[+-]?\d{1,3}" if from_end else r"\d{1,3}")
    return lambda value: all(
        form.fullmatch(each) and least <= abs(int(each)) <= most for each in value.split(",")
    )


_PARTS: Mapping[str, Callable[[str], bool]] = {
    "FREQ": lambda value: value in _FREQUENCIES,
    "INTERVAL": _is_count,
    "COUNT": _is_count,
    "UNTIL": _is_until,
    "BYDAY": _are_days,
    "BYSECOND": _numbers(0, 60),
    "BYMINUTE": _numbers(0, 59),
    "BYHOUR": _numbers(0, 23),
    "BYMONTHDAY": _numbers(1, 31, from_end=True),
    "BYYEARDAY": _numbers(1, 366, from_end=True),
    "BYWEEKNO": _numbers(1, 53, from_end=True),
    "BYMONTH": _numbers(1, 12),
    "BYSETPOS": _numbers(1, 366, from_end=True),
    "WKST": lambda value: re.fullmatch(_DAY, value) is not None,
}
