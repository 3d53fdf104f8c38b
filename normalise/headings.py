"""What a column's heading says about it: roles by the words of vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from actionplans.normalise.months import MONTH_LIKE

Role = Literal[
    "ref", "area_ref", "action_ref", "area", "action", "due", "lead", "lead_due",
    "status", "rag", "section", "extra",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)

_STRENGTHS = {"strong": 30.0, "fair": 20.0, "alone": 20.0, "weak": 10.0}
# The last noun of an English compound is its head: a report finding is a finding.
_LAST = 3.0
_LEADS = frozenset({"lead", "leads"})
_A_LEAD = 46.0  # the claim of every heading that ends so
# What stands after these only qualifies the head: "Progress against agreed action" is progress.
_QUALIFIERS = frozenset(
    {"against", "of", "to", "for", "from", "on", "as", "at", "by", "which", "that", "in"}
)
_DATES = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?[ ./-])?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    rf"{MONTH_LIKE}[ .]*\d{{2,4}}|"
    r"(?:19|20)\d\d(?:[/-]\d\d)?)\b",
    re.IGNORECASE,
)

# Whoever is to do it: "What the force will do" is "what we will do".
_WHAT_SOMEONE = re.compile(
    r"\bwhat (?:the |our |your |each |this )?"
    r"(?!(?:we|do|does|did|will|are|is|has|have|difference|impact)\b)[a-z]+(?: [a-z]+){0,2}? "
    r"(will do|is doing|are doing|(?:is|are) going to do|plans? to do|intends? to do"
    r"|needs? to do|did|has done|have done|proposes? to do)\b"
)
# "What the inspection found", "What Ofsted told us".
_WHAT_INSPECTORS = re.compile(
    r"\bwhat (?:the |our )?(?!(?:we|do|does|did|will|are|is|has|have)\b)[a-z]+(?: [a-z]+){0,2}? "
    r"(?:found|identified|told us|reported|said|says)\b"
)
_WE = {
    "is doing": "are doing",
    "is going to do": "are going to do",
    "plans to do": "plan to do",
    "intends to do": "plan to do",
    "proposes to do": "plan to do",
    "needs to do": "need to do",
    "has done": "have done",
}
# Nothing to take out: no figure, mark or initial, and no word "footnote" either.
_BARE = re.compile(r"[^\d¹²³⁴⁵⁶⁷⁸⁹*†‡#./]*(?:[./](?![a-z])[^\d¹²³⁴⁵⁶⁷⁸⁹*†‡#./]*)*")
_LETTERS = re.compile(r"[a-z]+")
_WORDS = re.compile(r"[a-z]+|\d+")
_NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s*")
_NUMBER_SIGNS = frozenset({"#", "№"})
_MARK = re.compile(r"footnote\s*\S?\s*$|[¹²³⁴⁵⁶⁷⁸⁹*†‡#]+")
_GLUED = re.compile(r"(?<=[a-z]{3})\d{1,2}\b")
_INITIAL = re.compile(r"\b([a-z])[./](?=[a-z]\b)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A role that a heading's words claim, how strongly, and the phrase that says so.

    coverage is the share of the heading's words that the phrase takes.
    """

    role: Role
    score: float
    phrase: str
    coverage: float


@cache
def vocabulary() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """vocabulary.toml, read once."""
    text = Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return found


@cache
def _phrases() -> Mapping[str, tuple[tuple[Role, float], ...]]:
    """Each phrase with the roles that it claims."""
    table: dict[str, tuple[tuple[Role, float], ...]] = {}
    for role in ROLES:
        for strength, phrases in vocabulary().get(role, {}).items():
            for phrase in phrases:
                table[phrase] = (*table.get(phrase, ()), (role, _STRENGTHS[strength]))
    return table


@cache
def words_known() -> frozenset[str]:
    """Every word of the vocabulary's phrases."""
    return frozenset(word for phrase in _phrases() for word in phrase.split())


@lru_cache(maxsize=1 << 13)
def normalised(heading: str) -> str:
    """A heading as it is compared: lower case, words only, without list numbers, marks and dates.

    >>> normalised("2. Completion Date¹ (DD/MM/YY)")
    'completion date dd mm yy'
    """
    if heading.strip() in _NUMBER_SIGNS:
        return "no"
    text = heading.casefold().replace("&", " and ").replace("’", "'").replace("'s", "")
    if _BARE.fullmatch(text) and "footnote" not in text:
        return _as_we(" ".join(_LETTERS.findall(text)))
    text = _MARK.sub(" ", _NUMBER.sub("", text))
    text = _GLUED.sub(" ", _DATES.sub(" ", text))
    text = _INITIAL.sub(r"\1 ", text)
    return _as_we(" ".join(_WORDS.findall(text)))


