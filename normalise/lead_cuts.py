"""A lead cell cut into pieces: persons, roles, bodies, each with the mark that stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from actionplans.normalise.lead_language import SEPARATORS, Word, known
from actionplans.normalise.lead_people import Person

HARD = frozenset({"newline", "semicolon", "stop", "label", "nobody", "ditto"})
HEADS = frozenset({"role", "role_of_unit"})
COLLECTIVE = frozenset(
    {"meeting", "meetings", "group", "groups", "board", "boards", "forum", "committee", "team", "panel", "network",
     "branch", "directorate", "division", "partnership", "forums", "steering group", "working group", "service"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] and what it is: person, rank, role, body, subject, modifier or unknown.

    mark is the separator before it, "" where there is none; bracketed: it stands in brackets.
    unit: the role is one whose unit follows a comma. after: the mark that follows.
    """

    kind: str
    start: int
    end: int
    mark: str = ""
    bracketed: bool = False
    unit: bool = False
    after: str = ""
    person: Person | None = None


@dataclass(slots=True)
class _Chunk:
    words: list[Word]
    mark: str
    bracketed: bool
    person: Person | None = None
    after: str = ""
    before_person: bool = False
    fresh: bool = False  # an article stands before it: something new begins


def segments(words: Sequence[Word], persons: Sequence[Person]) -> list[list[Piece]]:
    """The pieces of each line, list item or sentence of the cell."""
    chunked: list[list[_Chunk]] = [[]]
    by_first = {person.first: person for person in persons}
    place, mark, depth = 0, "", 0
    open_chunk: _Chunk | None = None
    while place < len(words):
        word = words[place]
        if person := by_first.get(place):
            chunked[-1].append(
                _Chunk([*words[person.first : person.last]], mark, depth > 0, person)
            )
            place, mark, open_chunk = person.last, "", None
            continue
        place += 1
        if word.kind in HARD and not _wraps(words, place - 1):
            chunked.append([])
            mark, depth, open_chunk = "", 0, None
        elif word.kind in SEPARATORS and word.kind != "newline":
            depth = (
                depth + 1
                if word.kind == "open"
                else max(0, depth - 1)
                if word.kind == "close"
                else depth
            )
            mark, open_chunk = _stronger(mark, word.kind), None
        elif word.kind in {"newline", "noise"}:
            continue
        elif open_chunk:
            open_chunk.words.append(word)
        else:
            open_chunk = _Chunk([word], mark, depth > 0)
            chunked[-1].append(open_chunk)
            mark = ""
    return [pieces for chunks in chunked if (pieces := _pieces(_glued(_linked(chunks))))]


def _stronger(mark: str, new: str) -> str:
    """Of two marks in a row, such as ", and" or ") -", the one that says more."""
    return mark if mark in {"dash", "colon", "join"} and new in {"comma", "close", "open"} else new


def _wraps(words: Sequence[Word], place: int) -> bool:
    """A line end that does not end a lead: the line before asks for more, or the next goes on."""
    if words[place].kind != "newline" or place == 0 or place + 1 >= len(words):
        return False
    before, after = words[place - 1], words[place + 1]
    if before.kind in {
        "preposition",
        "article",
        "join",
        "comma",
        "dash",
        "slash",
        "modifier",
    } or before.lower.endswith((" of", " for")):
        return True
    return after.kind in {"preposition", "join", "close", "dash", "comma"} or (
        after.kind == "lower" and before.kind != "lower"
    )


def _linked(chunks: list[_Chunk]) -> list[_Chunk]:
    kept: list[_Chunk] = []
    for chunk in chunks:
        if chunk.person is None:
            chunk = _trimmed(chunk)
            if not chunk.words:
                continue
        kept.append(chunk)
    for chunk, following in zip(kept, kept[1:], strict=False):
        chunk.after = following.mark or "none"
        chunk.before_person = following.person is not None
    return kept


