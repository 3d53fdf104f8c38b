"""Red, amber, green: the colour of an action, and what the document's own key says that it means.

A colour by itself means nothing: Amber has been seen for "completed", Blue for "deferred" and for
"verified". So a status comes only from words, or from a colour that the document explains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from actionplans.normalise.colours import WORDS, name_of
from actionplans.normalise.completion import status_words
from actionplans.normalise.plan import Status
from actionplans.normalise.text import clean

LETTERS = {"R": "red", "A": "amber", "G": "green", "B": "blue", "Y": "yellow", "P": "purple"}
STATUSES: tuple[Status, ...] = ("complete", "overdue", "in progress", "not started", "ongoing")
COLOUR = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:(?:oval|rectangle|text box|shape|ellipse|circle|b?rag(?: rating| status)?|status|rating"
    r"|colour)\s*[:=-]\s*)+",
    re.IGNORECASE,
)
_OFF_TRACK = re.compile(
    r"\b(?:off (?:track|target|plan|schedule)|behind|not (?:yet )?(?:on|met|complete|achieved)"
    r"|unlikely|risk|slip\w*|delay\w*)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"^\W*(\d{1,3})\s?%(?:\s*(?:complete[d]?|done|implemented))?\W*$", re.IGNORECASE
)
_STARTED = re.compile(
    r"^\W*(?:action\s+)?(?:has\s+)?(?:been\s+)?(?:started|commenced|begun)\b", re.IGNORECASE
)
_DONE_THINGS = re.compile(
    r"^\W*(?:all\s+)?(?:fully\s+)?(?:implemented|completed?|achieved|closed|finished|delivered)"
    r"\s+(?:actions?|recommendations?|items?|tasks?|measures?)\W*$",
    re.IGNORECASE,
)
_COMPLIED = re.compile(r"^\W*(?:fully )?complied(?! with (?:in|part))\b", re.IGNORECASE)
_OPENS = re.compile(r"^\w+(?: \w+)?(?=\s*[–—:(-])")
_OR, _MARKS, _NO_LETTER = re.compile(r"\bor\b"), re.compile(r"^\W+"), re.compile(r"[^A-Za-z]")
_FEW = 3  # words that say how things stand once more
# "On track – milestones have been met": how things stand, and then why.
_STANDING = re.compile(
    r"^(?:\w+ )?(?:(?:on|off) (?:track|target|schedule)|slippage|delay(?:ed|s)?"
    r"|behind(?: schedule)?|at risk)(?=\s*[–—:-])",
    re.IGNORECASE,
)
# What a key says is done, and when it was.
_DONE_IN_TIME = re.compile(
    r"^\W*(?:actions? )?(?:(?:is|are|was|were|has been|have been|fully) )*"
    r"(?:completed?|implemented|achieved|delivered|done)"
    r" (?:(?:with)?in (?:the )?(?:\w+ )?time ?(?:scales?|frames?)?|on time"
    r"|(?:by|before) (?:the |its )?(?:\w+ )?(?:date|deadline))\W*$",
    re.IGNORECASE,
)
# As auditors say it, and as keys do.
_NOT_DONE = re.compile(
    r"^\W*(?:actions? )?not (?:yet )?(?:implemented|due to (?:start|begin|commence))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Key:
    """What the document says its colours and codes mean.

    meanings: colour to words; codes: letters in capitals to words; fills: "#rrggbb" of a swatch to
    the colour written in it; decoration: fills of whole rows, which say nothing of one cell;
    shades: words for each "#rrggbb" where two shades of one colour are explained.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=dict)
    decoration: frozenset[str] = frozenset()
    shades: Mapping[str, str] = field(default_factory=dict)


def rag_of(text: str | None, fill: str | None, key: Key, *, grey: bool = False) -> str | None:
    """The colour that a cell names: by a word, a letter, or its fill (which decoration is not).

    grey: a grey fill counts without a key, as in a column of ratings.
    """
    return _colour_in(text or "", key) or _colour_of(fill, key, grey)


