"""Characters to words: where one word ends and the next begins, and what its letters are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actionplans.extract.page import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMALLEST = 1.0  # points: smaller text is there for machines
GAP_EM = 0.16  # a wider gap ends a word; a narrow space is 0.2 em, tracking stays under 0.1
BACK_EM = 0.45  # kerning and combining marks step back by less than this
LINE_EM = 0.35  # bottoms further apart than this are on two lines
SMALLER = 0.86  # a superscript is at most this part of the size of its word
RAISED_EM = 0.12  # and its bottom at least this much higher
MOST_TAILS = 60  # on one page; more are small print
TWICE_EM = 0.12  # the same letter this near is one letter printed twice to look bold

UPRIGHT, UP, OVER, DOWN, SLANTED = range(5)  # which way a line of text runs on the page

BOLD_NAMES = ("bold", "black", "heavy", "demi")
PLAIN_NAMES = ("regular", "roman", "book", "light", "thin", "medium", "italic", "oblique")
SYMBOL_FONTS = ("symbol", "wingding", "webding", "dingbat")
# Glyphs of Symbol and Wingdings, which have no Unicode of their own, by their place in the font.
SYMBOLS = {
    0x20: " ", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒",
    0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0xF0: "→", 0xAE: "→", 0x2D: "−",
}  # fmt: skip
SYMBOL_SPACE = 0xF020
STOPS = frozenset([".", ",", ";", ":", ")", ").", "),", "?", "!"])
FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})$")  # not the letters of "3rd."
# Ligatures of Calibri, as some writers of PDFs misname them; no English word has these letters.
MISNAMED = {"Ɵ": "ti", "Ʃ": "tt"}
WIDTHLESS = frozenset("\u200b\u200c\u200d\u2060\ufeff")


class Style(NamedTuple):
    """What the characters of one text object share; size in points on the page."""

    size: float
    bold: bool = False
    colour: str = "#000000"
    direction: int = UPRIGHT
    mcid: int = -1
    symbolic: bool = False


class Runs(NamedTuple):
    """Runs of printed characters in the order of a page's content: one style, nothing between.

    A run is a word or a part of one. boxes has the columns x0, top, x1, bottom in points from the
    top left; style is each run's place in styles, piece numbers the text objects that they were
    drawn by, and spaced grows by one wherever a space stands before a run.
    """

    texts: list[str]
    boxes: NDArray[np.float64]
    style: NDArray[np.intp]
    styles: list[Style]
    piece: NDArray[np.intp]
    spaced: NDArray[np.intp]


def is_bold_name(name: str) -> bool:
    """Whether a font's name, in lower case, is that of a bold face."""
    return any(part in name for part in BOLD_NAMES)


def is_plain_name(name: str) -> bool:
    """Whether a font's name, in lower case, says that it is not bold, whatever its file says."""
    return not is_bold_name(name) and any(part in name for part in PLAIN_NAMES)


def on_page(runs: Runs, width: float, height: float) -> Runs:
    """Without what nobody sees: text wholly outside of the page, or too small to print.

    What is partly outside is cut at the page's edge.
    """
    x0, top, x1, bottom = runs.boxes.T
    sizes = np.array([style.size for style in runs.styles])[runs.style]
    shown = (x1 > 0) & (bottom > 0) & (x0 < width) & (top < height) & (sizes >= SMALLEST)
    np.maximum(runs.boxes, 0.0, out=runs.boxes)
    np.minimum(runs.boxes, (width, height, width, height), out=runs.boxes)
    return runs if shown.all() else kept(runs, shown)


def kept(runs: Runs, shown: NDArray[np.bool_]) -> Runs:
    """The runs that are shown."""
    texts = [text for text, seen in zip(runs.texts, shown.tolist(), strict=True) if seen]
    return Runs(
        texts, runs.boxes[shown], runs.style[shown], runs.styles, runs.piece[shown],
        runs.spaced[shown],
    )  # fmt: skip