def _trimmed(chunk: _Chunk) -> _Chunk:
    """Without the small words around it."""
    words = chunk.words
    while words and words[0].kind in {"article", "number", "preposition", "lower", "particle"}:
        chunk.fresh = chunk.fresh or words[0].kind == "article"
        if words[0].kind == "lower" and not any(
            w.kind not in {"lower", "preposition"} for w in words
        ):
            break
        if (
            words[0].kind == "lower"
            and len(words) > 1
            and words[1].kind in HEADS | {"body_word", "subject", "lower"}
            and words[0].lower not in {"who"}
        ):
            break
        words = words[1:]
    while words and words[-1].kind in {"article", "preposition"}:
        words = words[:-1]
    chunk.words = words
    return chunk


def _complete(chunk: _Chunk) -> bool:
    """It could be a lead by itself: it has the head of a role, or is a body."""
    return chunk.person is None and any(
        w.kind in HEADS | {"rank", "body", "body_word", "acronym"} for w in chunk.words
    )


def _glued(chunks: list[_Chunk]) -> list[_Chunk]:
    """Estates | and | Facilities managers becomes one chunk again; so does a list before a body."""
    out: list[_Chunk] = []
    for place in range(len(chunks) - 1, -1, -1):
        chunk = chunks[place]
        following = out[-1] if out else None
        before = chunks[place - 1] if place else None
        if (
            following is not None
            and chunk.person is None
            and following.person is None
            and not chunk.bracketed
            and not following.bracketed
            and not following.fresh
            and following.mark in {"join", "slash", "comma"}
            and not _complete(chunk)
            and _ends_complete(following)
            and (following.mark != "comma" or any(w.kind == "join" for w in following.words))
            and not _opening(following.words)
            and not (
                before is not None
                and before.mark != chunk.mark
                and _has_head(before)
                and chunk.mark != "join"
                and not chunk.fresh
            )
            and not (before is not None and _has_head(before) and chunk.mark == "comma")
        ):
            link = Word("", chunk.words[-1].end, following.words[0].start, "join")
            following.words = [*chunk.words, link, *following.words]
            following.mark, following.fresh = chunk.mark, chunk.fresh
        else:
            out.append(chunk)
    return _linked(out[::-1])


def _has_head(chunk: _Chunk) -> bool:
    return chunk.person is None and any(w.kind in HEADS for w in chunk.words)


def _ends_complete(chunk: _Chunk) -> bool:
    return any(w.kind in HEADS | {"body_word"} for w in chunk.words)


def _opening(words: Sequence[Word]) -> bool:
    """True where the words begin a role that stands by itself: Head of, Deputy Director, DCI."""
    first = words[0]
    if first.kind in {"rank", "role_of_unit"} or first.lower in known("opening_modifier"):
        return True
    return first.kind == "role" and (
        " " in first.lower or (len(words) > 1 and words[1].kind == "preposition")
    )


def _pieces(chunks: list[_Chunk]) -> list[Piece]:
    found: list[Piece] = []
    for chunk in chunks:
        if chunk.person:
            first, last = chunk.words[0], chunk.words[-1]
            new = [Piece("person", first.start, last.end, person=chunk.person)]
        else:
            new = _cut(chunk.words, chunk)
        if new:
            new[0] = replace(new[0], mark=chunk.mark)
        found += [replace(piece, bracketed=chunk.bracketed) for piece in new]
    return [
        replace(piece, after=(found[at + 1].mark or "none") if at + 1 < len(found) else "")
        for at, piece in enumerate(found)
    ]


def _piece(kind: str, words: Sequence[Word]) -> list[Piece]:
    words = list(words)
    while words and words[-1].kind in {"preposition", "article", "join"}:
        words.pop()
    while words and words[0].kind in {"preposition", "article", "join"}:
        words.pop(0)
    if not words:
        return []
    unit = kind == "role" and words[-1].kind == "role_of_unit"
    return [Piece(kind, words[0].start, words[-1].end, unit=unit)]


