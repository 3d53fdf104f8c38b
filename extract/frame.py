"""Coordinates: from a PDF's user space to the page as a reader sees it.

A matrix is PDF's own six numbers (a, b, c, d, e, f), which take (x, y) to
(a x + c y + e, b x + d y + f); ISO 32000-1, 8.3.3.
"""

from __future__ import annotations

from typing import NamedTuple


class Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, after: Matrix) -> Matrix:
        """This matrix first, then the other."""
        a, b, c, d, e, f = self
        return Matrix(
            a * after.a + b * after.c,
            a * after.b + b * after.d,
            c * after.a + d * after.c,
            c * after.b + d * after.d,
            e * after.a + f * after.c + after.e,
            e * after.b + f * after.d + after.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much lengths grow, on average over both axes."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)


class Frame(NamedTuple):
    """A page as it is seen: its size in points and the way there from user space."""

    width: float
    height: float
    matrix: Matrix


def frame(left: float, bottom: float, right: float, top: float, quarter_turns: int) -> Frame:
    """The page whose visible box in user space is given, turned clockwise by quarter turns."""
    width, height = right - left, top - bottom
    match quarter_turns % 4:
        case 0:
            return Frame(width, height, Matrix(1, 0, 0, -1, -left, top))
        case 1:
            return Frame(height, width, Matrix(0, 1, 1, 0, -bottom, -left))
        case 2:
            return Frame(width, height, Matrix(-1, 0, 0, 1, right, -bottom))
        case _:
            return Frame(height, width, Matrix(0, -1, -1, 0, top, right))