def words_of(runs: Runs, page: int) -> tuple[Word, ...]:
    """The words of a page, in the order of its content."""
    if not runs.texts:
        return ()
    once = (~_twice(runs)).nonzero()[0]
    boxes, style = runs.boxes[once], runs.style[once]
    spaced = runs.spaced[once]
    apart = spaced[1:] > spaced[:-1]
    close = (~apart).nonzero()[0]
    if len(close):
        apart[close] = _breaks(boxes, style, runs.styles, runs.piece[once], close)
    starts = np.concatenate(([True], apart)).nonzero()[0]
    ends = np.append(starts[1:], len(once))
    sides = np.concatenate(
        [np.minimum.reduceat(boxes[:, :2], starts), np.maximum.reduceat(boxes[:, 2:], starts)], 1
    ).round(3)
    doubled = len(once) < len(runs.texts)
    texts = [runs.texts[index] for index in once.tolist()] if doubled else runs.texts
    letters = [texts[start] for start in starts.tolist()]
    looks = [_look(each) for each in runs.styles]
    places = style[starts].tolist()
    shown = [looks[place] for place in places]
    for n in (ends - starts > 1).nonzero()[0].tolist():
        inside = slice(starts[n], ends[n])
        styles = [runs.styles[place] for place in style[inside].tolist()]
        parts, bottoms = _mark_last(texts[inside], styles, boxes[inside, 3])
        main, raised = _main(styles, parts, bottoms)
        letters[n], shown[n] = "".join(parts), _look(main, raised)
        places[n] = runs.styles.index(main)
    for n in [n for n, text in enumerate(letters) if not text.isascii()]:
        letters[n] = _clean(letters[n], runs.styles[places[n]].symbolic)
    new = tuple.__new__  # takes half of the time of Word(...)
    words = [
        new(Word, (text, page, *box, *look))
        for text, box, look in zip(letters, sides.tolist(), shown, strict=True)
        if text
    ]
    corners = np.rint(sides[:, :2] * 1000).astype(np.int64)
    place = np.sort((corners[:, 0] << 32) + corners[:, 1])
    alone = (place[1:] != place[:-1]).all()
    sizes = [each.size for each in runs.styles]
    if min(sizes) < SMALLER * max(sizes):
        words = _with_tails(words)
    return tuple(words if alone else dict.fromkeys(words))  # no two are equal: each has one place


def _look(style: Style, raised: str = "") -> tuple[float, bool, str, str, None, bool, int]:
    """The fields of a Word from size on."""
    size, bold, colour, direction, mcid, _ = style
    return size, bold, raised, colour, None, direction == UPRIGHT, mcid