def _cut(words: Sequence[Word], chunk: _Chunk) -> list[Piece]:
    """The pieces of words between which no mark stands."""
    ranks = [at for at, word in enumerate(words) if word.kind == "rank"]
    if ranks and not any(word.kind in HEADS for word in words[ranks[-1] + 1 :]):
        at = ranks[-1]
        rest = words[at + 1 :]
        after = (
            _piece("role" if rest else "rank", words[at:])
            if not rest or rest[0].kind in {"subject", "preposition", "join", "service", "name"}
            else [*_piece("rank", words[at : at + 1]), *_cut(rest, chunk)]
        )
        return [*(_cut(words[:at], chunk) if at else []), *after]
    heads = [at for at, word in enumerate(words) if word.kind in HEADS]
    if not heads:
        return _without_head(words)
    if _collective(words, heads[0]):
        return _piece("body", words)
    front = _front_body(words, heads[0])
    pieces = [*_split_front(words[:front])] if front else []
    rest = words[front:]
    starts = [0, *_restarts(rest)]
    for start, stop in zip(starts, [*starts[1:], len(rest)], strict=True):
        pieces += _role(rest[start:stop], chunk)
    return pieces


def _split_front(words: Sequence[Word]) -> list[Piece]:
    """School Health Service | KCHFT: letters after a service are a body of their own."""
    if (
        len(words) > 1
        and words[-2].kind == "body_word"
        and " " not in words[-1].text
        and words[-1].caps
    ):
        return [*_piece("role", words[:-1]), *_piece("body", words[-1:])]
    return _piece("body", words)


def _collective(words: Sequence[Word], head: int) -> bool:
    """Heads of Service meeting, Chief Financial Officer Branch: a body named after a role."""
    last = words[-1]
    if last.kind != "body_word" or last.lower not in COLLECTIVE or len(words) - 1 == head:
        return False
    if last.lower in {"meeting", "meetings"}:
        return True
    if last.lower in {"service", "team"} and head == 0:
        return False
    following = words[head + 1].kind if head + 1 < len(words) else ""
    return not words[head].lower.endswith((" of", " for")) and following != "preposition"


def _front_body(words: Sequence[Word], head: int) -> int:
    """How many words before the role name a body: KCHFT | Head of ..., but not Police | rep."""
    opening = head
    while opening and words[opening - 1].kind == "modifier":
        opening -= 1
    letters = [at for at in range(head) if is_body(words[at])]
    if (
        letters
        and words[letters[-1]].lower not in known("bare_body")
        and not (letters[-1] + 1 == head and not words[head].text[:1].isupper())
    ):
        if (
            words[letters[-1]].lower.endswith("'s")
            or letters[-1] + 1 >= opening
            or letters[-1] == 0
        ):
            return letters[-1] + 1
    if opening and words[opening - 1].kind in {"body", "body_word"} and _opening(words[opening:]):
        return opening if not any(w.kind == "preposition" for w in words[:opening]) else 0
    return 0


def is_body(word: Word) -> bool:
    """A body known by its letters, or letters that end as those of bodies do."""
    if word.kind == "body":
        return word.lower not in known("bare_body") or word.caps
    letters = re.sub(r"['’]s?$", "", word.text)
    return (
        word.kind == "acronym"
        and len(letters) > 2
        and letters.isupper()
        and bool(_endings().search(letters.lower()))
    )


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(known('body_endings'))))})$")


def _restarts(words: Sequence[Word]) -> list[int]:
    """Where, without a mark, a second role begins: ... Corporate Affairs | Associate Director of ..."""
    starts: list[int] = []
    seen = -1
    for at, word in enumerate(words):
        if word.kind not in HEADS:
            continue
        start = at
        while (
            start
            and words[start - 1].kind == "modifier"
            and words[start - 1].lower in known("opening_modifier")
        ):
            start -= 1
        before = words[start - 1] if start else None
        own = start < at or " " in word.lower or word.kind == "role_of_unit"
        if (
            seen >= 0
            and before
            and own
            and start > seen
            and before.kind not in {"preposition", "join", "article", "modifier"}
            and not before.lower.endswith((" of", " for"))
        ):
            starts.append(start)
        seen = at
    return starts


