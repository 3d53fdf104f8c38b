"""Printed lines back into text: wrapped lines joined, hyphens resolved, paragraphs kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from actionplans.extract.document import Document, Line, Table
from actionplans.extract.page import Word
from actionplans.normalise.english import is_word
from actionplans.normalise.wordlists import word_list

Lines = tuple[Line, ...]

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011"
_CUTS = frozenset((*HYPHENS, SOFT_HYPHEN))
# Symbol and Wingdings bullets reach us as private-use characters.
_BULLET_GLYPHS = dict.fromkeys(
    map(ord, "\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf06e\uf071\u25cf\u2219"), "•"
)
_BULLET = re.compile(r"^(?:[•▪■□◦‣⁃➢➤✓✔*·]|o(?=\s+[A-Z])|[-–—](?=\s))")
_NUMBERING = re.compile(
    r"^(?:\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\)|(?:[ivx]{1,5}|[a-z]|\d{1,2})\.(?=\s)"
    r"|\d{1,2}(?:\.\d{1,2})+\.?)(?=\s|[A-Z]|$)"
)
_STOPS, _QUOTES = (".", ":", ";", "!", "?"), "\"'”’)"
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset("-–—")
_IN_BRACKETS = re.compile(r"\(\w{1,4}\)\W?")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_UNSEEN = re.compile(f"{SOFT_HYPHEN}(?!$)|[\u200b\u200c\u2060\ufeff]")
_RANGE = re.compile(r"\d[–—]$")
_RULE = re.compile(
    r"(?:\d|\b(?:reg(?:ulation)?s?|articles?|rules?|sections?)\.? \d+[A-Z]? )\(\w{1,4}\)$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_GOES_ON = re.compile(  # what _append looks at inside of a line: "co- operation", "3 rd"
    rf"[{HYPHENS}\d] (?:(?<=[{HYPHENS}] )|[.,;:)]*(?:st|nd|rd|th)(?![a-z]))"
)


def is_plain(text: str) -> bool:
    """True for nearly every text: it has none of the characters that are made plain."""
    return text.isascii() and text.isprintable() and "  " not in text


@lru_cache(maxsize=1 << 16)  # a plan uses the same words again and again
def clean(text: str) -> str:
    """NFC, plain spaces, bullets of symbol fonts as a bullet; a soft hyphen at the end is kept."""
    if is_plain(text):
        return text
    text = unicodedata.normalize("NFC", text).translate(_BULLET_GLYPHS)
    text = _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _SPACE.sub(" ", _UNSEEN.sub("", text))


def key_of(token: str) -> str:
    """A token as it is counted: without its outer punctuation, case folded."""
    return token.strip(" .,;:!?()[]\"'“”‘’•").casefold()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often the document prints each word: the evidence for joining what a line's end cut.

    loose: the text came without positions, so that a hyphen before a space may be a wrapped line.
    hyphenates: words are cut at the ends of lines, as typesetters do and word processors do not
    unless told to.
    """

    counts: Counter[str]
    loose: bool = False
    hyphenates: bool = False

    def knows(self, token: str, beyond: int = 0) -> bool:
        return self.counts.get(key_of(token), 0) > beyond


def document_lines(document: Document) -> Iterator[Line]:
    """Every line of the body in reading order, those in cells too."""
    for part in document.body:
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from cell.lines
        else:
            yield part


def document_words(document: Document) -> Iterator[Word]:
    """Every word of the document: body in reading order, then furniture."""
    in_body = chain.from_iterable([line.words for line in document_lines(document)])
    return chain(in_body, document.furniture)


def lexicon_of(document: Document) -> Lexicon:
    counts: Counter[str] = Counter()
    for text, times in Counter([word.text for word in document_words(document)]).items():
        as_it_is = text.isascii() and text.islower() and text.isalpha()  # most are
        key = text if as_it_is else key_of(clean(text))
        counts[key] = counts.get(key, 0) + times
    counts.update(dict.fromkeys(word_list("whole"), 2))
    loose = any(not table.has_geometry for table in document.tables)
    return Lexicon(counts, loose, _hyphenates(document))


