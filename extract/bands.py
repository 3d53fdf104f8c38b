"""Row borders that are drawn: rules between rows, and fills in alternating bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from actionplans.extract.page import Fill, Page, Rule

SAME = 1.5  # points within which two drawn edges are one
JOIN = 4.0  # points between pieces of one border, drawn cell by cell
SHARE = 0.6  # of the table's width that a border of the whole row covers


class Border(NamedTuple):
    """A horizontal border at y with the stretches that are drawn; points from the top left."""

    y: float
    spans: tuple[tuple[float, float], ...]

    def covers(self, left: float, right: float, share: float = SHARE) -> bool:
        """Whether it is drawn over that share of the way from left to right."""
        drawn = sum(max(0.0, min(x1, right) - max(x0, left)) for x0, x1 in self.spans)
        return drawn >= share * (right - left)


class Band(NamedTuple):
    """A filled stretch across the page."""

    top: float
    bottom: float
    x0: float
    x1: float
    colour: str


def rule_borders(rules: Sequence[Rule]) -> list[Border]:
    """Horizontal rules, those at one height together and collinear pieces joined."""
    flat = [rule for rule in rules if rule.x1 - rule.x0 > 8 and rule.bottom - rule.top < 3.5]
    flat.sort(key=lambda rule: rule.top + rule.bottom)
    levels: list[list[Rule]] = []
    for rule in flat:
        first = levels[-1][0] if levels else None
        if first and (rule.top + rule.bottom - first.top - first.bottom) / 2 <= SAME:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [
        Border((level[0].top + level[0].bottom) / 2, _joined([(r.x0, r.x1) for r in level]))
        for level in levels
    ]


def _joined(spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if joined and x0 <= joined[-1][1] + JOIN:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return tuple(joined)


def fill_bands(fills: Sequence[Fill], page: Page) -> list[Band]:
    """Fills joined to bands: first the cells of a row, then the lines of a row."""
    usable = [
        fill
        for fill in fills
        if fill.bottom - fill.top > 4
        and not (
            fill.x1 - fill.x0 > 0.97 * page.width and fill.bottom - fill.top > 0.9 * page.height
        )
    ]
    rows: list[Band] = []
    for fill in sorted(usable, key=lambda f: (round(f.top), round(f.bottom), f.x0)):
        last = rows[-1] if rows else None
        if (
            last
            and abs(last.top - fill.top) <= SAME
            and abs(last.bottom - fill.bottom) <= SAME
            and last.colour == fill.colour
            and fill.x0 <= last.x1 + JOIN
        ):
            rows[-1] = last._replace(x1=max(last.x1, fill.x1), x0=min(last.x0, fill.x0))
        else:
            rows.append(Band(fill.top, fill.bottom, fill.x0, fill.x1, fill.colour))
    return _stacked(rows)


def _stacked(rows: Sequence[Band]) -> list[Band]:
    """Bands of one colour and width that touch are one: a row shaded line by line."""
    bands: list[Band] = []
    for row in sorted(rows):
        for place, band in enumerate(bands[-4:], start=max(0, len(bands) - 4)):
            same_width = abs(band.x0 - row.x0) <= SAME and abs(band.x1 - row.x1) <= SAME
            if same_width and band.colour == row.colour and abs(row.top - band.bottom) <= 0.3:
                bands[place] = band._replace(bottom=max(band.bottom, row.bottom))
                break
        else:
            bands.append(row)
    return bands


def wide(x0: float, x1: float, left: float, right: float) -> bool:
    """Whether x0 to x1 covers most of the table between left and right."""
    return min(x1, right) - max(x0, left) >= SHARE * (right - left)
