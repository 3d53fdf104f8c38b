"""What the cells of a column look like: the evidence where a heading is missing or odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache

from actionplans.normalise import refs
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.lead_vocabulary import plain as plain_words
from actionplans.normalise.months import MONTH_LIKE

_DATE = re.compile(
    rf"\b{MONTH_LIKE}\b[\s,.’'-]*\d{{2,4}}"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d\d\b|\bQ[1-4]\b|\bend of\b"
    r"|\bimmediate|\b(?:spring|summer|autumn|winter)\b|\b\d+ (?:weeks|months)\b"
    r"|\b(?:ongoing|tbc|asap|quarterly|monthly)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:Dr|Mrs?|Ms|Cllr|Prof|D?/?Supt|Insp|Sgt|[A-Z]{2,4})\.? )?"
    r"[A-Z][^\W\d]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+){1,3}$"
    r"|^[A-Z]{2,4}(?:[ /,&]+[A-Z]{2,4})*$"
)
_CELL = 25  # words of a cell that may be a date or a lead

_WORD = re.compile(r"\w+")
_YEARLESS = re.compile(rf"(?:^|\s){MONTH_LIKE}\.?,?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\b")
# What answers a recommendation, or says how things stand, and is nothing to be done.
_VERDICT = re.compile(
    r"^(?:(?:not |partial(?:ly)? |part(?:ly)? |fully )?(?:agreed?|accept(?:ed)?|reject(?:ed)?"
    r"|disagreed?|support(?:ed)?|implemented|achieved|met|completed?|started)"
    r"(?: in (?:part|full|principle))?|yes|no|y|n|open|closed|on track|ongoing|in progress"
    r"|(?:not |non-?|substantially |partially )?compliant|good|adequate|inadequate|outstanding"
    r"|requires? improvement|high|medium|low|[hml]|red|amber|green|blue|n/?a)[.:]?$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\W*(?:(?:not |nearly |partially |partly )?(?:yet )?"
    r"(?:completed?|started|implemented|achieved)|in progress|on-?going|on track|off track"
    r"|under ?way|overdue|delayed|open|closed|not yet due)\W*$",
    re.IGNORECASE,
)


class Look:
    """What the cells of a column look like: how many are filled, and of these the shares, 0 to 1,
    that look like something. Each is worked out when it is first asked for: of most columns their
    headings say what they are."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._given = texts

    @cached_property
    def _texts(self) -> list[str]:
        return [text for text in self._given if text]

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(text.split()) for text in self._texts]

    @property
    def filled(self) -> int:
        return len(self._texts)

    def _share(self, most: int, alike: Callable[[str], object]) -> float:
        """The share of the cells of so many words at most that are alike."""
        found = [
            n <= most and bool(alike(t)) for t, n in zip(self._texts, self._sizes, strict=True)
        ]
        return sum(found) / max(1, self.filled)

    @cached_property
    def words(self) -> float:
        """The mean number of words in a cell."""
        return sum(self._sizes) / max(1, self.filled)

    @cached_property
    def distinct(self) -> int:
        """How many different texts they hold."""
        return len(set(self._texts))

    @cached_property
    def refs(self) -> float:
        return self._share(3, refs.whole)

    @cached_property
    def dates(self) -> float:
        return self._share(_CELL, _DATE.search)

    @cached_property
    def is_dated(self) -> bool:
        """True if a cell looks like a date."""
        cells = zip(self._texts, self._sizes, strict=True)
        return any(size <= _CELL and _DATE.search(text) for text, size in cells)

    @cached_property
    def leads(self) -> float:
        return self._share(_CELL, _names_somebody)

    @cached_property
    def statuses(self) -> float:
        return self._share(4, _STATUS.match)

    @cached_property
    def verdicts(self) -> float:
        """The share that are "Agreed", "Yes", "High" and the like."""
        return self._share(4, _VERDICT.match)


def _names_somebody(text: str) -> bool:
    return not _DATE.search(text) and bool(_names_a_post(text) or _NAME.match(text))


@cache
def _posts() -> tuple[frozenset[str], re.Pattern[str]]:
    """What tells a lead of the lists of roles, ranks and bodies: single words, and a pattern of
    the phrases that hold none of them (in "acting sergeant" the sergeant tells)."""
    listed = (known("role") | known("rank") | known("body") | known("body_word")) - known("join")
    words = frozenset(word for word in listed if _WORD.fullmatch(word))
    phrases = sorted(
        phrase
        for phrase in listed
        if phrase[-1].isalnum() and words.isdisjoint(_WORD.findall(phrase))
    )
    return words, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


@lru_cache(maxsize=1 << 12)
def _names_a_post(text: str) -> bool:
    text = plain_words(text)
    words, phrases = _posts()
    return not words.isdisjoint(_WORD.findall(text)) or bool(phrases.search(text))


def completes_date(above: str, below: str) -> bool:
    """True where a page end cut a date: "January" above "2023", "31 March" above "2024"."""
    return bool(_YEARLESS.search(above)) and bool(_YEAR_FIRST.match(below))


def post_below_name(above: str, below: str) -> bool:
    """True where the one is a name alone and the other a post alone: a cell cut between them."""
    return (
        bool(_NAME.match(above))
        and not _names_a_post(above)
        and (_names_a_post(below) and not any(mark in below for mark in ",-–/\n"))
    )


def contradicts(look: Look, role: str) -> bool:
    """True where what stands in a column cannot be what its heading says.

    Three cells are few, so that less than three say nothing.
    """
    if role not in {"action", "area", "due", "lead"} or look.filled < 3:
        return False
    if role in {"action", "area"}:
        return look.verdicts >= 0.7 or (look.words <= 4 and look.dates >= 0.7)
    if role == "due":
        return not look.is_dated and (look.words > 8 or look.verdicts >= 0.7 or look.leads >= 0.7)
    return look.words <= 6 and look.dates >= 0.7 and look.leads < 0.3


def looks_dated(text: str) -> bool:
    """True if the text holds something like a date."""
    return bool(_DATE.search(text))
