"""Ruling lines: pieces that lie on one line become one."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.extract.page import Rule

THIN = 3.0  # points: what is drawn thinner than this is a line, not a surface
PAPER = 0xF8  # a colour whose three parts are all above this is white
COLLINEAR = 1.0  # points between the axes of two pieces of one line
TOUCH = 1.6  # points between the ends of two pieces of one line
DASH = 6.0  # points: pieces shorter than this are dashes or dots, with gaps as long as they
SHORTEST = 3.0  # points: what stays shorter is a speck


def merge(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules with doubled, dashed and cut-up lines made one, top down then left to right."""
    flat, high = [], []
    for rule in rules:
        width, height = rule.x1 - rule.x0, rule.bottom - rule.top
        if width >= height or width < THIN:
            if width >= height:
                flat.append((rule.top, rule.bottom, rule.x0, rule.x1))
            if height >= width or (width < THIN and height < THIN and height >= width / 3):
                high.append((rule.x0, rule.x1, rule.top, rule.bottom))
        if width < THIN and height < THIN and height > width:
            flat.append((rule.top, rule.bottom, rule.x0, rule.x1))
    lines = [Rule(start, low, end, far) for low, far, start, end in _joined(flat)]
    lines += [Rule(low, start, far, end) for low, far, start, end in _joined(high)]
    return tuple(sorted(lines, key=lambda rule: (rule.top, rule.x0)))


def _joined(
    pieces: list[tuple[float, float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """Pieces as (near side, far side, start, end) across and along the line, joined."""
    groups: list[list[tuple[float, float, float, float]]] = []
    axis = float("-inf")
    for piece in sorted(pieces, key=lambda p: p[0] + p[1]):
        middle = (piece[0] + piece[1]) / 2
        if middle - axis > COLLINEAR:
            groups.append([])
            axis = middle
        groups[-1].append(piece)
    joined = []
    for group in groups:
        group.sort(key=lambda p: p[2])
        low, far, start, end = group[0]
        last = end - start
        for piece in group[1:]:
            length = piece[3] - piece[2]
            reach = TOUCH if max(length, last) > DASH else DASH
            if piece[2] <= end + reach:
                low, far, end = min(low, piece[0]), max(far, piece[1]), max(end, piece[3])
            else:
                joined.append((low, far, start, end))
                low, far, start, end = piece
            last = length
        joined.append((low, far, start, end))
    return [line for line in joined if line[3] - line[2] >= SHORTEST]
