"""The language of lead cells: tokens, and what each may be, named by a spaCy matcher.

Our own tokens and a PhraseMatcher, whose phrases are the words of lead_patterns.toml; a pipeline
around it would take as long again for each cell. No model: an entity recogniser trained on made-up
cells read 2 of 15 real ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from actionplans.normalise.lead_tokens import MARKS, Token, cut, is_number
from actionplans.normalise.lead_vocabulary import known, lists, plain

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Lists that are no patterns: they say more about a word that has, or has not, a meaning already.
REMARKS = frozenset(
    {
        *("body_endings", "bare_body", "opening_modifier", "also_surname", "everybody", "ordinary"),
        *("particle", "given", "rank_before_name", "place", "post_nominal", "two_letters"),
        *("said_already", "mostly_surname"),
    }
)

SEPARATORS = frozenset(
    {"comma", "semicolon", "colon", "slash", "open", "close", "join", "stop", "dash", "newline"}
)
AND = frozenset({"and", "or", "and/or", "agus"})
PREPOSITIONS = frozenset({"of", "for", "in", "at", "to", "on", "from", "within", "across", "until"})
ARTICLES = frozenset(
    {
        *("the", "a", "an", "all", "each", "every", "by", "relevant", "their", "our", "his", "her"),
        *("any", "other", "both", "respective", "appropriate", "also"),
    }
)


_MC = re.compile(r"\bM(a?c)(?=[A-Z]{2})")  # McCONNELL
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT, _TWO_DIGITS = re.compile(r"\d"), re.compile(r"\d{2}")
_LOWER_NAME = re.compile(r"ff[a-z]{3}")  # Yvonne ffrench
_ENDING = re.compile(r"['’]s$|['’]$|s$")
_VOWEL = re.compile(r"[AEIOUY]")


class Word(NamedTuple):
    """A word, phrase or mark of the cell, and what it may be.

    kind is a separator, the name of a list of lead_patterns.toml, or a shape: "name" (capitalised),
    "initial" (J., J), "acronym", "preposition", "article", "number", "noise", "lower".
    lower is the text as it is compared with the lists.
    given, surname, particle: it may be that part of a person's name. caps: in capitals throughout.
    """

    text: str
    start: int
    end: int
    kind: str
    lower: str = ""
    given: bool = False
    surname: bool = False
    particle: bool = False
    caps: bool = False


@cache
def matcher() -> tuple[PhraseMatcher, type[Doc], Vocab, dict[int, tuple[int, str]]]:
    """The phrases of the lists, cut into tokens as cells are, and what a cell is made of; made once
    a process. The lists are named by the matcher's numbers: the place of each, and its name."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    found = PhraseMatcher(vocab)
    names: dict[int, tuple[int, str]] = {}
    for place, (name, phrases) in enumerate(lists().items()):
        if name not in REMARKS:
            found.add(name, [Doc(vocab, words=_lower(cut(phrase))) for phrase in phrases])
            names[vocab.strings[name]] = (place, name)
    return found, Doc, vocab, names


def _lower(tokens: Sequence[Token]) -> list[str]:
    return [plain(word) for word, _, _ in tokens]


def _labels(tokens: Sequence[Token]) -> dict[int, tuple[int, str]]:
    """The matcher's choice among phrases that overlap, the longest, then the one that stands first,
    then the list that does: for its first token its end and the name of its list."""
    find, doc, vocab, names = matcher()
    found = find(doc(vocab, words=_lower(tokens)))
    matches = sorted([(first - end, first, names[name]) for name, first, end in found])
    chosen: dict[int, tuple[int, str]] = {}
    taken: set[int] = set()
    for size, first, (_, name) in matches:
        end = first - size
        if first in taken or end - 1 in taken or (name == "label" and not _opens(tokens, first)):
            continue
        taken.update(range(first, end))
        chosen[first] = (end, name)
    return chosen


def _opens(tokens: Sequence[Token], first: int) -> bool:
    """A label begins the cell or a part of it: "Lead: X", but not "Safeguarding lead: X"."""
    before = tokens[first - 1][0] if first else "\n"
    return before == "\n" or MARKS.get(before) in {"comma", "semicolon", "stop", "open", "slash"}


