"""Text recognition: RapidOCR's lines of text as words with boxes and confidence.

The lines are found on a small picture, which is four times faster and finds the same lines, and
read on the large one. The models lie in RapidOCR's own package; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from actionplans.extract.deskew import Picture
from actionplans.extract.page import Rule
from actionplans.extract.picture_ink import ABOVE, BELOW, Ink, edges, evened, gap, ink_of
from actionplans.extract.picture_marks import mark_before

FINDING = 1280  # pixels of the longer side of the picture in which lines of text are found
EDGE = 0.15  # of a line's height, added at its ends: else a last l or t is cut off
SIZE = 0.4, 0.95  # of a line's height: the size of its type
FOOT = 0.78  # of a line's height, where its ink does not tell
DIRT = 0.5  # confidence in a line below which it is a drawing or dirt


class Piece(NamedTuple):
    """A word in a picture; lengths in its pixels, confidence 0 to 1, size that of the type."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    size: float = 0.0


@cache
def engine() -> Any:
    """RapidOCR, once a process. Raises ImportError where it is not installed."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})


def read_text(grey: Picture, rules: Sequence[Rule], scale: float) -> Iterator[Piece]:
    """Words of a straight picture without its ruling lines, line by line.

    rules (in points; scale is the pixels a point) part lines of text that were taken for one.
    """
    lines = list(_lines(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), rules, scale))
    for line, size in zip(lines, evened([line.size for line in lines]), strict=True):
        top, bottom = line.foot - ABOVE * size, line.foot + BELOW * size
        for piece in line.pieces:
            yield piece._replace(top=top, bottom=bottom, size=size)


class _Line(NamedTuple):
    """Words of a line of text, the place of its foot and the size of its type, in pixels."""

    pieces: tuple[Piece, ...]
    foot: float
    size: float


def _lines(picture: Picture, rules: Sequence[Rule], scale: float) -> Iterator[_Line]:
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
            box = round(left), round(top), round(right), round(bottom)
            line = _read_line(picture, *box)
            if line:
                yield _with_mark(line, picture, box, before)
            before = right


def _with_mark(
    line: _Line, picture: Picture, box: tuple[int, int, int, int], before: float
) -> _Line:
    first = line.pieces[0]
    if not first.text[0].isalnum():
        return line
    mark = mark_before(picture[:, :, 0], box[0], box[1], box[3], before)
    if not mark:
        return line
    piece = first._replace(text=mark.text, x0=mark.x0, x1=mark.x1)
    return line._replace(pieces=(piece, *line.pieces))


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


def _read_line(picture: Picture, x0: int, top: int, x1: int, bottom: int) -> _Line | None:
    crop = picture[top : bottom + 1, x0 : x1 + 1]
    if min(crop.shape[:2]) < 3:
        return None
    read = engine()(crop, use_det=False, use_rec=True, return_word_box=True)
    if not read.txts or not read.txts[0].strip():
        return None
    letters = _letters(read.txts[0], read.word_results[0], crop.shape[1])
    if float(np.mean([letter.confidence for letter in letters])) < DIRT:
        return None
    words = list(_words(letters))
    ink = ink_of(crop, read.txts[0])
    high = float(bottom - top)
    if ink is None or not SIZE[0] * high <= ink.size <= SIZE[1] * high:
        places = [(word[0].x0, word[-1].x1) for word in words]
        foot, size = top + FOOT * high, sum(SIZE) / 2 * high
    else:
        places = _places(words, ink)
        foot, size = top + ink.foot, ink.size
    pieces = tuple(
        Piece(
            capital_i("".join(letter.text for letter in word)),
            x0 + left, top, x0 + right, bottom,
            round(float(np.mean([letter.confidence for letter in word])), 4),
            size,
        )
        for word, (left, right) in zip(words, places, strict=True)
    )  # fmt: skip
    return _Line(pieces, foot, size)


def _places(words: Sequence[Sequence[_Letter]], ink: Ink) -> list[tuple[float, float]]:
    """From where to where each word has ink; the gaps are sought between their letters' middles."""
    start, end = edges(ink)
    cuts = [start]
    for word, after in pairwise(words):
        left, right = (word[-1].x0 + word[-1].x1) / 2, (after[0].x0 + after[0].x1) / 2
        cuts += gap(ink, left, right) or (word[-1].x1, after[0].x0)
    cuts.append(end)
    return [
        (min(left, right - 1), right) for left, right in zip(cuts[::2], cuts[1::2], strict=True)
    ]


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
