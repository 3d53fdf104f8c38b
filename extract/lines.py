"""Words to printed lines: by baseline, left to right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from actionplans.extract.document import Line
from actionplans.extract.page import Rule, Word

DESCENT = 0.22  # of the size: how far a word's box reaches below its baseline
SPILL = 1.0  # points
SPACE_EM = 0.28  # a space, roughly
UNDERLINED = 0.97  # of a rule that lies under words; a border also runs through the padding
SAME_EM = 0.3  # baselines nearer than this are one line
BELOW = 0.2  # of the size: how far under a word's box its underline may be

_TOP, _LEFT = attrgetter("top"), attrgetter("x0")


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The words as lines from the top down; words set sideways make lines of their own."""
    words = tuple(words)
    if not words:
        return ()
    upright = [(word.bottom - DESCENT * word.size, word) for word in words if word.upright]
    sideways = [word for word in words if not word.upright] if len(upright) < len(words) else []
    upright.sort(key=itemgetter(0))
    lines: list[list[Word]] = []
    last = float("-inf")
    line: list[Word] = []
    for baseline, word in upright:
        if baseline != last:  # for most words of a line it is the same
            if baseline - last > SAME_EM * word.size:
                line = []
                lines.append(line)
            last = baseline
        line.append(word)
    for line in lines:
        line.sort(key=_LEFT)
    found = [Line(tuple(line)) for line in lines]
    return (*_sideways(sideways), *found) if sideways else tuple(found)


def without_underlines(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules less those under or through words, from where they begin to where they end."""
    by_top = sorted(words, key=_TOP)
    tops = [word.top for word in by_top]
    reach = max([word.bottom + BELOW * word.size - word.top for word in words], default=0.0)
    kept = []
    for rule in rules:
        y = (rule.top + rule.bottom) / 2
        level = rule.x1 - rule.x0 >= rule.bottom - rule.top
        near = by_top[bisect_left(tops, y - reach) : bisect_left(tops, y)] if level else []
        if not near or not _is_underline(rule, y, near):
            kept.append(rule)
    return kept


def _is_underline(rule: Rule, y: float, words: Iterable[Word]) -> bool:
    covered = 0.0
    for word in words:
        if word.upright and word.top < y < word.bottom + BELOW * word.size:
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