def _hyphenates(document: Document) -> bool:
    """True if a line's end somewhere cuts a word into parts that are none: "imple-/mentation"."""
    ends = [
        (key_of(before.words[-1].text[:-1]), key_of(after.words[0].text))
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for before, after in pairwise(cell.lines)
        if before.text[-1:] in _CUTS and after.words
    ]
    return any(
        left.isalpha() and right.isalpha() and is_word(left + right)
        and not (is_word(left) and is_word(right))
        for left, right in dict.fromkeys(ends)
        if left not in word_list("prefixes") | word_list("set_off")
    )  # fmt: skip


def plain(lines: Sequence[Line]) -> str:
    """The words with one space between them: for comparing and looking, not for the dataset."""
    if len(lines) < 2:  # as most are, and nothing is asked as often
        return _plain(lines[0].text) if lines else ""
    return " ".join([text for line in lines if (text := _plain(line.text))])


@lru_cache(maxsize=1 << 14)
def _plain(line: str) -> str:
    if is_plain(line):
        return line.strip()
    return clean(line).replace(SOFT_HYPHEN, "").strip()


def is_bullet(text: str) -> bool:
    """True for a line that opens with a bullet."""
    return bool(_BULLET.match(text))


def is_list_item(text: str) -> bool:
    """True for a line that opens with a bullet or a list number."""
    return bool(_BULLET.match(text) or _NUMBERING.match(text))


