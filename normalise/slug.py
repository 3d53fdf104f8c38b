"""What a plan is called: the name of its file, made fit for identifiers."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

# Letters that Unicode does not take apart; casefold() has made "ß" to "ss" before.
_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slug(source: str) -> str:
    """A file's name as a plan_id: lower case letters, figures and hyphens."""
    stem = PurePath(source).name
    stem = re.sub(r"\.(?:pdf|txt|tsv)$", "", stem, flags=re.IGNORECASE)
    text = unicodedata.normalize("NFKD", stem.casefold()).translate(_PLAIN)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "plan"
