"""A lead cell cut into lines and pieces at its marks, before anything is said of who leads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actionplans.normalise.lead_language import SEPARATORS, Word
from actionplans.normalise.lead_people import Person
from actionplans.normalise.lead_pieces import HEADS, Chunk, Piece, pieces_of, strongly_opening
from actionplans.normalise.lead_vocabulary import known

HARD = frozenset({"newline", "semicolon", "stop", "label", "nobody", "ditto"})
ASKS_FOR_MORE = frozenset(
    {"preposition", "article", "join", "comma", "dash", "slash", "modifier", "open"}
)
GOES_ON = frozenset({"preposition", "join", "close", "dash", "comma"})
COMPLETE = HEADS | {"rank", "body", "body_word", "acronym"}
# Parts of a body: after "Head of Adoption and" they go on with the role.
INTERNAL = frozenset({"service", "team", "unit", "section", "division", "department", "centre"})

# Bodies that are parts of a department: after "Director, Audit and" they are what is directed.
UNITS = frozenset(
    {"directorate", "branch", "division", "department", "unit", "bureau", "sector", "region"}
)


DIRECTIONS = frozenset({"north", "south", "east", "west", "mid", "central", "greater"})

# Bodies that sit for a body: after its letters, two fields are those of one of them.
SITTING = frozenset(
    {"board", "committee", "sub-committee", "subcommittee", "group", "panel", "forum"}
    | {"sub-group", "subgroup", "sub group", "working group", "steering group"}
)


def segments(words: Sequence[Word], persons: Sequence[Person]) -> list[list[Piece]]:
    """The pieces of each line, list item or sentence of the cell."""
    chunked = (_glued(_linked(chunks)) for chunks in _chunks(words, persons))
    return [pieces for chunks in chunked if (pieces := _pieces(chunks))]


def _chunks(words: Sequence[Word], persons: Sequence[Person]) -> list[list[Chunk]]:
    """Words between marks, line by line; a person is a chunk of its own."""
    chunked: list[list[Chunk]] = [[]]
    by_first = {person.first: person for person in persons}
    place, mark, depth = 0, "", 0
    current: Chunk | None = None
    while place < len(words):
        word = words[place]
        if person := by_first.get(place):
            named = [*words[person.first : person.last]]
            chunked[-1].append(Chunk(named, mark, depth > 0, person))
            place, mark, current = person.last, "", None
            continue
        place += 1
        if word.kind in HARD and not _wraps(words, place - 1):
            chunked.append([])
            mark, depth, current = "", 0, None
        elif word.kind in SEPARATORS and word.kind != "newline":
            depth = max(0, depth + (word.kind == "open") - (word.kind == "close"))
            mark, current = _stronger(mark, word.kind), None
        elif word.kind in {"newline", "noise"}:
            continue
        elif current:
            current.words.append(word)
        else:
            current = Chunk([word], mark, depth > 0)
            chunked[-1].append(current)
            mark = ""
    return chunked


def _stronger(mark: str, new: str) -> str:
    """Of two marks in a row, such as ", and" or ") -", the one that says more."""
    return mark if mark in {"dash", "colon", "join"} and new in {"comma", "close", "open"} else new


def _wraps(words: Sequence[Word], place: int) -> bool:
    """A line end that does not end a lead: the line before asks for more, or the next goes on."""
    if words[place].kind != "newline" or place == 0 or place + 1 >= len(words):
        return False
    before, after = words[place - 1], words[place + 1]
    if before.kind in ASKS_FOR_MORE or before.lower.endswith((" of", " for", "'s", "s'")):
        return True
    return after.kind in GOES_ON or (after.kind == "lower" and before.kind != "lower")


def _linked(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks less small words, each knowing what follows it."""
    kept: list[Chunk] = []
    for chunk in chunks:
        if chunk.person is None:
            _trim(chunk)
            if not chunk.words or (kept and _is_errand(chunk, kept[-1])):
                continue
            if kept and kept[-1].person and _is_said_already(chunk):
                continue
        kept.append(chunk)
    for chunk, following in pairwise(kept):
        chunk.after = following.mark or "none"
        chunk.leads_on = following.person is not None or following.words[0].kind == "rank"
    return kept


