"""What the words between two marks are: a role, a body, a subject, or several side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from actionplans.normalise.lead_language import Word
from actionplans.normalise.lead_people import Person
from actionplans.normalise.lead_vocabulary import known, plain

HEADS = frozenset({"role", "role_of_unit"})
COLLECTIVE = frozenset(
    {
        *("meeting", "meetings", "group", "groups", "board", "boards", "forum", "forums", "panel"),
        *("committee", "team", "network", "branch", "directorate", "division", "partnership"),
        *("steering group", "working group", "service", "association", "society", "federation"),
        *("union", "alliance"),
    }
)
# Bodies so plainly bodies that any role after them is another piece.
PLAIN_BODIES = frozenset(
    {"county council", "borough council", "city council", "district council", "council"}
    | {"constabulary", "foundation trust"}
)
# Somebody who does something: Practice Educator.
_AGENT = re.compile(r"(?:[^aeiou]er|[st]or|eer|ist|ician|aker)s?$")
NO_AGENTS = frozenset(
    {
        "together",
        "other",
        "better",
        "river",
        "tower",
        "order",
        "letter",
        "number",
        "matter",
        "never",
    }
)
_POSSESSIVE = re.compile(r"['’]s?$")
OF_A_REGION = frozenset({"icb", "ics", "ccg", "pct"})  # bodies of the health service
JOINTS = frozenset({"preposition", "join", "article"})
ASKING = JOINTS | {"modifier"}


class Piece(NamedTuple):
    """text[start:end] and what it is: person, rank, role, body, subject, modifier or unknown.

    mark is the separator before it, "" where there is none; bracketed: it stands in brackets.
    unit: the role is one whose unit follows a comma.
    """

    kind: str
    start: int
    end: int
    mark: str = ""
    bracketed: bool = False
    unit: bool = False
    person: Person | None = None


@dataclass(slots=True)
class Chunk:
    """Words between two marks. after: the mark that follows; leads_on: a person or rank follows."""

    words: list[Word]
    mark: str
    bracketed: bool
    person: Person | None = None
    after: str = ""
    leads_on: bool = False
    fresh: bool = False  # an article stands before it: something new begins
    errand: bool = False  # it begins in lower case: what is to be done, not who does it


def pieces_of(chunk: Chunk) -> list[Piece]:
    """The pieces of a chunk in their order; marks and brackets are the caller's."""
    words = chunk.words
    if chunk.person:
        return [Piece("person", words[0].start, words[-1].end, person=chunk.person)]
    if chunk.bracketed and len(words) == 1 and _is_initials(words[0]):
        return []
    return _cut(words, chunk)


def _is_initials(word: Word) -> bool:
    return word.kind == "acronym" and len(word.text) == 2 and word.text.isupper()


def _piece(kind: str, words: Sequence[Word]) -> list[Piece]:
    first, end = 0, len(words)
    while first < end and words[end - 1].kind in JOINTS:
        end -= 1
    while first < end and words[first].kind in JOINTS:
        first += 1
    if first == end:
        return []
    last = words[end - 1]
    unit = kind == "role" and last.kind == "role_of_unit"
    return [Piece(kind, words[first].start, last.end, "", False, unit)]


def strongly_opening(words: Sequence[Word]) -> bool:
    """True where the words begin a role that stands by itself: Head of, Deputy Director, DCI."""
    first = words[0]
    if first.kind in {"rank", "role_of_unit"} or first.lower in known("opening_modifier"):
        return True
    if first.kind != "role":
        return False
    of = first.lower.endswith((" of", " for")) or (
        len(words) > 1 and words[1].kind == "preposition"
    )
    return of or first.lower.startswith(("chief ", "named ", "designated ", "executive "))


def _cut(words: Sequence[Word], chunk: Chunk) -> list[Piece]:
    """The pieces of words between which no mark stands."""
    if len(words) > 2 and words[0].lower == "office" and words[1].lower == "of":
        return _piece("body", words)  # Office of the Chief Constable
    heads = [at for at, word in enumerate(words) if word.kind in HEADS]
    ranks = [at for at, word in enumerate(words) if word.kind == "rank"]
    if ranks and not (heads and heads[-1] > ranks[-1]):
        return _cut_at_rank(words, ranks[-1], chunk)
    if not heads:
        return _without_head(words, after_and=chunk.mark == "join")
    head = heads[0]
    words = _until_aside(words, head)
    if _is_collective(words, head):
        return _piece("body", words)
    if chunk.mark == "join" and words[head].kind == "role_of_unit" and head:
        return [*_without_head(words[:head]), *_piece("role", words[head:])]
    front = _front_body(words, head)
    pieces = _split_front(words[:front]) if front else []
    rest = words[front:]
    starts = [0, *(_restarts(rest) if len(heads) > 1 else ())]
    for start, stop in zip(starts, [*starts[1:], len(rest)], strict=True):
        pieces += _role(rest[start:stop], chunk)
    return pieces


