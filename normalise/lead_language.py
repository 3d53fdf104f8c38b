"""The language of lead cells: tokens, and what each may be, named by a spaCy pipeline.

A blank English pipeline with our own tokeniser and a SpanRuler, whose patterns are the words of
lead_patterns.toml. No model: an entity recogniser trained on made-up cells read 2 of 15 real ones.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

# Lists that are no patterns: they say more about a word that has, or has not, a meaning already.
REMARKS = (
    "body_endings", "bare_body", "opening_modifier", "also_surname", "particle", "given", "rank_before_name",
)  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<newline>\n)
  | (?P<noise>\S+@\S+ | (?:https?://|www\.)\S+
      | (?<!\w)\+?\(?0\d[\d()\s-]{7,14}\d(?!\w)
      | (?<!\w)(?:\d{1,2}(?:st|nd|rd|th)?[ ])?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?[ ]\d{4}(?!\w)
      | (?<!\w)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\w))
  | (?P<number>(?<!\w)\d+(?:[.,]\d+)*(?:[ ]?[-–—][ ]?\d+)?\+?(?:st|nd|rd|th|%)?(?!\w))
  | (?P<stop_initials>(?<!\w)(?:[^\W\d_]\.)+(?=[\s,;)'’]|$|[^\W\d_]))
  | (?P<word>[^\W_](?:[^\W_]|['’`](?=[^\W\d_])|-(?=[^\W_])|&(?=[A-Z])|['’](?=\s|$))*(?:/s(?!\w)|\(s\)|\.(?=[^\W\d_]))?)
  | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?: ?[-–—] ?\d+)?\+?(?:st|nd|rd|th|%)?")
_ABBREVIATION = re.compile(
    r"(?:dr|mrs?|ms|mx|prof|cllr|rev|revd|fr|hon|ald|insp|sgt|supt|dept|st|det|ext|ch|co|do)\.?$",
    re.I,
)
_MARKS = {
    ",": "comma", ";": "semicolon", ":": "colon", "/": "slash", "\\": "slash", "|": "semicolon", "(": "open",
    "[": "open", ")": "close", "]": "close", "&": "join", "+": "join", "•": "semicolon", "·": "semicolon",
    "▪": "semicolon", "●": "semicolon", "\uf0b7": "semicolon", "*": "semicolon", "…": "semicolon", ".": "stop", "-": "dash",
    "–": "dash", "—": "dash", "‐": "dash", "‑": "dash", "―": "dash", "−": "dash",
}  # fmt: skip
SEPARATORS = frozenset(
    {"comma", "semicolon", "colon", "slash", "open", "close", "join", "stop", "dash", "newline"}
)
AND = frozenset({"and", "or", "and/or"})
PREPOSITIONS = frozenset({"of", "for", "in", "at", "to", "on", "from", "within", "across", "until"})
ARTICLES = frozenset(
    {"the", "a", "an", "all", "each", "every", "by", "relevant", "their", "our", "his", "her", "any", "other", "both", "respective", "appropriate", "also"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word, phrase or mark of the cell, and what it may be.

    kind is a separator, the name of a list of lead_patterns.toml, or a shape: "name" (capitalised),
    "initial" (J., J), "acronym", "preposition", "article", "number", "noise", "lower".
    given, surname, particle: it may be that part of a person's name. caps: in capitals throughout.
    """

    text: str
    start: int
    end: int
    kind: str
    given: bool = False
    surname: bool = False
    particle: bool = False
    caps: bool = False

    @property
    def lower(self) -> str:
        return plain(self.text)


