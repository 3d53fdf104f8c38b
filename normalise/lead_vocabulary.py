"""The editable words of lead cells: lead_patterns.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

FOR_A_TIME = ("t/", "a/", "t/a/", "temp ", "temp. ", "temporary ", "acting ")
"""A rank that somebody holds for a time: T/DCI, Acting Sergeant."""


def plain(text: str) -> str:
    """As the lists are compared: lower case, straight apostrophes."""
    return text.replace("’", "'").replace("`", "'").lower()


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of lead_patterns.toml in their order, lower case."""
    text = files("actionplans.normalise").joinpath("lead_patterns.toml").read_text(encoding="utf-8")
    read = {
        name: tuple(
            filter(None, (plain(word.strip()) for word in re.split(r"[|\n]", table["words"])))
        )
        for name, table in tomllib.loads(text).items()
    }
    return {**read, "rank": _every_rank(read["rank"])}


def _every_rank(ranks: Iterable[str]) -> tuple[str, ...]:
    """The ranks with and without full stops, and as held for a time."""
    plain_ranks = dict.fromkeys(ranks)
    for rank in [*plain_ranks]:
        if rank.endswith(("insp", "supt", "sgt")):
            plain_ranks[rank + "."] = None
            plain_ranks[re.sub(r"^(det|ch) ", r"\1. ", rank) + "."] = None
    held = [rank for rank in plain_ranks if not rank.startswith(FOR_A_TIME)]
    return (*plain_ranks, *(prefix + rank for prefix in FOR_A_TIME for rank in held))


@cache
def known(name: str) -> frozenset[str]:
    """One list, for asking whether a word is in it."""
    return frozenset(lists()[name])