def _cut_at_rank(words: Sequence[Word], at: int, chunk: Chunk) -> list[Piece]:
    """Sussex Police | Insp; a rank with a field of its own ("Inspector of ...") is a role."""
    rest = words[at + 1 :]
    fields = {word.kind for word in words[:at]} <= {"service", "subject"}
    if at and not rest and fields and not chunk.leads_on and chunk.after != "dash":
        return _piece("role", words)  # SNT Inspector
    first = at
    while first and words[first - 1].kind == "modifier":
        first -= 1  # Divisional Commander
    before = _cut(words[:first], replace(chunk, leads_on=True, after="none")) if first else []
    if rest and rest[0].kind in {"subject", "preposition", "service", "name", "join"}:
        return [*before, *_piece("role", words[first:])]
    rank = _piece("role" if first < at else "rank", words[first : at + 1])
    return [*before, *rank, *(_cut(rest, chunk) if rest else [])]


def _until_aside(words: Sequence[Word], head: int) -> Sequence[Word]:
    """Without what follows the role in lower case: reps | independent of, SENCo | to review."""
    for at in range(head + 1, len(words)):
        word = words[at]
        errand = word.lower == "to" and at + 1 < len(words) and words[at + 1].kind == "lower"
        small = word.kind in {"lower", "modifier"} and word.text[:1].islower()
        if errand or (small and word.lower != "lead") or word.lower == "until":
            return words[:at]
    return words


def _split_front(words: Sequence[Word]) -> list[Piece]:
    """School Health Service | KCHFT: letters after a service are a body of their own."""
    if len(words) > 1 and words[-2].kind == "body_word" and is_body(words[-1]):
        return [*_piece("role", words[:-1]), *_piece("body", words[-1:])]
    return _piece("body", words)


def _is_collective(words: Sequence[Word], head: int) -> bool:
    """Heads of Service meeting, Chief Financial Officer Branch: a body named after a role."""
    last = words[-1]
    if last.kind != "body_word" or last.lower not in COLLECTIVE or len(words) - 1 == head:
        return False
    if last.lower in {"meeting", "meetings"}:
        return True
    if last.lower == "service" and head == 0:
        return False
    following = words[head + 1].kind if head + 1 < len(words) else ""
    return not words[head].lower.endswith((" of", " for")) and following != "preposition"


def _front_body(words: Sequence[Word], head: int) -> int:
    """How many words before the role name a body: KCHFT | Head of ..., but not Police | rep."""
    if (
        head
        and words[head - 1].kind in {"acronym", "body"}
        and words[head - 1].lower.endswith("'s")
    ):
        return head
    opening = head
    while opening and words[opening - 1].kind == "modifier":
        opening -= 1
    letters = next((at for at in range(head - 1, -1, -1) if is_body(words[at])), None)
    if letters is not None and words[letters].lower not in known("bare_body"):
        attribute = letters + 1 == head and not words[head].text[:1].isupper()
        between = words[letters + 1 : opening]
        if not attribute and all(word.kind == "name" for word in between):
            return max(opening, letters + 1)
        if not attribute and letters == 0:
            return 1
    if not opening or any(word.kind == "preposition" for word in words[:opening]):
        return 0
    last = words[opening - 1]
    if opening == 1 and last.kind == "body_word" and last.lower not in PLAIN_BODIES:
        return 0  # Service Lead for ..., Team Leader
    if last.lower in PLAIN_BODIES and last.kind == "body_word" and opening > 1:
        return opening
    named = last.kind in {"body", "body_word"} and strongly_opening(words[opening:])
    return opening if named else 0


def is_body(word: Word) -> bool:
    """A body known by its letters, or letters that end as those of bodies do."""
    if word.kind == "body":
        return word.lower not in known("bare_body") or word.caps
    if word.kind != "acronym":
        return False
    letters = _POSSESSIVE.sub("", word.text)
    return len(letters) > 2 and bool(_endings().search(letters))


@cache
def _endings() -> re.Pattern[str]:
    endings = sorted(ending.upper() for ending in known("body_endings"))
    return re.compile(f"(?:{'|'.join(map(re.escape, endings))})$")


def _restarts(words: Sequence[Word]) -> list[int]:
    """Where, without a mark, a second role begins: Corporate Affairs | Associate Director of ..."""
    starts: list[int] = []
    seen = -1
    for at, word in enumerate(words):
        if word.kind not in HEADS:
            continue
        start = at
        while start and words[start - 1].lower in known("opening_modifier"):
            start -= 1
        own = start < at or " " in word.lower or word.kind == "role_of_unit"
        if 0 <= seen < start and own and _is_end(words[start - 1]):
            starts.append(start)
        seen = at
    return starts


def _is_end(word: Word) -> bool:
    """A role may end with this word: no "of", "and" or "Deputy" asks for more."""
    return word.kind not in ASKING and not word.lower.endswith((" of", " for"))


def _role(words: Sequence[Word], chunk: Chunk) -> list[Piece]:
    """One role, and the body that stands after it without a mark."""
    head = next((at for at, word in enumerate(words) if word.kind in HEADS), 0)
    if _is_of_letters(words, head):
        return [*_piece("role", _headed(words[: head + 1])), *_piece("body", words[-1:])]
    tail = next(
        (at for at in range(head + 1, len(words) - 1) if _opens_body(words, at)),
        _tail_body(words, head, chunk),
    )
    if tail < len(words):
        return [*_piece("role", words[:tail]), *_piece("body", words[tail:])]
    return _piece("role", words)


