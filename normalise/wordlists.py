"""The word lists of words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list; KeyError if there is no such list."""
    path = Path(__file__).with_name("words.toml")
    text: str = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    return frozenset(text.split())
