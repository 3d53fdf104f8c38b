"""Words that only their neighbours explain: posts by two letters, and notes to be left out."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.normalise.lead_language import SEPARATORS, Word
from actionplans.normalise.lead_vocabulary import known

OF = frozenset({"of", "for", "in"})
BESIDE = frozenset({"slash", "join", "comma", "semicolon"})
CLOSE = frozenset({"close", "newline"})
ENDS = CLOSE | {"comma", "semicolon", "slash", "dash", "stop", "label"}
ABOUT = frozenset({"subject", "service", "modifier"})


def with_posts(words: Sequence[Word]) -> list[Word]:
    """The words, two letters named a rank or a role where their neighbours say so."""
    return [
        word._replace(kind=_kind(words, at))
        if word.kind == "acronym" and _may_be_post(word)
        else word
        for at, word in enumerate(words)
    ]


def without_asides(words: list[Word]) -> list[Word]:
    """The words less notes: (maternity cover for Joy Adekunle), based at Headquarters."""
    if "aside" not in [word.kind for word in words]:
        return words
    kept: list[Word] = []
    ends: frozenset[str] = frozenset()
    for word in words:
        opened = bool(kept) and kept[-1].kind == "open"
        if word.kind == "aside" and (word.text[:1].islower() or opened):
            ends = CLOSE if opened else ENDS
        elif word.kind in ends:
            ends = frozenset()
        if not ends:
            kept.append(word if word.kind != "aside" else word._replace(kind="subject"))
    return kept


def _may_be_post(letters: Word) -> bool:
    return letters.text.isupper() and letters.lower in known("two_letters")


def _kind(words: Sequence[Word], at: int) -> str:
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    begins = before is None or before.kind in SEPARATORS | {"article", "label"}
    if after is not None and begins and after.kind not in SEPARATORS:
        if _begins_name(words, at + 1):
            return "rank"
        if after.kind in ABOUT or after.lower in OF:
            return "role"
        return "acronym"
    return "role" if _is_beside(words, at, -1) or _is_beside(words, at, 1) else "acronym"


def _begins_name(words: Sequence[Word], at: int) -> bool:
    """GM Ricky, SM Xanthe Quill; ED Cousins has the letters for given names."""
    following = words[at + 1] if at + 1 < len(words) else None
    if words[at].given or words[at].kind in {"title", "plain_title"}:
        return True
    more = following is not None and following.kind in {"name", "initial"}
    return more and words[at].kind in {"name", "initial"}


def _is_beside(words: Sequence[Word], at: int, step: int) -> bool:
    """COO, MO and SENDCo / EP: the neighbour over a mark is a post by its letters."""
    mark, other = at + step, at + 2 * step
    if not 0 <= other < len(words) or words[mark].kind not in BESIDE:
        return False
    text = words[other].text
    letters = sum(letter.isupper() for letter in text) > 1 and " " not in text
    return words[other].kind in {"role", "rank"} and letters