def text_of(lines: Sequence[Line], lexicon: Lexicon) -> str:
    """The lines as a reader means them: one space between words, breaks between paragraphs."""
    wrapped = [_wrapped(part, lexicon) for part in paragraphs(lines)]
    return "\n".join(filter(None, wrapped))


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines grouped into paragraphs and list items, by tags, marks, gaps and short lines."""
    lines = [line for line in lines if line.words]
    if len(lines) < 2:
        return [lines] if lines else []
    told = all(line.starts_paragraph is not None for line in lines[1:])
    edge, gap = (0.0, 0.0) if told else _edge_and_gap(lines)
    groups = [[lines[0]]]
    dashes = _dash_items(lines)
    for before, line in pairwise(lines):
        if line in dashes or _starts_paragraph(before, line, edge, gap):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _dash_items(lines: Sequence[Line]) -> list[Line]:
    """The lines that a dash opens, where two or more stand at one place: items of a list."""
    opened = [line for line in lines if line.words[0].text in _DASHES]
    if len(opened) < 2:
        return []
    places = Counter(round(line.box.x0) for line in opened)
    return [line for line in opened if places[round(line.box.x0)] > 1]


def _edge_and_gap(lines: Sequence[Line]) -> tuple[float, float]:
    """The right edge of the lines, and the usual gap between two of them."""
    boxes = [line.box for line in lines]
    gaps = sorted(
        [
            box.top - above.bottom
            for above, box in pairwise(boxes)
            if box.page == above.page and box.top >= above.top
        ]
    )
    return max([box.x1 for box in boxes]), gaps[len(gaps) // 4] if gaps else 0.0


def _starts_paragraph(before: Line, line: Line, edge: float, usual_gap: float) -> bool:
    if line.starts_paragraph is not None:
        return line.starts_paragraph
    text = clean(line.text)
    if not (text[:2].isalpha() and text[:2].strip("ivx")):  # a word opens nearly every line
        if _BULLET.match(text):
            # A dash that merely wrapped ("0 / - 19") is followed by a figure or lower case.
            return text[0] not in "-–—" or _has_ended(before) or text[1:].strip()[:1].isupper()
        if before.text.endswith(")") and _IN_BRACKETS.fullmatch(text):
            return False  # "Regulation 12(2)" above "(g)"
        if _NUMBERING.match(text) and (
            not text[0].isdigit() or not before.text[-1:].isalpha() or _has_ended(before)
        ):
            return True
    above, box, first = before.box, line.box, line.words[0]
    height = box.bottom - box.top
    apart = min(max(usual_gap, 0.0), height / 2) + height / 2
    if above.page == box.page and box.top - above.bottom > apart:
        return True
    room = edge - above.x1 - (first.x1 - first.x0) - 0.3 * height
    return room > 0 and text[:1].isupper() and _has_ended(before)


def _has_ended(line: Line) -> bool:
    return line.text.rstrip(_QUOTES).endswith(_STOPS)


def _wrapped(lines: Sequence[Line], lexicon: Lexicon) -> str:
    text = ""
    for line in lines:
        printed, first = _plain(line.text), clean(line.words[0].text).strip(" ")
        if first and SOFT_HYPHEN not in line.text and not _GOES_ON.search(printed):
            # nearly every line: nothing in it asks for a look at its words one by one
            rest = printed[len(first) :]
            text = _append(text, first, True, lexicon) + rest if text else printed
            continue
        words = [clean(word.text).strip(" ") for word in line.words]
        at_break = bool(first)
        for word in filter(None, words):
            text = _append(text, word, at_break, lexicon)
            at_break = False
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, ""))
    return text.strip()


def _append(text: str, token: str, at_break: bool, lexicon: Lexicon) -> str:
    """text and the next token, with what belongs between them: a space, or nothing."""
    if not text:
        return token
    if text[-1].isalpha():  # as most do
        cut = at_break and token[0].islower() and _cut_in_two(text, token, lexicon)
        return text + token if cut else f"{text} {token}"
    left = text.rpartition(" ")[2]
    if left.endswith(SOFT_HYPHEN):
        return text[:-1] + token
    if len(left) > 1 and left[-1] in HYPHENS and left[-2].isalnum():
        return _over_hyphen(text, left, token, at_break, lexicon)
    if left[-1].isdigit() and token.strip(".,;:)") in _ORDINALS:
        return text + token
    if at_break and left.endswith("/") and len(left) > 1:
        return text + token
    if at_break and _RANGE.search(left) and token[0].isdigit():
        return text + token  # "2025–" above "2028"
    if at_break and _RULE.search(text[-30:]) and _IN_BRACKETS.match(token):
        return text + token  # "Regulation 6(2)" above "(c)"
    return f"{text} {token}"


def _over_hyphen(text: str, left: str, token: str, at_break: bool, lexicon: Lexicon) -> str:
    """text, which ends in a hyphen, and the next token: joined, joined without it, or apart."""
    whole, hyphenated = (
        lexicon.counts[key_of(left[:-1] + token)],
        lexicon.counts[key_of(left + token)],
    )
    if token.casefold() in {"and", "or", "to"}:
        return f"{text} {token}"
    if not at_break and not (lexicon.loose and hyphenated):
        return f"{text} {token}"
    stem = key_of(left[:-1])
    if (
        not token[0].islower()
        or left[-2:-1].isdigit()  # "a 30-/minute talk"
        or hyphenated
        or (stem in word_list("set_off") and lexicon.knows(token, beyond=1))
    ):
        return text + token
    if whole:
        return text[:-1] + token
    if left[-1] == "\u2010":
        return text[:-1] + token  # no keyboard has this hyphen: the typesetter put it there
    right = key_of(token)
    if lexicon.hyphenates and is_word(stem + right):
        return text[:-1] + token
    prefix = stem.rpartition("-")[2] in word_list("prefixes") | word_list("set_off")
    chain = "-" in stem or "-" in right or left[:-1].isupper()  # "up-/to-date", "QR-/coded"
    if prefix or chain or lexicon.knows(token, beyond=1):
        return text + token
    # Between two words that make no third the hyphen is the author's.
    compound = is_word(stem) and is_word(right) and not is_word(stem + right)
    return text + token if compound else text[:-1] + token


def _cut_in_two(text: str, token: str, lexicon: Lexicon) -> bool:
    """True where a narrow column cut a word without a hyphen: only the whole is a known word."""
    if len(key_of(token)) > 4:
        return False
    left = text.rpartition(" ")[2]
    if len(key_of(left)) == 1:
        return False  # "wings B" above "and C"
    return lexicon.knows(left + token) and not lexicon.knows(left, beyond=1)
