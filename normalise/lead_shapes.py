"""Shapes of words in a lead cell: what a single word may be, whatever stands around it."""

from __future__ import annotations

import re

from actionplans.normalise.english import is_word
from actionplans.normalise.lead_language import SEPARATORS, Word
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.wordlists import word_list

OPENING = frozenset({"name", "initial", "acronym", "title", "plain_title", "rank"})
NOT_AFTER_NAME = frozenset({"role", "rank", "role_of_unit", "body"})
# A word with such an ending is about something; only after a given name is it a surname.
_ABSTRACT = re.compile(
    r"(?:tions?|sions?|ments?|ness|olog(?:y|ist)|ships?|ism|ics|ability|ivity|ality|able|ible|ional"
    r"|ative|ings?|wide|-leads?|ance|ence|ancy|ency|ively|shire|borough|ised|ized|ary|ory)$"
)
# Surnames end so too: Huxtable, Chaudhary, Vance; there the list of words decides.
_OF_SURNAMES = re.compile(r"(?:able|ary|ory|ance|ence|ancy|ency|ness)$")

_VOWEL = re.compile(r"[AEIOUYÁÉÍÓÚÄÖÜ]")
_POSSESSIVE = re.compile(r"['’](?:s)?$")


def is_abstract(word: str) -> bool:
    if not _ABSTRACT.search(word) or not all(map(is_word, word.split("-")[:-1])):
        return False  # no such word; and in Mei-Ling, Mei is none
    return not _OF_SURNAMES.search(word) or word in word_list("abstract")


def is_post_nominal(word: Word) -> bool:
    """MBE, DipN: letters after a name, printed in capitals, no post."""
    if word.lower not in known("post_nominal") or word.kind in NOT_AFTER_NAME:
        return False
    return sum(letter.isupper() for letter in word.text) > 1


def may_open_name(word: Word) -> bool:
    """A person's name, title or rank may begin with it: most words and marks are passed at once."""
    if word.kind in SEPARATORS:
        return False
    named = word.kind in OPENING or word.given or word.particle
    return named or word.lower in known("rank_before_name")


def is_mostly_surname(word: Word) -> bool:
    return word.lower in known("mostly_surname")


def has_vowel(text: str) -> bool:
    return bool(_VOWEL.search(text))


def is_mere_letters(word: Word) -> bool:
    """Capitals that nobody bears: Angus HSCP, Ellen Rowbottom RN."""
    letters = word.kind == "acronym" and word.caps and not has_vowel(word.text)
    return letters or is_post_nominal(word)


def is_bare(word: Word) -> bool:
    return word.lower in known("bare_body")


def tidy(name: str) -> str:
    return " ".join(_POSSESSIVE.sub("", name).split())