def plain(text: str) -> str:
    return text.replace("’", "'").replace("`", "'").lower()


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of lead_patterns.toml in their order, lower case."""
    text = files("actionplans.normalise").joinpath("lead_patterns.toml").read_text(encoding="utf-8")
    return {
        name: tuple(
            filter(None, (plain(word.strip()) for word in re.split(r"[|\n]", table["words"])))
        )
        for name, table in tomllib.loads(text).items()
    }


@cache
def known(name: str) -> frozenset[str]:
    """One list, for asking whether a word is in it."""
    return frozenset(lists()[name])


def cut(text: str) -> list[tuple[str, int, int]]:
    """The tokens of the text with their places; whitespace other than line ends belongs to none."""
    tokens: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if match.lastgroup == "word" and word.endswith(".") and not _ABBREVIATION.match(word):
            end -= 1
            tokens.append((text[start:end], start, end))
            tokens.append((".", end, end + 1))
        elif match.lastgroup == "other" and word == "." and tokens and tokens[-1][2] == start:
            before, first, _ = tokens[-1]
            if _ABBREVIATION.match(before):
                tokens[-1] = (before + ".", first, end)
            else:
                tokens.append((word, start, end))
        elif match.lastgroup == "word" and (halves := _town_and_name(word)):
            middle = start + halves
            tokens += [
                (text[start:middle], start, middle),
                ("-", middle, middle + 1),
                (text[middle + 1 : end], middle + 1, end),
            ]
        else:
            tokens.append((word, start, end))
    return tokens


def _town_and_name(word: str) -> int:
    """Where a hyphen stands between a place and a given name ("Winthrop-Lisa"), else 0."""
    left, hyphen, right = word.partition("-")
    if (
        not hyphen
        or "-" in right
        or not (left[:1].isupper() and right[:1].isupper())
        or right.isupper()
    ):
        return 0
    given = known("given")
    return len(left) if plain(right) in given and plain(left) not in given and len(left) > 4 else 0


@cache
def pipeline() -> Language:
    """The spaCy pipeline, built once a process."""
    import spacy
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    class Tokeniser:
        def __init__(self, language: Language) -> None:
            self.vocab = language.vocab

        def __call__(self, text: str) -> Doc:
            tokens = cut(text)
            ends = [start for _, start, _ in tokens[1:]] + [len(text)]
            spaces = [stop > end for (_, _, end), stop in zip(tokens, ends, strict=True)]
            return Doc(self.vocab, words=[plain(word) for word, _, _ in tokens], spaces=spaces)

    def by_length(spans: tuple[Span, ...], more: tuple[Span, ...]) -> list[Span]:
        order = {name: place for place, name in enumerate(lists())}
        kept = [span for span in (*spans, *more) if span.label_ != "label" or _opens_a_part(span)]
        chosen = sorted(kept, key=lambda s: (-len(s), order[s.label_], s.start))
        return list(filter_spans(chosen))

    language = spacy.blank("en")
    language.tokenizer = Tokeniser(language)
    spacy.registry.misc("actionplans.by_length.v1", func=lambda: by_length)
    ruler = language.add_pipe(
        "span_ruler",
        config={
            "spans_filter": {"@misc": "actionplans.by_length.v1"},
            "spans_key": "lead",
            "validate": False,
        },
    )
    ruler.add_patterns(
        [
            {"label": name, "pattern": word}
            for name, words in lists().items()
            if name not in REMARKS
            for word in words
        ]
    )
    return language


def _opens_a_part(span: Span) -> bool:
    """A label begins the cell or a part of it: "Lead: X", but not "Safeguarding lead: X"."""
    if span.start == 0:
        return True
    before = span.doc[span.start - 1].text
    return before == "\n" or _MARKS.get(before) in {"comma", "semicolon", "stop", "open", "slash"}


def words(text: str) -> list[Word]:
    """The words of a lead cell, phrases of the lists as one word each."""
    tokens = cut(text)
    if not tokens:
        return []
    doc: Doc = pipeline()(text)
    shouted = _shouted(text)
    found: list[Word] = []
    place = 0
    spans = {span.start: span for span in doc.spans["lead"]}
    while place < len(tokens):
        span = spans.get(place)
        size = len(span) if span else 1
        start, end = tokens[place][1], tokens[place + size - 1][2]
        found.append(_word(text[start:end], start, end, span.label_ if span else "", shouted))
        place += size
    return found


def _shouted(text: str) -> bool:
    """A cell in capitals throughout: then capitals say nothing."""
    letters = [c for c in text if c.isalpha()]
    longest = max(map(len, re.findall(r"[^\W\d_]+", text)), default=0)
    return len(letters) >= 8 and longest >= 4 and not any(c.islower() for c in letters)


def _word(text: str, start: int, end: int, label: str, shouted: bool) -> Word:
    lower = plain(text)
    if label == "join" and lower not in AND:
        label = "semicolon"
    alone = " " not in text
    capital = text[:1].isupper()
    named = alone and (capital or "'" in lower[:2]) and not any(c.isdigit() for c in text)
    return Word(
        text,
        start,
        end,
        label or _shape(text, lower, shouted),
        given=named and len(text) > 1 and lower in known("given"),
        surname=named and (not label or lower in known("also_surname")),
        particle=alone and lower in known("particle"),
        caps=text.isupper() and not shouted,
    )


def _shape(text: str, lower: str, shouted: bool) -> str:
    if text in _MARKS:
        return _MARKS[text]
    if text == "\n":
        return "newline"
    if not text[0].isalnum():
        return "noise"
    if text[0].isdigit():
        return "number" if _NUMBER.fullmatch(text) else "noise"
    if "@" in text or "://" in text or re.search(r"\d{2}", text):
        return "noise"
    if lower in PREPOSITIONS:
        return "preposition"
    if lower in ARTICLES:
        return "article"
    if not text[0].isupper():
        return "lower"
    letters = text.replace(".", "").replace("'", "").replace("’", "")
    if len(letters) == 1 or ("." in text and len(letters) <= 4 and letters.isupper()):
        return "initial"
    if _is_acronym(text, shouted):
        return "acronym"
    return "name"


def _is_acronym(text: str, shouted: bool) -> bool:
    stem = re.sub(r"['’]s$|['’]$|s$", "", text)
    if len(stem) < 2:
        return False
    if shouted:
        return len(stem) <= 5 and not re.search(r"[AEIOUY]", stem)
    return sum(c.isupper() for c in stem) >= max(2, len(stem) - 1) or (
        stem.isupper() and len(stem) <= 8
    )
