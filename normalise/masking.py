"""Texts without the names of persons, for publishing a plan that keeps its roles and bodies.

Thorough rather than sparing: a surname alone goes too, unless it is an everyday word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from actionplans.normalise.lead_initials import abbreviates
from actionplans.normalise.lead_vocabulary import known, lists, plain
from actionplans.normalise.plan import Lead

MASK = "[name]"
_CONTACT = re.compile(
    r"(?:e-?mail:?\s*)?[^\s()@]+@[^\s()@]*\w"
    r"|(?:tel(?:ephone)?\.?:?\s*)?(?<!\w)(?:\(0\d{2,5}\)|\+?0\d)[\d\s-]{5,14}\d(?!\w)",
    re.IGNORECASE,
)
_GAP = "\x00"
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")


def without_names(text: str, leads: Sequence[Lead]) -> str:
    """A lead cell's text without persons' names, titles, e-mail addresses and telephone numbers.

    Roles, ranks and bodies stay, with the marks that still have something to part.
    """
    names = frozenset(lead.name for lead in leads if lead.name and lead.name.strip())
    text = _CONTACT.sub(_GAP, text)
    text = re.sub(
        r"\(([A-Z.]{2,5})\)",
        lambda match: _GAP if any(abbreviates(match[1], name) for name in names) else match[0],
        text,
    )
    if names:
        text = _pattern(names).sub(_GAP, text)
    return "\n".join(filter(None, map(_closed_up, text.split("\n"))))


def mask_names(text: str, names: Collection[str]) -> str:
    """The text with every occurrence of these persons replaced by "[name]".

    An occurrence is the whole name, with or without title and middle names, the surname with a
    title or initials, "Surname, Given", an e-mail address with the surname in it, and a surname
    or given name alone, capitalised, unless it is an everyday word ("Mark", "Price").
    """
    chosen = frozenset(name for name in names if name.strip())
    return _pattern(chosen).sub(MASK, text) if chosen else text


def _closed_up(line: str) -> str:
    """The line with the gaps closed, and the marks around them that part nothing any more."""
    if _GAP not in line:
        return line
    line = re.sub(rf"[\"'“”‘’]?{_GAP}[\"'”’]?(?:['’]s\b)?", _GAP, line)
    line = re.sub(rf"\(\s*(?:{_GAP}[\s,/&]*(?:and\b\s*)?)+\)", _GAP, line)
    joined = rf"(?:\s*(?:,|/|&|;|\band\b|\bor\b|\bwith\b|\+)?\s*{_GAP})+"
    line = re.sub(rf"{_GAP}{joined}", _GAP, line)
    line = re.sub(rf"\s(?:and|&|with)\s*{_GAP}(?=\s*[,;])", _GAP, line)
    line = re.sub(rf"[-–—:,;/&]\s*{_GAP}\s*\.", ".", line)
    line = re.sub(rf"([-–—:,;/&(])\s*{_GAP}\s*[-–—:,;/&]\s*", r"\1 ", line)
    line = re.sub(rf"\s*{_GAP}\s*", " ", line)
    line = re.sub(r"\(\s+", "(", re.sub(r"\s+([,;:)])", r"\1", line))
    line = re.sub(r"[^\S\n]+", " ", line)
    line = re.sub(r"^(?:[\s,;:/&–—-]+|(?:and|with|or)\s+)+", "", line)
    return re.sub(r"(?:[\s,;:/&–—-]+|\s(?:and|with|or)\s*)+$", "", line)


@lru_cache(maxsize=64)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """One expression for all the names; the longest forms first."""
    forms: dict[str, None] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        forms.update(dict.fromkeys(_whole_forms(name)))
    for name in sorted(names, key=lambda n: (-len(n), n)):
        forms.update(dict.fromkeys(_single_forms(name)))
    titles = "|".join(re.escape(title) for title in _titles())
    body = "|".join(forms)
    return re.compile(rf"(?<![\w@])(?:(?:(?i:{titles})\s+)*(?:{body}))(?![\w@])")


@cache
def _titles() -> list[str]:
    return sorted((*lists()["title"], *lists()["plain_title"]), key=lambda t: (-len(t), t))


def _parts(name: str) -> list[str]:
    """The words of the name without titles."""
    words = name.replace(".", ". ").split()
    titles = known("title") | known("plain_title")
    while len(words) > 1 and plain(words[0]) in titles:
        words = words[1:]
    return words


def _whole_forms(name: str) -> list[str]:
    """Given and surname, surname and given, initials and surname, title and surname, e-mail."""
    words = _parts(name)
    surname = _either_case(_surname(words))
    titles = "|".join(re.escape(title) for title in _titles())
    forms = [r"[\s.]*".join(_word(word) for word in words)]
    if len(words) == 1:
        return [*forms, *([rf"(?i:{titles})\s+{surname}"] if len(words[0]) > 2 else [])]
    given, middle = words[0], "|".join(_word(word) for word in words[1:-1])
    between = rf"(?:\s+(?:{middle + '|' if middle else ''}[A-Z]\.?))*(?:\s+[A-Z][\w'’-]+)?"
    bare = re.escape(plain(words[-1]))
    return [
        *forms,
        rf"{_word(given)}{between}\s+{surname}",
        rf"{surname},?\s+{_word(given)}",
        rf"{re.escape(given[0])}\.?\s*(?:[A-Z]\.?\s*){{0,2}}{surname}",
        rf"(?i:{titles})\s+{surname}",
        rf"{surname},?\s+{re.escape(given[0])}(?:\.|\b)",
        rf"(?i:[\w.+-]*{bare}[\w.+-]*@[\w.-]*\w)",
    ]


def _single_forms(name: str) -> list[str]:
    words = _parts(name)
    singles = [_surname(words), words[-1]] if len(words) > 1 else []
    if len(words) > 1 and not _INITIALS.fullmatch(words[0]):
        singles.append(words[0])
    return [_either_case(word) for word in singles if len(word) > 2 and not _is_everyday(word)]


def _surname(words: Sequence[str]) -> str:
    """The last word, with the small words before it."""
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in known("particle"):
        start -= 1
    return " ".join(words[start:])


@cache
def _everyday() -> frozenset[str]:
    taken = ("role", "modifier", "subject", "body", "body_word", "also_surname", "ordinary", "join")
    return frozenset().union(*(known(name) for name in taken))


def _is_everyday(word: str) -> bool:
    return plain(word) in _everyday()


def _either_case(words: str) -> str:
    """The words as printed, in capitals, or with a capital at the front of each."""
    return r"\s+".join(_word(word) for word in words.split())


def _word(word: str) -> str:
    """One word of a name in the letter cases in which it may be printed."""
    word = word.rstrip(".")
    apostrophe = "['’`]"
    forms = dict.fromkeys(
        (word, word.upper(), *([word.title()] if word.isupper() and len(word) > 3 else []))
    )
    escaped = (re.sub(r"['’`]", apostrophe, re.escape(form)) for form in forms)
    return rf"(?:{'|'.join(escaped)})\.?" if len(word) == 1 else f"(?:{'|'.join(escaped)})"
