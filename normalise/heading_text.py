"""The printed heading of a column, as it is read: without marks, guidance and the column's cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from actionplans.extract.document import Cell
from actionplans.extract.page import Word
from actionplans.normalise.headings import claims, words_known

_HEADING = 20  # words of a heading without it
_LONGEST = 80  # words of a heading with the guidance under it; longer cells are text
_CUT_HYPHEN = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
_CUT_SLASH = re.compile(r"(?<=\w)/\s+(?=s\b)")


def heading_text(cell: Cell) -> str:
    """The printed heading, without footnote marks and the guidance that may stand under it."""
    lines = _in_bold([line.words for line in cell.lines if line.words])
    texts = [
        " ".join([_without_mark(word) if word.raised else word.text for word in words])
        for words in lines
    ]
    full = " ".join(texts)
    size = sum(map(len, lines))
    if size > _LONGEST:
        return full
    words = full.split()
    if len(words) <= 8:
        return _unwrapped(full)
    kept: list[str] = []
    known = 0  # of the words kept
    for text in texts:
        kept += (new := text.split())
        if len(kept) > _HEADING:
            break
        known += _known(new)
        if len(words) - len(kept) < 4:
            break
        if 2 * known < len(kept):
            continue  # quicker asked than claims
        found = claims(" ".join(kept))
        if found and found[0].coverage >= 0.6:
            return _unwrapped(" ".join(kept))
    return _unwrapped(full) if size <= 2 * _HEADING else full


def _in_bold(lines: list[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """The words up to the first that is not bold, where the first is."""
    if not lines or not lines[0][0].bold:
        return lines
    kept = []
    for words in lines:
        kept.append(tuple(takewhile(lambda word: word.bold, words)))
        if len(kept[-1]) < len(words):
            break
    return list(filter(None, kept))


def _without_mark(word: Word) -> str:
    """The word without the footnote mark that is raised at its end."""
    return word.text if word.text == word.raised else word.text[: -len(word.raised)]


def _known(words: Sequence[str]) -> int:
    """How many of the words are of the vocabulary."""
    known = words_known()
    return sum([word.strip(".,:;?!()").casefold() in known for word in words])


def _unwrapped(text: str) -> str:
    """A heading whose words a narrow column cut: "Respon- sible", "Lead/ s", "Recommendati on"."""
    known = words_known()
    if "-" in text or "/" in text:
        text = _CUT_SLASH.sub("/", _CUT_HYPHEN.sub("", text))
    tokens: list[str] = []
    for token in text.split():
        left = tokens[-1] if tokens else ""
        if token[0].islower() and (left + token).casefold() in known:
            cut = left.casefold() not in known or token.casefold() not in known
            tokens[-1:] = [left + token] if cut else [left, token]
        else:
            tokens.append(token)
    return " ".join(tokens)
