"""Persons named by their letters alone: JS / KP, ML, Headteacher (JS)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.normalise.lead_language import SEPARATORS, Word
from actionplans.normalise.lead_vocabulary import known

_PREFIX = re.compile(r"(?<=[A-Z])(?:Ma?c|O['’])(?=[A-Z])")
_PARTS = re.compile(r"[^\W\d_]+")
BEFORE = frozenset(
    {"newline", "label", "semicolon", "colon", "slash", "dash", "join", "open", "stop"}
)


def are_initials(words: Sequence[Word], place: int) -> bool:
    """True where the letters at this place stand for a person, and not for a service or a body.

    Two letters between marks do; three only in a list of nothing but initials, one only beside a
    slash, colon, dash or "and".
    """
    word = words[place]
    if word.kind not in {"acronym", "initial"}:
        return False
    letters = _letters(word.text)
    if not letters.isupper() or len(letters) > 3:
        return False
    before = words[place - 1].kind if place else "newline"
    after = words[place + 1] if place + 1 < len(words) else None
    if len(letters) == 1 and after and after.kind == "colon":
        return False  # S: and G: for those of the staff and of the governors
    if not _may_begin(words, place, before, letters):
        return False
    if not (_may_end(after) or _has_role_in_brackets(words, place)):
        return False
    if _is_beside_post(words, place - 2) or _is_beside_post(words, place + 2):
        return False
    alone_in_brackets = before == "open" and (after is None or after.kind == "close")
    if alone_in_brackets and not _has_one_role_before(words, place):
        return False
    if len(letters) == 3:
        return _is_list_of_initials(words)
    beside = {before, after.kind if after else ""}
    return len(letters) == 2 or bool(beside & {"slash", "colon", "join", "dash"})


def _letters(text: str) -> str:
    """JM of J.M., RSP of RS-P, JK of JMcK, PB of PO'B."""
    return _PREFIX.sub("", text).replace(".", "").replace("-", "")


def abbreviates(letters: str, name: str | None) -> bool:
    """FD of Fiona Daykin, COL of Christine O'Lochlainn, VTS and VT of Viv Twomey-Shaw."""
    if not name:
        return False
    parts = _PARTS.findall(name)
    while len(parts) > 1 and parts[0].lower() in known("title") | known("plain_title"):
        parts = parts[1:]
    initials = "".join(part[0] for part in parts).upper()
    short = {initials, initials[:1] + initials[-1:], initials[:2]}
    plain = letters.replace(".", "")
    return plain.upper() in short or _letters(plain).upper() in short


def _has_role_in_brackets(words: Sequence[Word], place: int) -> bool:
    """KH (HoS) & AB (PM): what the brackets hold is a post, so the letters are a person's."""
    kinds = [word.kind for word in words[place + 1 : place + 8]]
    if kinds[:1] != ["open"] or "close" not in kinds or not words[place].text.isupper():
        return False
    inside = kinds[1 : kinds.index("close")]
    return bool(inside) and inside[-1] in {"role", "rank"} and not set(inside) & SEPARATORS


def _may_begin(words: Sequence[Word], place: int, before: str, letters: str) -> bool:
    if before == "comma" or (before == "join" and len(letters) > 2):
        return place >= 2 and _may_be_initials(words[place - 2])
    return before in BEFORE


def _is_beside_post(words: Sequence[Word], place: int) -> bool:
    """COO / CN, SENCo / CT: a list of posts by their letters."""
    if not 0 <= place < len(words) or words[place].kind != "role":
        return False
    text = words[place].text
    several = any(word.kind == "open" for word in words)
    return not several and " " not in text and sum(letter.isupper() for letter in text) > 1


def _may_end(after: Word | None) -> bool:
    """A mark ends them, or an errand: ML devising format, HK to review."""
    return after is None or after.kind in (SEPARATORS - {"open"}) | {"lower"} or after.lower == "to"


def _may_be_initials(word: Word) -> bool:
    letters = _letters(word.text)
    return word.kind in {"acronym", "initial"} and letters.isupper() and len(letters) <= 3


def _is_list_of_initials(words: Sequence[Word]) -> bool:
    """Nothing but two or three letters each, two at least once."""
    others = [word for word in words if word.kind not in SEPARATORS]
    pair = any(len(_letters(word.text)) == 2 for word in others)
    return pair and all(map(_may_be_initials, others))


def _has_one_role_before(words: Sequence[Word], place: int) -> bool:
    """Headteacher (JS), but not Operations Managers (SF), (CD) nor Fiona Daykin (FD)."""
    if place < 2:
        return False
    first = place - 1
    while first and words[first - 1].kind not in SEPARATORS:
        first -= 1
    role = words[first : place - 1]
    heads = [word for word in role if word.kind in {"role", "role_of_unit"}]
    several = place + 2 < len(words) and words[place + 2].kind == "open"
    capitals = " ".join(word.text for word in role if word.text[:1].isupper())
    short = abbreviates(words[place].text, capitals)
    return bool(heads) and not heads[-1].lower.endswith("s") and not several and not short
