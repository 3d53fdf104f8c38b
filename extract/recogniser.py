"""Text recognition: RapidOCR's lines of text as words with boxes and confidence.

The lines are found on a small picture, which is four times faster and finds the same lines, and
read on the large one. The models lie in RapidOCR's own package; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from actionplans.extract.deskew import Picture
from actionplans.extract.page import Rule
from actionplans.extract.picture_marks import mark_before

FINDING = 1280  # pixels of the longer side of the picture in which lines of text are found
EDGE = 0.15  # of a line's height, added at its ends: else a last l or t is cut off
DIRT = 0.5  # confidence in a line below which it is a drawing or dirt


class Piece(NamedTuple):
    """A word in a picture; lengths in its pixels, confidence 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


@cache
def engine() -> Any:
    """RapidOCR, once a process. Raises ImportError where it is not installed."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})


def read_text(grey: Picture, rules: Sequence[Rule], scale: float) -> Iterator[Piece]:
    """Words of a straight picture without its ruling lines, line by line.

    rules (in points; scale is the pixels a point) part lines of text that were taken for one.
    """
    picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    walls = [rule for rule in rules if rule.bottom - rule.top > rule.x1 - rule.x0]
    for x0, top, x1, bottom in _text_boxes(picture):
        middle = (top + bottom) / 2 / scale
        cuts = sorted(
            wall.x0 * scale
            for wall in walls
            if wall.top < middle < wall.bottom and x0 + 6 < wall.x0 * scale < x1 - 6
        )
        before = max(
            (w.x1 * scale for w in walls if _stands_before(w, x0, middle, scale)), default=0
        )
        for left, right in zip([x0, *cuts], [*cuts, x1], strict=True):
            line = round(left), round(top), round(right), round(bottom)
            read = list(_read_line(picture, *line))
            if read and read[0].text[0].isalnum():
                mark = mark_before(grey, line[0], line[1], line[3], before)
                if mark:
                    first = read[0]
                    yield Piece(
                        mark.text, mark.x0, first.top, mark.x1, first.bottom, first.confidence
                    )
            yield from read
            before = right


def _stands_before(wall: Rule, x0: float, middle: float, scale: float) -> bool:
    return wall.top < middle < wall.bottom and wall.x0 * scale <= x0 + 6


def _text_boxes(picture: Picture) -> Iterator[tuple[float, float, float, float]]:
    part = min(1.0, FINDING / max(picture.shape))
    small = cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    found = engine()(small, use_det=True, use_rec=False)
    height, width = picture.shape[:2]
    for corners in found.boxes if found.boxes is not None else ():
        (x0, top), (x1, bottom) = corners.min(axis=0) / part, corners.max(axis=0) / part
        edge = EDGE * (bottom - top)
        if x1 - x0 >= 3 and bottom - top >= 3:
            yield (
                max(0.0, x0 - edge),
                max(0.0, top),
                min(width - 1.0, x1 + edge),
                min(height - 1.0, bottom),
            )


def _read_line(picture: Picture, x0: int, top: int, x1: int, bottom: int) -> Iterator[Piece]:
    crop = picture[top : bottom + 1, x0 : x1 + 1]
    if min(crop.shape[:2]) < 3:
        return
    read = engine()(crop, use_det=False, use_rec=True, return_word_box=True)
    if not read.txts or not read.txts[0].strip():
        return
    letters = _letters(read.txts[0], read.word_results[0], crop.shape[1])
    if float(np.mean([letter.confidence for letter in letters])) < DIRT:
        return
    for word in _words(letters):
        sure = float(np.mean([letter.confidence for letter in word]))
        text = capital_i("".join(letter.text for letter in word))
        yield Piece(text, x0 + word[0].x0, top, x0 + word[-1].x1, bottom, round(sure, 4))


def capital_i(text: str) -> str:
    """The text with a small l among capitals ("DCl", "JTAl") read as the I it must be."""
    capitals = text.replace("l", "")
    if len(capitals) > 1 and capitals.isalpha() and capitals.isupper():
        return text.replace("l", "I")
    return text


class _Letter(NamedTuple):
    text: str
    x0: float
    x1: float
    confidence: float
    after_space: bool


def _letters(text: str, info: Any, width: int) -> list[_Letter]:
    """Letters with their places: the network's columns, spread over the width of the line."""
    columns = [column for word in info.word_cols for column in word]
    printed = [n for n, letter in enumerate(text) if not letter.isspace()]
    if len(columns) != len(printed) or not info.line_txt_len:
        columns, length = printed, float(len(text))
    else:
        length = float(info.line_txt_len)
    step = width / length
    half = min(1.0, float(np.median(np.diff(columns))) / 2 if len(columns) > 1 else 1.0) * step
    return [
        _Letter(
            text[n],
            max(0.0, (column + 0.5) * step - half),
            min(float(width), (column + 0.5) * step + half),
            float(info.confs[n]) if n < len(info.confs) else 0.0,
            n > 0 and text[n - 1].isspace(),
        )
        for n, column in zip(printed, columns, strict=True)
    ]


def _words(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    word: list[_Letter] = []
    for letter in letters:
        if word and letter.after_space:
            yield word
            word = []
        word.append(letter)
    if word:
        yield word