def status_of(
    text: str | None, rag: str | None, key: Key, fill: str | None = None
) -> Status | None:
    """The status by the words of a status cell, or by a shade, colour or code that the key
    explains."""
    if not text and rag is None and fill is None and "" not in key.codes:
        return None  # nothing is said: most actions have no cell for it
    words = clean(text or "").strip()
    if status := status_in(words):
        return status
    code = re.sub(r"[^A-Z]", "", words) if words.isupper() else ""
    if code in key.codes and (status := status_in(key.codes[code])):
        return status
    if fill in key.shades and name_of(fill or "") == rag:
        return _meant(key.shades[fill or ""])
    return _meant(key.meanings.get(rag or _colour_in(words, key) or "", ""))


@lru_cache(maxsize=1024)  # the same few words for every action
def _meant(meaning: str) -> Status | None:
    """The status that a key's explanation gives; "not on track but a plan is in place" is none,
    nor is "on schedule or done"."""
    if not meaning:
        return None
    if standing := _STANDING.match(meaning):
        why = meaning[standing.end() :].strip(" –—:-")
        told = status_in(why) if len(why.split()) <= _FEW else None
        return None if told == "complete" else told  # "Some delay – plan in place"
    status = "complete" if _DONE_IN_TIME.match(meaning) else status_in(meaning)
    opening = _OPENS.match(meaning)  # "Complete – evidence sent, or closed by letter"
    doubtful = not (opening and status_in(opening[0]) == status) and (
        _OFF_TRACK.search(meaning) or _OR.search(meaning)
    )
    return None if status == "complete" and doubtful else status


@lru_cache(maxsize=4096)
def status_in(words: str) -> Status | None:
    """The status that the words of a cell or a key give: by percentage, or by what is done."""
    if not words:
        return None
    if percent := _PERCENT.match(words):
        done = int(percent[1])
        return (
            "complete"
            if done == 100
            else "not started"
            if done == 0
            else "in progress"
            if done < 100
            else None
        )
    if _DONE_THINGS.match(words) or _COMPLIED.match(words):
        return "complete"
    if _NOT_DONE.match(words):
        return "not started"
    found = {word.status for word in status_words(words)}
    if not found and _STARTED.match(words):
        return "in progress"
    return next((status for status in STATUSES if status in found), None)


def _colour_in(text: str, key: Key) -> str | None:
    if not text:
        return None
    words = _LABEL.sub("", clean(text).strip())
    letter = _NO_LETTER.sub("", words)
    if len(letter) == 1 and letter.isupper():
        return _letter(letter, key)
    colours = [match[0].lower() for match in COLOUR.finditer(words)]
    if not colours:
        return None
    leads = _MARKS.sub("", words).lower().startswith(colours[0])
    if len(set(colours)) == 1 and (leads or len(words.split()) <= 6):
        return spelling(colours[0])
    return None


def _letter(letter: str, key: Key) -> str | None:
    explained = [colour for colour in key.meanings if colour.upper().startswith(letter)]
    return explained[0] if len(explained) == 1 else LETTERS.get(letter)


def _colour_of(fill: str | None, key: Key, grey: bool) -> str | None:
    if fill is None or fill in key.decoration:
        return None
    if fill in key.fills:
        return key.fills[fill]
    colour = name_of(fill)
    if colour in {"grey", "black"} and colour not in key.meanings and not grey:
        return None
    if colour is None:
        return None
    for near in _NEAR.get(colour, ()):
        if colour not in key.meanings and near in key.meanings:
            return near
    return colour


# What one document calls amber another calls orange or yellow: its key decides.
_NEAR = {
    "amber": ("orange", "yellow"),
    "yellow": ("amber", "orange"),
    "pink": ("red",),
    "purple": ("blue",),
}


def spelling(colour: str) -> str:
    """The colour as the dataset spells it."""
    return {"gray": "grey", "violet": "purple"}.get(colour, colour)
