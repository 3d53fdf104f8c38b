"""Repairs of a due text that keep every character's place, so that offsets stay true."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛´`ʼ", "'"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u200b\t\r\f\v*•·|", " "),
        **{chr(0xFF10 + n): str(n) for n in range(10)},
    }
)
_MARKUP = re.compile(r"</?(?:sup|sub|b|i|br|p|strong|em|u)\s{0,3}/?>|\\[nrt]", re.IGNORECASE)
_LETTER_IN_NUMBER = re.compile(
    r"(?<=[0-9/])[OolI](?=[0-9O])|(?<=[0-9])[Oo](?=\b)|\b[OlI](?=[0-9]{1,3}[/.-]\d)"
)
_DIGIT = str.maketrans("OolI", "0011")


def plain(text: str) -> str:
    """Dashes, quotes and spaces made plain, markup blanked, "2O21" mended; the length is kept."""
    text = text.translate(_PLAIN)
    if "<" in text or "\\" in text:
        text = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    return _LETTER_IN_NUMBER.sub(lambda match: match[0].translate(_DIGIT), text)
