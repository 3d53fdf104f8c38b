"""A lead cell cut into tokens: words, initials, numbers, marks, line ends."""

from __future__ import annotations

import re

from actionplans.normalise.lead_vocabulary import known, plain
from actionplans.normalise.months import MONTH_LIKE

_OF_FIGURES = rf"""
    (?P<noise>\S+@\S+ | (?:https?://|www\.)\S+
      | (?<!\w)\+?\(?0\d[-\d() ]{{7,14}}\d(?!\w)
      | (?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)?[ ])?{MONTH_LIKE}\.?[ ]\d{{4}}(?!\w)
      | (?<!\w)\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?!\w))
  | (?P<share>(?<!\w)\d?[.]?\d+[ ]?(?:fte|wte)(?!\w))
  | (?P<number>(?<!\w)\d+(?:[.,]\d+)*(?:[ ]?[-–—][ ]?\d+)?\+?(?:st|nd|rd|th|%)?(?!\w))
"""
_OF_WORDS = r"""
    (?P<newline>\n)
  | (?P<stop_initials>(?<!\w)(?:[^\W\d_]\.)+(?=[\s,;)'’]|$|[^\W\d_]))
  | (?P<word>[^\W_]+
      (?:(?:['’`](?=[^\W\d_])|-(?=[^\W_])|&(?=[A-Z])|['’](?=\s|$))[^\W_]*)*
      (?:/s(?!\w)|\(s\)|\.(?=[^\W\d_]))?)
  | (?P<other>\S)
"""
_TOKEN = re.compile(f"{_OF_FIGURES} | {_OF_WORDS}", re.VERBOSE | re.IGNORECASE)
_WORD_TOKEN = re.compile(_OF_WORDS, re.VERBOSE | re.IGNORECASE)
_FIGURES = re.compile(r"[\d@]|://|www\.", re.IGNORECASE)  # in few cells
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?: ?[-–—] ?\d+)?\+?(?:st|nd|rd|th|%)?")
_ABBREVIATION = re.compile(
    r"(?:dr|mrs?|ms|mx|prof|cllr|rev|revd|fr|hon|ald|insp|sgt|supt|dept|st|det|ext|ch|co|do)\.?$",
    re.I,
)
_OF_THE_KIND = {
    "comma": ",",
    "semicolon": ";|•·▪●\uf0b7*…",
    "colon": ":",
    "slash": "/\\",
    "open": "([",
    "close": ")]",
    "join": "&+",
    "stop": ".",
    "dash": "-–—‐‑―−",
}
MARKS = {mark: kind for kind, marks in _OF_THE_KIND.items() for mark in marks}
"""What each mark of punctuation parts."""


Token = tuple[str, int, int]
"""A token's text, and where it begins and ends."""


def is_number(text: str) -> bool:
    """A figure or a range of figures: 7, 0 – 19, 1.0.1."""
    return bool(_NUMBER.fullmatch(text))


def cut(text: str) -> list[Token]:
    """The tokens of the text with their places; whitespace other than line ends belongs to none."""
    tokens: list[Token] = []
    pattern = _TOKEN if _FIGURES.search(text) else _WORD_TOKEN
    for match in pattern.finditer(text):
        word, kind = match[0], match.lastgroup
        start, end = match.span()
        if kind == "word" and word[-1] != "." and (tokens or "-" not in word):
            tokens.append((word, start, end))  # as nearly all are
        elif kind == "word" and word[-1] == "." and not _ABBREVIATION.match(word):
            end -= 1
            tokens.append((text[start:end], start, end))
            tokens.append((".", end, end + 1))
        elif kind == "other" and word == "." and tokens and tokens[-1][2] == start:
            before, first, _ = tokens[-1]
            if _ABBREVIATION.match(before):
                tokens[-1] = (before + ".", first, end)
            else:
                tokens.append((word, start, end))
        elif kind == "word" and not tokens and (halves := _town_and_name(word)):
            middle = start + halves
            tokens += [
                (text[start:middle], start, middle),
                ("-", middle, middle + 1),
                (text[middle + 1 : end], middle + 1, end),
            ]
        else:
            tokens.append((word, start, end))
    return tokens


def _town_and_name(word: str) -> int:
    """Where a hyphen stands between a place and a given name ("Winthrop-Lisa"), else 0."""
    left, hyphen, right = word.partition("-")
    if (
        not hyphen
        or "-" in right
        or not (left[:1].isupper() and right[:1].isupper())
        or right.isupper()
    ):
        return 0
    given = known("given")
    return len(left) if plain(right) in given and plain(left) not in given and len(left) > 4 else 0
