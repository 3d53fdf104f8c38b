"""People and contacts that no lead cell names: a title and the name behind it, e-mail, telephone.

A name without a title, of somebody who is no lead, cannot be told from other capitalised words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from actionplans.normalise.lead_vocabulary import known, lists, plain
from actionplans.normalise.masking import MASK

CONTACT = "[contact]"
_E_MAIL = r"(?<![^\s()<>@,;:])[^\s()<>@,;:]{1,64}@[^\s()<>@,;:]{0,254}\w"
# A British number: 0 or +44, then 9 or 10 figures in groups; "01-04-2020" is a day.
_TELEPHONE = (
    r"(?<![\w/.-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9]\d{1,4}\)?(?:[ -]?\d{2,8}){1,4}(?![\w/-])"
)
_CONTACTS = re.compile(rf"(?P<mail>{_E_MAIL})|(?P<telephone>{_TELEPHONE})")
_DIGITS = range(10, 14)  # 0 or 44, both at most, and nine or ten figures more
# Before a name, and nothing else: any capitalised word behind them is one.
_SURE = ("Mr", "Mrs", "Ms", "Mx", "Dr", "Cllr", "Prof", "Rev", "Revd", "Mr.", "Mrs.", "Ms.", "Dr.",
         "Cllr.", "Prof.", "Rev.", "Revd.")  # fmt: skip
# These titles stand before other words too: Lady Manor School, Father's work, a PC.
_DOUBTFUL = frozenset(
    ("lord", "lady", "father", "fr", "hon", "sister", "sr", "dame", "canon", "major", "judge",
     "commander", "captain", "colonel", "col", "capt", "ds", "ps", "di", "dc", "acc", "dcc", "ms")
)  # fmt: skip
_SPACE = r"[^\S\n]+"
_WORD = r"(?:[A-Z]\.|[A-Z](?:['’][A-Z])?[\w'’-]*[a-z]|[A-Z](?=\s+[A-Z]))"
_CAPITALS = r"(?:[A-Z]\.|[A-Z]['’]?[A-Z-]{2,})"
_SMALL = rf"(?:(?:van|von|de|der|den|di|da|la|le|du|al|el|bin|ap){_SPACE})*"


def mask_lone(words: Sequence[str]) -> list[str]:
    """Words that stand alone, in their order, with those behind a title masked."""
    masked, name = [], False
    for word in words:
        name = word in _SURE or (name and re.fullmatch(_WORD, word) is not None)
        masked.append(MASK if name and word not in _SURE else word)
    return masked


def mask_others(text: str) -> str:
    """The text with [name] behind each title or rank, and [contact] for e-mail and telephone."""
    if "@" in text or "0" in text or "+44" in text:
        text = _CONTACTS.sub(_contact, text)
    return _titled().sub(_named, text)


def _contact(match: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in match[0])
    return CONTACT if match["mail"] or digits in _DIGITS else match[0]


def _named(match: re.Match[str]) -> str:
    """What is left of a title and the name behind it: a rank is a role, and stays."""
    if match["loud"]:
        return match[0] if _says_something_else(match["loud"].split()[0]) else MASK
    words = list(re.finditer(r"\S+", match["words"]))
    name = [words[0]] if match["sure"] else []
    for word in words[len(name) :]:
        behind = match.string[match.start("words") + word.end() :]
        if _says_something_else(word[0]) or re.match(r"\s+of\b", behind):
            break
        name.append(word)
    if not name:
        return match[0]
    rest = match["words"][name[-1].end() :]
    owner = re.search(r"['’]s$", name[-1][0])
    rank = match["rank"] + " " if match["rank"] else ""
    return f"{rank}{MASK}{owner[0] if owner else ''}{rest}"


def _says_something_else(word: str) -> bool:
    bare = re.sub(r"['’]s$", "", plain(word)).rstrip(".'")
    return bare in _no_names() and bare not in known("particle")


@cache
def _titled() -> re.Pattern[str]:
    """A title or rank, and the name words behind it."""
    sure = "|".join(map(re.escape, sorted(_SURE, key=len, reverse=True)))
    loud = "|".join(re.escape(title.upper()) for title in _SURE if title[:2] != "Ms")
    titles = _either_case((*lists()["title"], *lists()["plain_title"]))
    ranks = _either_case(lists()["rank"])
    front = (
        rf"(?P<sure>(?:(?:{titles}){_SPACE})*(?:{sure}){_SPACE})|(?:(?:{titles}){_SPACE})+"
        rf"|(?P<rank>{ranks}){_SPACE}"
    )
    words = rf"{_SMALL}{_WORD}(?:{_SPACE}{_SMALL}(?!(?:{sure})\b){_WORD}){{0,3}}"
    capitals = rf"{_CAPITALS}(?:{_SPACE}{_CAPITALS}){{0,3}}"
    return re.compile(
        rf"(?<![\w@])(?:(?:{front})(?P<words>{words})|(?:{loud}){_SPACE}(?P<loud>{capitals}))"
    )


def _either_case(titles: tuple[str, ...]) -> str:
    """The titles as they are printed: Dr, DR; Chief Inspector, Chief inspector; DCI."""
    told = sorted((t for t in titles if t.rstrip(".") not in _DOUBTFUL), key=lambda t: (-len(t), t))
    return "|".join(
        re.escape(form)
        for title in told
        for form in dict.fromkeys((title.title(), title.upper(), title.capitalize()))
    )


@cache
def _no_names() -> frozenset[str]:
    """The words of roles and bodies, which may stand behind a name or instead of one."""
    kinds = ("role", "modifier", "subject", "body", "body_word", "service", "ordinary", "join")
    found = {word for kind in kinds for phrase in known(kind) for word in phrase.split()}
    return frozenset(found - known("also_surname") - known("given"))