def blanks(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of the Unicode code points separate words: spaces of any kind, and controls."""
    blank: NDArray[np.bool_] = codes <= 0x20
    for code in (0x7F, 0x85, 0xA0):
        blank |= codes == code
    for code in np.unique(codes[codes > 0xA0]).tolist():
        if code <= 0x10FFFF and (chr(code).isspace() or code == SYMBOL_SPACE):
            blank |= codes == code
    return blank


def _breaks(
    boxes: NDArray[Any],
    style: NDArray[Any],
    styles: list[Style],
    piece: NDArray[Any],
    before: NDArray[np.intp],
) -> NDArray[Any]:
    """Between the runs at these places and the next: whether a word ends there, for its place."""
    pair = np.stack([before, before + 1])
    size = np.array([s.size for s in styles])[style[pair]]
    direction = np.array([s.direction for s in styles], np.intp)[style[pair]]
    start, end, base, head = _along(boxes[pair], direction)
    small, large = size.min(axis=0), size.max(axis=0)
    gap = start[1] - end[0]
    same_box = (boxes[pair[1]] == boxes[pair[0]]).all(axis=1)  # pieces of one ligature
    gap_too_wide = (gap > GAP_EM * small) | (gap < -BACK_EM * large)
    off_line = np.abs(base[1] - base[0]) > LINE_EM * large
    overlap = base.min(axis=0) - head.max(axis=0)
    superscript = (small < SMALLER * large) & (overlap > 0.2 * small)
    superscript &= (base[1] < base[0]) == (size[1] < size[0])  # up to it, or down again
    apart = gap_too_wide | (off_line & ~superscript)
    slanted = (direction == SLANTED).all(axis=0)
    apart = np.where(slanted, piece[pair[1]] != piece[pair[0]], apart)
    result: NDArray[Any] = (apart & ~same_box) | (direction[1] != direction[0])
    return result


def _along(boxes: NDArray[Any], direction: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Start, end, base and head of each box as seen along the way its text runs."""
    x0, top, x1, bottom = np.moveaxis(boxes, -1, 0)
    if not direction.any():
        return x0, x1, bottom, top
    ways = [direction == UP, direction == OVER, direction == DOWN]
    return (
        np.select(ways, [-bottom, -x1, top], x0),
        np.select(ways, [-top, -x0, bottom], x1),
        np.select(ways, [x1, -top, -x0], bottom),
        np.select(ways, [x0, -bottom, -x1], top),
    )


def _twice(runs: Runs) -> NDArray[np.bool_]:
    """Which of the runs repeat another that stands at the same place."""
    known: dict[str, int] = {}  # where each text stands first
    text = np.fromiter(map(known.setdefault, runs.texts, count()), np.int64, len(runs.texts))
    left, top = np.rint(runs.boxes[:, 0] * 10), np.rint(runs.boxes[:, 1])
    place = (top.astype(np.int64) << 20) + left.astype(np.int64)
    order = ((text << 40) + place).argsort(kind="stable")
    one, other = order[:-1], order[1:]
    size = np.fromiter((s.size for s in runs.styles), float, len(runs.styles))
    near = TWICE_EM * size[runs.style[one]]
    same = (text[one] == text[other]) & (runs.piece[one] != runs.piece[other])
    same &= np.abs(runs.boxes[one, 0] - runs.boxes[other, 0]) < near
    same &= np.abs(runs.boxes[one, 1] - runs.boxes[other, 1]) < near
    repeated = np.zeros(len(runs.texts), bool)
    repeated[np.maximum(one, other)[same]] = True
    return repeated


def _mark_last(
    texts: list[str], inside: list[Style], bottoms: NDArray[Any]
) -> tuple[list[str], NDArray[Any]]:
    """The parts of a word with a footnote mark after the full stop, as English sets it.

    Where the mark stands before the stop it would be no tail. inside is put in order with them.
    """
    if len(texts) < 3 or texts[-1] not in STOPS or not FOOTNOTE.match(texts[-2]):
        return texts, bottoms
    small = inside[-2].size < SMALLER * inside[-1].size
    lifted = bottoms[-2] < bottoms[-1] - RAISED_EM * inside[-1].size
    if not (small and lifted and texts[-3][-3:].isalpha() and len(texts[-3]) > 2):
        return texts, bottoms
    order = [*range(len(texts) - 2), len(texts) - 1, len(texts) - 2]
    inside[:] = [inside[n] for n in order]
    return [texts[n] for n in order], bottoms[order]


def _main(inside: list[Style], texts: list[str], bottoms: NDArray[Any]) -> tuple[Style, str]:
    """The style of a word's main run, and its raised tail."""
    size = max(style.size for style in inside)
    main = next(style for style in inside if style.size == size)
    base = max(b for b, style in zip(bottoms, inside, strict=True) if style.size == size)
    tail = len(inside)
    while tail and (
        inside[tail - 1].size < SMALLER * size and bottoms[tail - 1] < base - RAISED_EM * size
    ):
        tail -= 1
    return main, unicodedata.normalize("NFC", "".join(texts[tail:]))


def _with_tails(words: list[Word]) -> list[Word]:
    """The words with superscripts joined that stand elsewhere in the page's content."""
    common = Counter([word.size for word in words]).most_common(1)[0][0] if words else 0.0
    small = [word for word in words if word.size < SMALLER * common and len(word.text) <= 4]
    if not small or len(small) > MOST_TAILS:
        return words
    ends = np.array([word.x1 for word in words])
    reach = GAP_EM * max(word.size for word in words)
    hosts = {}
    for tail in small:
        near = np.flatnonzero(np.abs(ends - tail.x0) < reach).tolist()
        if host := _host(tail, [words[n] for n in near]):
            hosts[tail] = host
    tails: dict[int, list[Word]] = {}
    for tail in small:
        if tail in hosts:
            tails.setdefault(id(hosts[tail]), []).append(tail)
    joined = []
    for word in words:
        if word.size < SMALLER * common and word in hosts:
            continue
        for tail in tails.get(id(word), ()):
            text, x1, top = word.text + tail.text, tail.x1, min(word.top, tail.top)
            word = word._replace(text=text, raised=tail.text, x1=x1, top=top)
        joined.append(word)
    return joined


def _host(tail: Word, words: list[Word]) -> Word | None:
    """The word whose raised end the small one is."""
    for word in words:
        if (
            tail.size < SMALLER * word.size
            and abs(tail.x0 - word.x1) < GAP_EM * word.size
            and word.top < tail.bottom < word.bottom - RAISED_EM * word.size
            and word.upright
            and tail.upright
            and not word.raised
        ):
            return word
    return None


def _clean(text: str, symbolic: bool) -> str:
    """NFC, symbols of private fonts named, soft hyphens only where they end the word."""
    if not WIDTHLESS.isdisjoint(text):
        text = "".join(letter for letter in text if letter not in WIDTHLESS)
    if not MISNAMED.keys().isdisjoint(text):
        text = "".join(MISNAMED.get(letter, letter) for letter in text)
    if "\u00ad" in text:
        text = text[:-1].replace("\u00ad", "") + text[-1]
    if any("\ue000" <= letter <= "\uf8ff" for letter in text):
        text = "".join(_symbol(letter, symbolic) for letter in text).strip()
    return unicodedata.normalize("NFC", text)


def _symbol(letter: str, symbolic: bool) -> str:
    """A private-use character as what it looks like: by Symbol's and Wingdings' own tables."""
    code = ord(letter)
    if not 0xE000 <= code <= 0xF8FF:
        return letter
    place = code - 0xF000
    if not symbolic and 0x20 < place < 0x7F:
        return chr(place)  # a text font with a symbolic encoding
    return SYMBOLS.get(place, "•")
