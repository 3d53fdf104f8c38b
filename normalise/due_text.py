"""Repairs of a due text that keep every character's place, so that offsets stay true."""

from __future__ import annotations

import re

from actionplans.normalise.due_broken import unbroken
from actionplans.normalise.months import MONTH_NAMES

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛´`ʼ", "'"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u200b\t\r\f\v*•·|", " "),
        **{chr(0xFF10 + n): str(n) for n in range(10)},
    }
)
_MADE_PLAIN = [chr(code) for code in _PLAIN if code < 128]
_MARKUP = re.compile(r"</?(?:sup|sub|b|i|br|p|strong|em|u)\s{0,3}/?>|\\[nrt]", re.IGNORECASE)
_LETTER_IN_NUMBER = re.compile(  # the letter first, for few texts have one beside a figure
    r"[OolI](?:(?<=[0-9/].)(?=[0-9O])|(?<=[0-9][Oo])\b|(?<=[OlI])(?<!\w.)(?=[0-9]{1,3}[/.-]\d))"
)
_DIGIT = str.maketrans("OolIi", "00111")


_MONTHS_SEEN = frozenset((*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES), "sept"))
_MONTH_AHEAD = r"\s{0,3}(?:of\s{1,3})?(?:" + "|".join(name[:3] for name in MONTH_NAMES) + ")"
_LETTER_IN_DAY = re.compile(  # "3lst March", "lst April", "l5 May", "1O June"
    rf"(?<![a-z\d])(?:(?-i:\d[lIOo]|[lI]\d)|(?-i:[lI])(?=\s?st))"
    rf"(?=\s?(?:st|nd|rd|th)?{_MONTH_AHEAD})",
    re.IGNORECASE,
)
_DIGIT_IN_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]{0,8}[015])[A-Za-z015]{3,9}(?![A-Za-z0-9])"
)
_LETTER = str.maketrans("015", "ols")

_BACKSLASH = re.compile(r"(?<=\d)\\(?=\d)")  # 31\08\2020


def _month_with_digits(match: re.Match[str]) -> str:
    """ "0ctober", "Ju1y" and "5eptember" are months; any other word stays as it is."""
    word = match[0].lower().translate(_LETTER)
    return word.title() if word in _MONTHS_SEEN and not match[0].isdigit() else match[0]


def plain(text: str) -> str:
    """Dashes, quotes and spaces made plain, markup blanked, "2O21" mended; the length is kept."""
    if not text.isascii() or any(map(text.__contains__, _MADE_PLAIN)):
        text = text.translate(_PLAIN)
    text = unbroken(_BACKSLASH.sub("/", text) if "\\" in text else text)
    if "<" in text or "\\" in text:
        text = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    text = _LETTER_IN_NUMBER.sub(lambda match: match[0].translate(_DIGIT), text)
    text = _LETTER_IN_DAY.sub(lambda match: match[0].lower().translate(_DIGIT), text)
    return _DIGIT_IN_WORD.sub(_month_with_digits, text)
