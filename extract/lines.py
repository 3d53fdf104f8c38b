"""Words to printed lines: by baseline, left to right."""

from __future__ import annotations

from collections.abc import Iterable

from actionplans.extract.document import Line
from actionplans.extract.page import Rule, Word

DESCENT = 0.22  # of the size: how far a word's box reaches below its baseline
SPILL = 1.0  # points
SPACE_EM = 0.28  # a space, roughly
UNDERLINED = 0.97  # of a rule that lies under words; a border also runs through the padding
SAME_EM = 0.3  # baselines nearer than this are one line


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The words as lines from the top down; words set sideways make lines of their own."""
    upright: list[tuple[float, Word]] = []
    sideways: list[Word] = []
    for word in words:
        if word.upright:
            upright.append((word.bottom - DESCENT * word.size, word))
        else:
            sideways.append(word)
    upright.sort(key=_baseline)
    lines: list[list[Word]] = []
    last = float("-inf")
    for baseline, word in upright:
        if baseline - last > SAME_EM * word.size:
            lines.append([])
        lines[-1].append(word)
        last = baseline
    found = [Line(tuple(sorted(line, key=_left))) for line in lines]
    return (*_sideways(sideways), *found)


def is_underline(rule: Rule, words: Iterable[Word]) -> bool:
    """Whether the rule is drawn under or through words, from where they begin to where they end."""
    if rule.x1 - rule.x0 < rule.bottom - rule.top:
        return False
    y = (rule.top + rule.bottom) / 2
    covered = 0.0
    for word in [word for word in words if word.top < y < word.bottom + 0.2 * word.size]:
        if word.upright:
            covered += max(0.0, min(word.x1, rule.x1) - max(word.x0, rule.x0))
            if word.x0 > rule.x0 - SPILL and word.x1 < rule.x1 + SPILL:
                covered += SPACE_EM * word.size
    return covered >= UNDERLINED * (rule.x1 - rule.x0)


def _sideways(words: list[Word]) -> list[Line]:
    """Sideways words in content order; those that share an axis are one line."""
    lines: list[list[Word]] = []
    for word in words:
        if lines:
            last = lines[-1][-1]
            across = min(word.x1, last.x1) - max(word.x0, last.x0)
            along = min(word.bottom, last.bottom) - max(word.top, last.top)
            if max(across, along) > 0.5 * min(word.size, last.size):
                lines[-1].append(word)
                continue
        lines.append([word])
    return [Line(tuple(line)) for line in lines]


def _baseline(pair: tuple[float, Word]) -> float:
    return pair[0]


def _left(word: Word) -> float:
    return word.x0
