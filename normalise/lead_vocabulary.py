"""The editable words of lead cells: lead_patterns.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


def plain(text: str) -> str:
    """As the lists are compared: lower case, straight apostrophes."""
    return text.replace("’", "'").replace("`", "'").lower()


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of lead_patterns.toml in their order, lower case."""
    text = files("actionplans.normalise").joinpath("lead_patterns.toml").read_text(encoding="utf-8")
    return {
        name: tuple(
            filter(None, (plain(word.strip()) for word in re.split(r"[|\n]", table["words"])))
        )
        for name, table in tomllib.loads(text).items()
    }


@cache
def known(name: str) -> frozenset[str]:
    """One list, for asking whether a word is in it."""
    return frozenset(lists()[name])