def _is_errand(chunk: Chunk, before: Chunk) -> bool:
    """HK | to review attendance, SENCo to plan and | guide provision: what is to be done."""
    verb = before.person is not None and chunk.words[0].text.islower()  # to lead with ...
    if not chunk.errand or (_has_head(chunk) and not verb):
        return False
    if before.person is not None:
        return not chunk.mark
    return any(
        word.lower == "to" and after.kind == "lower" for word, after in pairwise(before.words)
    )


def _is_said_already(chunk: Chunk) -> bool:
    """Jo Smith (Lead): the heading of the column says so."""
    said = len(chunk.words) == 1 and chunk.words[0].lower in known("said_already")
    return chunk.bracketed and said


def _trim(chunk: Chunk) -> None:
    """Takes off the small words around the chunk, and notes an article: something new begins."""
    words = chunk.words
    chunk.errand = chunk.errand or words[0].lower == "to" or words[0].kind == "lower"
    while words and words[0].kind in {"article", "number", "preposition", "lower", "particle"}:
        chunk.fresh = chunk.fresh or words[0].kind == "article"
        if words[0].kind == "lower" and (
            len(words) == 1 or words[1].kind in HEADS | {"body_word", "subject", "lower"}
        ):
            break
        words = words[1:]
    while words and words[-1].kind in {"article", "preposition"}:
        words = words[:-1]
    chunk.words = words


def _complete(chunk: Chunk) -> bool:
    """It could be a lead by itself: it has the head of a role, or is a body."""
    first, last = chunk.words[0], chunk.words[-1]
    if first.lower == "nhs" and (last.kind == "name" or last.lower in DIRECTIONS):
        return False  # NHS Kent | and | Medway ICB
    return any(word.kind in COMPLETE for word in chunk.words)


def _has_head(chunk: Chunk) -> bool:
    return chunk.person is None and any(word.kind in HEADS for word in chunk.words)


def _glued(chunks: list[Chunk]) -> list[Chunk]:
    """Estates | and | Facilities managers becomes one chunk again; so does a list before a body."""
    glued: list[Chunk] = []
    listed = _is_list_of_bodies(chunks)
    for place in range(len(chunks) - 1, -1, -1):
        chunk, before = chunks[place], chunks[place - 1] if place else None
        if glued and _belong(before, chunk, glued[-1], listed and len(glued) > 1):
            following = glued[-1]
            link = Word("", chunk.words[-1].end, following.words[0].start, "join")
            following.words = [*chunk.words, link, *following.words]
            following.mark, following.fresh = chunk.mark, chunk.fresh
        else:
            glued.append(chunk)
    return _linked(glued[::-1])


def _is_list_of_bodies(chunks: Sequence[Chunk]) -> bool:
    """Three or more bodies between commas: then "and" only parts the last two."""
    commas = [chunk.mark for chunk in chunks].count("comma")
    return commas >= 2 and not any(chunk.person or _has_head(chunk) for chunk in chunks)


def _belong(before: Chunk | None, chunk: Chunk, following: Chunk, within_list: bool) -> bool:
    """True where the mark between chunk and following does not part two leads."""
    if chunk.person or following.person or chunk.bracketed or following.bracketed:
        return False
    if within_list and following.mark == "join":
        return True
    if following.mark == "slash" and chunk.mark == "join" and before and _has_head(before):
        return False  # Director of Nursing and | Quality | / | Matrons
    if following.mark not in {"join", "slash", "comma"} or (following.fresh and _complete(chunk)):
        return False
    if following.mark == "join" and _has_head(chunk) and _is_internal(chunk, following):
        return True
    if following.mark == "join" and _is_unit_of_two(chunk, following):
        return True
    if following.mark == "join" and before and _is_partnership(before, chunk, following):
        return True
    if following.mark == "join" and _is_field_of_two(chunk, following):
        return True
    if following.mark == "join" and _is_body_of_two(chunk, following):
        return True
    if chunk.mark == "join" and before and _ends_field(before, following):
        return False
    if _complete(chunk) or strongly_opening(following.words):
        return False
    if following.mark == "comma" and (
        following.words[0].kind == "body"
        or not any(word.kind == "join" for word in following.words)
    ):
        return False
    ends_role = before is not None and _has_head(before) and chunk.mark == "comma"
    if ends_role and chunk.words[0].kind != "body" and not _is_one_body(chunk, following):
        return False
    head = any(word.kind in HEADS | {"body_word", "body"} for word in following.words)
    unnamed = not _complete(following) and following.mark == "join"
    return unnamed or ((head or _complete(following)) and not following.fresh)


