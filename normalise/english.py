"""Whether English has a word: a dictionary, for what the document's own words do not decide."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Collection
from functools import cache
from pkgutil import get_data

# The dictionary spells the American way; plans mostly do not.
_BRITISH = (
    (re.compile(r"is(?=(?:e[ds]?|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|al)?$)"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)


@cache
def _words() -> Collection[str]:
    """The dictionary of pyspellchecker, read only when a line's end leaves a doubt.

    Its file holds nothing but words and how often they are used, and is read directly: the class
    counts and copies them first, which takes three times as long and 40 MB.
    """
    import msgspec

    try:
        packed = get_data("spellchecker", "resources/en.json.gz") or b""
        return msgspec.json.decode(gzip.decompress(packed), type=dict[str, int])
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError):
        from spellchecker import SpellChecker  # which knows where another release keeps it

        return SpellChecker(language="en").word_frequency.dictionary


def is_word(text: str) -> bool:
    """True for a word of English in British or American spelling, in lower case, or its plural."""
    words = _words()
    if text in words or (text.endswith("s") and text[:-1] in words):
        return True
    return any(form.sub(other, text) in words for form, other in _BRITISH)
