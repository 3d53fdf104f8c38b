"""Lower case in which every character keeps its place.

A pattern that need not look for both cases is found in half the time.
"""

from __future__ import annotations

_SMALL = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def lower(text: str) -> str:
    """The letters A to Z in lower case; str.lower may make two characters of another."""
    return text.lower() if text.isascii() else text.translate(_SMALL)