def words(text: str) -> list[Word]:
    """The words of a lead cell, phrases of the lists as one word each."""
    tokens = cut(text)
    if not tokens:
        return []
    labels = _labels(tokens)
    shouted = _shouted(text)
    found: list[Word] = []
    past = 0  # the end of the phrase before
    for place, (word, start, end) in enumerate(tokens):
        if place < past:
            continue
        label = ""
        if place in labels:
            past, label = labels[place]
            end = tokens[past - 1][2]
            word = text[start:end]
        found.append(Word(word, start, end, *_said(word, label, shouted)))
    return found


def _shouted(text: str) -> bool:
    """A cell in capitals throughout: then capitals say nothing."""
    if text.upper() != text and not _MC.search(text):
        return False
    text = _MC.sub("M", text)
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or any(c.islower() for c in letters):
        return False
    posts = known("letters") | known("body") | known("service") | known("role")
    return any(len(word) >= 4 and plain(word) not in posts for word in _LETTERS.findall(text))


@lru_cache(maxsize=1 << 13)  # plans name the same people, roles and bodies again and again
def _said(text: str, label: str, shouted: bool) -> tuple[str, str, bool, bool, bool, bool]:
    """What a Word says besides its place: from kind to caps."""
    lower = plain(text)
    label = _as_printed(label, text, lower, shouted)
    alone = " " not in text
    named = alone and (text[0].isupper() or "'" in lower[:2]) and not _DIGIT.search(text)
    return (
        label or _shape(text, lower, shouted),
        lower,
        named and len(text) > 1 and lower in known("given"),
        named and (not label or _is_surname(lower, label, text, shouted)),
        alone and lower in known("particle"),
        text.isupper() and not shouted,
    )


def _is_surname(lower: str, label: str, text: str, shouted: bool) -> bool:
    """Price, Ward; Lea, but not LEA."""
    letters = label == "body" and text.isupper() and not shouted
    return lower in known("also_surname") and not letters


def _as_printed(label: str, text: str, lower: str, shouted: bool) -> str:
    """The kind that a list gives, less where the capitals speak against it."""
    if label == "join" and lower not in AND:
        return "semicolon" if text.islower() or shouted else ""  # not in Practice Plus Group
    if label == "joined_place":
        return "name" if text[:1].isupper() else ""
    if label == "contact":
        return "label"
    if label == "letters":
        return "role" if sum(c.isupper() for c in text) > 1 else ""
    if label in {"rank", "title"} and lower in known("given") and not text.isupper():
        return ""  # Di Smith is no Detective Inspector
    return label


def _shape(text: str, lower: str, shouted: bool) -> str:
    if text in MARKS:
        return MARKS[text]
    if text == "\n":
        return "newline"
    if not text[0].isalnum():
        return "noise"
    if text[0].isdigit():
        return "number" if is_number(text) else "noise"
    if "@" in text or "://" in text or _TWO_DIGITS.search(text):
        return "noise"
    if lower in PREPOSITIONS:
        return "preposition"
    if lower in ARTICLES and text != "A":
        return "article"
    if not text[0].isupper():
        return "name" if _LOWER_NAME.match(text) else "lower"
    letters = text.replace(".", "").replace("'", "").replace("’", "")
    if len(letters) == 1 or ("." in text and len(letters) <= 4 and letters.isupper()):
        return "initial"
    if _is_acronym(text, shouted):
        return "acronym"
    return "name"


def _is_acronym(text: str, shouted: bool) -> bool:
    if not shouted and text[1:].isalpha() and text[1:].islower():
        return False  # as most are
    stem = _ENDING.sub("", text)
    if len(stem) < 2:
        return False
    if shouted:
        return len(stem) <= 5 and not _VOWEL.search(stem)
    return sum([c.isupper() for c in stem]) >= max(2, len(stem) - 1) or (
        stem.isupper() and len(stem) <= 8
    )
