"""Whether English has a word: a dictionary, for what the document's own words do not decide."""

from __future__ import annotations

import re
from functools import cache

# The dictionary spells the American way; plans mostly do not.
_BRITISH = (
    (re.compile(r"is(?=(?:e[ds]?|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|al)?$)"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)


@cache
def _words() -> frozenset[str]:
    from spellchecker import SpellChecker  # read only when a line's end leaves a doubt

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def is_word(text: str) -> bool:
    """True for a word of English in British or American spelling, in lower case, or its plural."""
    words = _words()
    if text in words or (text.endswith("s") and text[:-1] in words):
        return True
    return any(form.sub(other, text) in words for form, other in _BRITISH)
