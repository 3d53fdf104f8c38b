"""Weighing whether words that stand apart belong together."""

from __future__ import annotations

import re
from typing import NamedTuple

from actionplans.normalise.wordlists import word_list

_CLOSING = "'\"’”)]"  # marks behind a full stop
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST_NUMBER = re.compile(r"\(?[a-z]{1,4}[.)]")
_CLOSES = re.compile(r"[^(]*\)")
_FIRST_WORD = re.compile(r"^[\"'‘“(]*([A-Za-z]+)")


class Evidence(NamedTuple):
    """A weight, and its reasons in words for the record."""

    weight: float
    reasons: tuple[str, ...]

    def __add__(self, other: object) -> Evidence:
        if not isinstance(other, Evidence):
            return NotImplemented
        return Evidence(self.weight + other.weight, self.reasons + other.reasons)

    @property
    def text(self) -> str:
        return "; ".join(self.reasons)


NONE = Evidence(0.0, ())
_SENTENCE = 6  # words


def unclosed(text: str) -> bool:
    """True if a round bracket is opened and not closed; "1)" closes nothing."""
    return text.rfind("(") > text.rfind(")") and text.count("(") > len(_BRACKETS.findall(text))


def ends_open(text: str) -> str | None:
    """Why the text cannot be complete as it ends, or None."""
    last = text.rsplit(None, 1)[-1] if text.strip() else ""
    if unclosed(text):
        return "a bracket is still open"
    if last[-1:] in tuple("-–—,/&:(+") or last.endswith("\u00ad"):
        return f"ends in “{last[-1]}”"
    if last.casefold().strip("'\"“”") in word_list("open"):
        return f"ends in “{last}”"
    return None


def starts_lower(text: str) -> bool:
    """True if the text opens in lower case, list numbers such as "i)" aside."""
    found = _FIRST_WORD.match(text)
    if not found or not found[1][0].islower() or _LIST_NUMBER.match(text):
        return False
    return not found[1][1:2].isupper()  # "eLearning", "iRock" are names


def ended(text: str) -> bool:
    """True if the text ends as a sentence does."""
    return text.strip().rstrip(_CLOSING).endswith((".", "!", "?"))


def is_sentence(text: str) -> bool:
    """True for words that say something and end: no title does."""
    return ended(text) and len(text.split()) >= _SENTENCE


def goes_on(before: str, after: str) -> Evidence:
    """Evidence of language that after continues before; negative where before is complete."""
    if not before or not after:
        return NONE
    found = NONE
    opened = ends_open(before)
    if opened and not (opened.endswith("“:”") and after[:1].isupper()):
        found += Evidence(
            2.0, (f"the words above {opened}" if "bracket" not in opened else opened,)
        )
    if starts_lower(after):
        found += Evidence(2.0, ("goes on in lower case",))
    if after[:1] in ")]" or (unclosed(before) and _CLOSES.match(after)):
        found += Evidence(1.0, ("closes a bracket",))
    if ended(before):
        # A sentence that ended and one that goes on in lower case contradict each other.
        found += Evidence(
            -2.5 if starts_lower(after) else -1.5, ("the words above end in a full stop",)
        )
    elif not opened:
        found += Evidence(0.5, ("the words above end without a full stop",))
    return found