def _is_one_body(chunk: Chunk, following: Chunk) -> bool:
    """Norfolk | and | Suffolk NHS Trust, Audit | and | Evaluation Directorate: one body."""
    last = following.words[-1]
    if last.kind not in {"body", "body_word"} or _has_head(following):
        return False
    about = {"name", "subject"} if last.lower in UNITS else {"name"}
    return all(word.kind in about for word in chunk.words)


def _is_open_ended(chunk: Chunk) -> bool:
    return any(
        word.kind == "preposition" or word.lower.endswith((" of", " for")) for word in chunk.words
    )


def _is_internal(chunk: Chunk, following: Chunk) -> bool:
    """Head of Adoption | and | Fostering Service: the second half goes on with the role.

    So it does in Lead for Children | and | Families for Kent County Council.
    """
    if not _is_open_ended(chunk) or _has_head(following):
        return False
    kinds = [word.kind for word in following.words]
    field_first = kinds[0] == "subject" and "preposition" in kinds
    return following.words[-1].lower in INTERNAL or field_first


def _is_field_of_two(chunk: Chunk, following: Chunk) -> bool:
    """NHSE Health | and | Justice Commissioner: one post, of two fields, after its body."""
    first, *fields = chunk.words
    return (
        first.kind == "body"
        and bool(fields)
        and all(word.kind == "subject" for word in fields)
        and following.words[0].kind == "subject"
        and _has_head(following)
    )


def _is_body_of_two(chunk: Chunk, following: Chunk) -> bool:
    """LSCP Learning | & | Improvement Sub-Group: one group, of two fields, after its body."""
    first, *fields = chunk.words
    *more, last = following.words
    return (
        first.kind == "body"
        and last.lower in SITTING
        and bool(fields and more)
        and all(word.kind == "subject" for word in (*fields, *more))
    )


def _is_partnership(before: Chunk, chunk: Chunk, following: Chunk) -> bool:
    """Assistant Director - Early Help, Partnership | and | Planning: fields, no body."""
    field = len(chunk.words) == 1 and chunk.words[0].kind == "body_word"
    after_field = before.person is None and before.words[-1].kind == "subject"
    return field and after_field and all(word.kind == "subject" for word in following.words)


def _ends_field(before: Chunk, following: Chunk) -> bool:
    """Director of Governance and | Regulatory Services | and | Monitoring Officer."""
    post = following.words[0].kind in HEADS | {"modifier"} or strongly_opening(following.words)
    return _has_head(before) and _is_open_ended(before) and _has_head(following) and post


def _is_unit_of_two(chunk: Chunk, following: Chunk) -> bool:
    """Division of Childhood | and | Adolescence: "of" opens what the second half ends."""
    opened = len(chunk.words) > 2 and chunk.words[1].lower == "of"
    return opened and chunk.words[0].kind == "body_word" and not _complete(following)


def _pieces(chunks: Sequence[Chunk]) -> list[Piece]:
    found: list[Piece] = []
    for chunk in chunks:
        for first, piece in enumerate(pieces_of(chunk)):
            mark = piece.mark if first else chunk.mark
            kind, start, end, _, _, unit, person = piece
            found.append(Piece(kind, start, end, mark, chunk.bracketed, unit, person))
    return found