def _as_we(text: str) -> str:
    """ "what the trust plans to do" as "what we plan to do"."""
    if "what " not in text:
        return text
    text = _WHAT_INSPECTORS.sub("what inspectors found", text)
    return _WHAT_SOMEONE.sub(lambda found: f"what we {_WE.get(found[1], found[1])}", text)


@lru_cache(maxsize=1 << 13)
def claims(heading: str) -> tuple[Claim, ...]:
    """Every role that the heading's words claim, best first, one claim a role."""
    heading = heading.replace("(s)", "")
    words = normalised(heading).split()
    outside = len(words)
    if "(" in heading:  # what stands in brackets explains the heading, it is not the heading
        outside = len(normalised(heading.partition("(")[0]).split()) or outside
    best: dict[Role, Claim] = {}
    for phrase, first, size in _phrases_in(words):
        coverage = min(1.0, size / outside)
        tail = first >= outside or any(word in _QUALIFIERS for word in words[:first])
        for role, strength in _phrases()[phrase]:
            if size < outside and phrase in vocabulary()[role].get("alone", ()):
                continue
            score = strength + 10 * coverage + 2 * size - (15 if tail else 0)
            score += _LAST if first + size == outside else 0
            if role == "lead" and words[-1] in _LEADS and strength == _STRENGTHS["strong"]:
                score, coverage = _A_LEAD, 1.0  # of an operational and an executive lead the first
            if role not in best or score > best[role].score:
                best[role] = Claim(role, score, phrase, coverage)
    return tuple(sorted(best.values(), key=lambda claim: -claim.score))


@cache
def _sizes() -> Mapping[str, Sequence[int]]:
    """How many words the phrases have that begin with a word, by this word."""
    found: dict[str, set[int]] = {}
    for phrase in _phrases():
        first, *others = phrase.split()
        found.setdefault(first, set()).add(1 + len(others))
    return {first: sorted(sizes) for first, sizes in found.items()}


def _phrases_in(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each vocabulary phrase in the words, with its first word's place and its length."""
    known, sizes = _phrases(), _sizes()
    for first, word in enumerate(words):
        for size in sizes.get(word, ()):
            phrase = " ".join(words[first : first + size])
            if phrase in known and first + size <= len(words):
                yield phrase, first, size


def combined_role(heading: str) -> Role | None:
    """lead_due where one heading asks for the lead and the date: "Who By/When"."""
    all_claims = claims(heading)
    if len(all_claims) < 2:
        return None
    found = {claim.role: claim for claim in all_claims}
    lead, due = found.get("lead"), found.get("due")
    if not lead or not due or not re.search(r"[/&+,\n]|\band\b", heading.casefold()):
        return None
    apart = not (set(lead.phrase.split()) & set(due.phrase.split())) - {"by"}
    return "lead_due" if apart and min(lead.score, due.score) >= 14 else None


def is_heading(text: str) -> bool:
    """True if the text reads like the heading of a column of an action plan.

    >>> is_heading("Areas for development"), is_heading("Review the pathway with partners")
    (True, False)
    """
    words = normalised(text).split()
    if not 0 < len(words) <= 14:
        return False
    found = claims(text)
    return bool(found) and (found[0].coverage >= 0.5 or (len(words) <= 9 and found[0].score >= 35))


def other_kinds(headings: Sequence[str]) -> list[tuple[str, int]]:
    """Which other kinds of table the headings suggest, and by how many columns, most first."""
    kinds = _kinds_of_headings()
    named = [name for heading in headings for name in kinds.get(normalised(heading), ())]
    if len(named) < 2:
        return []  # nearly every row
    counts = Counter(named)
    order = list(vocabulary()["other"])
    several = [pair for pair in counts.items() if pair[1] >= 2]
    return sorted(several, key=lambda pair: (-pair[1], order.index(pair[0])))


def is_of_other_kind(heading: str) -> bool:
    """True for a heading of other kinds of table."""
    return normalised(heading) in _kinds_of_headings()


@cache
def _kinds_of_headings() -> Mapping[str, tuple[str, ...]]:
    """Each heading of other tables with the kinds that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, kind in vocabulary()["other"].items():
        for heading in dict.fromkeys(kind["headings"]):  # type: ignore[call-overload]
            found[heading] = (*found.get(heading, ()), name)
    return found