def _role(words: Sequence[Word], chunk: _Chunk) -> list[Piece]:
    """One role, and the body that stands before or after it without a mark."""
    head = next((at for at, word in enumerate(words) if word.kind in HEADS), 0)
    stop = next(
        (
            at
            for at in range(head + 1, len(words))
            if words[at].kind in {"lower", "modifier"}
            and words[at].text[:1].islower()
            and words[at].lower != "lead"
            or words[at].lower == "until"
        ),
        len(words),
    )
    words = words[:stop]
    last = words[-1]
    if len(words) - 1 > head and _of_a_body(words, head):
        return [*_piece("role", _headed(words[: head + 1])), *_piece("body", words[-1:])]
    tail = _tail_body(words, head, chunk)
    if tail < len(words):
        return [*_piece("role", words[:tail]), *_piece("body", words[tail:])]
    return _piece("role", words) if last else []


def _of_a_body(words: Sequence[Word], head: int) -> bool:
    """Chair of SLSCB: nothing but letters after the preposition."""
    between = words[head + 1 : -1]
    phrase = words[head].lower.endswith((" of", " for"))
    if not is_body(words[-1]) and not (
        words[-1].kind == "acronym" and not words[-1].lower.endswith("s")
    ):
        return False
    if words[head].lower.startswith("head"):
        return False
    return (phrase and all(w.kind == "article" for w in between)) or (
        bool(between)
        and between[0].kind == "preposition"
        and all(w.kind == "article" for w in between[1:])
    )


def _headed(words: Sequence[Word]) -> list[Word]:
    """The words with the preposition of the last phrase taken off: Chair of becomes Chair."""
    last = words[-1]
    for ending in (" of", " for"):
        if last.lower.endswith(ending):
            text = last.text[: -len(ending)]
            return [*words[:-1], replace(last, text=text, end=last.start + len(text))]
    return list(words)


def _tail_body(words: Sequence[Word], head: int, chunk: _Chunk) -> int:
    """Where a body begins that ends the words: Head of Service | ESCC, Safeguarding | Sussex Police."""
    last, at = words[-1], len(words) - 1
    if at <= head:
        return len(words)
    before = words[at - 1]
    bound = before.kind in {"preposition", "join", "article"} or before.lower.endswith(
        ("'s", "s'", " of", " for")
    )
    if is_body(last) and not bound and not last.lower.endswith("'s"):
        while (
            at - 1 > head
            and words[at - 1].kind in {"name", "body"}
            and words[at - 1].lower != "health"
        ):
            at -= 1
        return at
    leads_on = (
        chunk.before_person and chunk.after in {"dash", "colon", "none"} and not chunk.bracketed
    )
    if last.lower in known("bare_body") and leads_on and not bound and chunk.mark != "open":
        return at
    if last.kind in {"body_word", "body"} and before.kind == "name" and not bound:
        while at - 1 > head and words[at - 1].kind in {"name"}:
            at -= 1
        first = words[at - 1]
        return (
            at
            if first.kind != "preposition" and not first.lower.endswith((" of", " for"))
            else len(words)
        )
    return len(words)


def _without_head(words: Sequence[Word]) -> list[Piece]:
    kinds = {word.kind for word in words}
    if kinds <= {"modifier", "lower", "preposition", "article", "number"}:
        return _piece("modifier" if "modifier" in kinds else "unknown", words)
    stop = next((at for at in range(1, len(words)) if words[at].kind == "lower"), len(words))
    words = words[:stop] if "body" in kinds or "body_word" in kinds else words
    last = words[-1]
    if last.kind in {"body_word", "body"} or any(is_body(w) for w in words):
        return _piece("body", words)
    if words[0].kind == "body_word" and len(words) > 2 and words[1].kind == "preposition":
        return _piece("body", words)
    if all(w.kind in {"acronym", "service", "join", "number"} for w in words):
        return _piece("body", words)
    if kinds & {"subject", "service", "body_word"}:
        return _piece("subject", words)
    return _piece("unknown", words)
