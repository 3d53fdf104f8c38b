"""What a plan is called: the name of its file, made fit for identifiers."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath


def slug(source: str) -> str:
    """A file's name as a plan_id: lower case letters, figures and hyphens."""
    stem = PurePath(source).name
    stem = re.sub(r"\.(?:pdf|txt|tsv)$", "", stem, flags=re.IGNORECASE)
    text = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "plan"