def _opens_body(words: Sequence[Word], at: int) -> bool:
    """Head of Public Affairs at | The Promise Scotland, Lead Member for Children for | Kent CC."""
    if words[at].lower == "at":
        return words[at + 1].text[:1].isupper()
    if words[at].lower not in {"of", "for", "in"}:
        return False
    rest = [word for word in words[at + 1 :] if word.kind != "article"]
    named = bool(rest) and rest[0].kind in {"name", "body"} and rest[-1].kind == "body_word"
    small = {"preposition", "role", "role_of_unit"} & {word.kind for word in rest}
    return named and not small


def _is_of_letters(words: Sequence[Word], head: int) -> bool:
    """Chair of SLSCB: nothing but letters after the preposition."""
    last = words[-1]
    if len(words) - 1 == head or words[head].lower.startswith("head"):
        return False
    if last.kind not in {"acronym", "body"}:
        return False
    if not is_body(last):
        small = words[head:-1]
        field = any(word.lower == "for" or word.lower.endswith(" for") for word in small)  # for PPI
        if field or last.kind != "acronym" or last.lower.endswith("s"):
            return False
    between = [word for word in words[head + 1 : -1] if word.kind != "article"]
    if words[head].lower.endswith((" of", " for")):
        return not between
    return len(between) == 1 and between[0].kind == "preposition"


def _headed(words: Sequence[Word]) -> list[Word]:
    """The words with the preposition of the last phrase taken off: Chair of becomes Chair."""
    last = words[-1]
    for ending in (" of", " for"):
        if last.lower.endswith(ending):
            text, end = last.text[: -len(ending)], last.end - len(ending)
            return [*words[:-1], last._replace(text=text, end=end, lower=plain(text))]
    return list(words)


def _tail_body(words: Sequence[Word], head: int, chunk: Chunk) -> int:
    """Where a body begins that ends the words: Head of Service | ESCC; all their number if none."""
    last, at = words[-1], len(words) - 1
    if at <= head or not _is_end(words[at - 1]) or words[at - 1].lower.endswith(("'s", "s'")):
        return len(words)
    if is_body(last):
        while at - 1 > head and words[at - 1].kind in {"name", "body"}:
            at -= 1
        return at
    apart = last.kind == "body" or at - 1 > head
    if last.lower in known("bare_body") and apart and chunk.leads_on and not chunk.bracketed:
        return at
    if last.kind in {"body_word", "body"} and words[at - 1].kind == "name":
        while at - 1 > head and words[at - 1].kind == "name":
            at -= 1
        return at if _is_end(words[at - 1]) else len(words)
    return len(words)


def _without_head(words: Sequence[Word], after_and: bool = False) -> list[Piece]:
    """A body, a subject, or words that are neither."""
    kinds = {word.kind for word in words}
    if kinds == {"title"}:
        return _piece("role", words)  # (Imam)
    if kinds <= {"modifier", "lower", "preposition", "article", "number"}:
        return _piece("modifier" if "modifier" in kinds else "unknown", words)
    if kinds & {"body", "body_word"}:
        stop = next((at for at in range(1, len(words)) if words[at].kind == "lower"), len(words))
        words = words[:stop]
    last = words[-1]
    if len(words) == 2 and last.lower == "person":
        return _piece("role", words)  # Maintenance person
    if words[0].lower == "nhs" and last.lower in OF_A_REGION:
        return _piece("body", words)  # NHS Black Country ICB
    if last.kind == "body" and len(words) > 1 and not _is_one_name(words[:-1]):
        return [*_piece("subject", words[:-1]), *_piece("body", words[-1:])]
    if last.kind in {"body_word", "body"} or any(map(is_body, words)):
        return _piece("body", words)
    if words[0].kind == "body_word" and len(words) > 2 and words[1].kind == "preposition":
        return _piece("body", words)
    if len(words) == 1 and _is_initials(last):
        return _piece("unknown", words)
    if len(words) > 1 and last.kind == "name" and _is_agent(last.lower):
        return _piece("role", words)
    if kinds <= {"acronym", "service", "join", "number"} and ("acronym" in kinds or not after_and):
        return _piece("body", words)
    if last.kind == "lower":
        return _piece("unknown", words)
    places = [word for word in words if word.lower in known("place")]
    if len(words) > 1 and places and all(word in places or word.kind == "name" for word in words):
        return _piece("body" if len(places) < len(words) else "subject", words)
    return _piece("subject" if kinds & {"subject", "service", "body_word"} else "unknown", words)


def _is_agent(word: str) -> bool:
    return bool(_AGENT.search(word)) and word not in NO_AGENTS


def _is_one_name(words: Sequence[Word]) -> bool:
    """NHS East Sussex | CCG: only names of places and bodies, so the letters belong to them."""
    return all(
        word.kind in {"name", "body", "join"}
        or word.lower in known("place") | {"borough", "district", "county", "city"}
        for word in words
    )
