"""Which words of a lead cell are a person's name: by shape, by neighbours, by what they are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.normalise.lead_language import SEPARATORS, Word, known

NAMED_BY = frozenset({"rank", "title", "plain_title"})
OF_A_BODY = frozenset({"body", "body_word", "subject", "service"})
LONGEST = 4  # words of a name, particles not counted
# A word with such an ending is about something; only after a given name is it a surname.
_ABSTRACT = re.compile(
    r"(?:tions?|sions?|ments?|ness|olog(?:y|ist)|ships?|ism|ics|ability|ivity|ality|able|ible|ional|ative|ing|ings|wide|ance|ence"
    r"|ancy|ency|ively|shire|borough|ised|ized|ary|ory)$"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name: words[first:last] with its title; sure is False where only the shape speaks for it."""

    first: int
    last: int
    name: str
    sure: bool = True


def people(words: Sequence[Word], text: str, breaks: frozenset[int] = frozenset()) -> list[Person]:
    """The persons named, in order. breaks are the offsets at which a printed line begins."""
    found: list[Person] = []
    place = 0
    while place < len(words):
        persons = _from_title(words, place, text) or _from_run(words, place, text, breaks)
        if not persons and (person := _initials(words, place, text)):
            persons = [person]
        found += persons
        place = persons[-1].last if persons else max(place + 1, _skip(words, place))
    return found


def _skip(words: Sequence[Word], place: int) -> int:
    """The end of a run of capitalised words that is no person, so that no half of it becomes one."""
    end = place
    while end < len(words) and words[end].kind == "name" and not words[end].given:
        end += 1
    return end


def _from_title(words: Sequence[Word], place: int, text: str) -> list[Person]:
    """Dr Judith Sakala; DI – Lee Horner: what follows a title or a rank is a name, however short."""
    if words[place].kind not in NAMED_BY and not _rank_by_neighbour(words, place):
        return []
    titled = words[place].kind in {"title", "plain_title"}
    first = place + 1
    while first < len(words) and words[first].kind in {"title", "plain_title"}:
        first += 1
    if not titled and first < len(words) and words[first].kind in {"dash", "colon"}:
        return []
    end = _run(words, first, strong=True)
    if end == first:
        return []
    people = _divided(words, first, end, text, frozenset())
    if not people:
        return []
    keep = titled and (words[place].kind == "title" or people[0].last - people[0].first == 1)
    start = place if titled else first
    if titled and not keep:
        while words[start].kind == "plain_title":
            start += 1
    head = people[0]
    name = text[words[start if titled else first].start : words[head.last - 1].end]
    return [Person(place if titled else first, head.last, _tidy(name)), *people[1:]]


def _rank_by_neighbour(words: Sequence[Word], place: int) -> bool:
    return (
        words[place].lower in known("rank_before_name")
        and place + 1 < len(words)
        and words[place + 1].kind == "name"
    )


def _run(words: Sequence[Word], first: int, strong: bool) -> int:
    """The end of the words from first on that may be one name after the other.

    strong: a title, rank, given name or initial stands before, so that "Price" is a surname.
    """
    end = first
    while end < len(words):
        word = words[end]
        following = words[end + 1] if end + 1 < len(words) else None
        if word.kind == "name" and (strong or not _ABSTRACT.search(word.lower)):
            strong = strong or word.given
        elif word.kind == "initial" and word.text.rstrip(".") and "'" not in word.text:
            if not (following and _goes_on(following)) and end == first:
                return first
            strong = True
        elif _caps_of_a_name(words, end) or (word.given and _opens(words, end)):
            strong = True
        elif (
            word.particle
            and end + 1 < len(words)
            and _goes_on(words[end + 1])
            and (end > first or word.text[0].isupper())
        ):
            pass
        elif not (
            strong
            and end > first
            and word.surname
            and word.kind not in SEPARATORS
            and _closes(words, end)
        ):
            break
        end += 1
    return end


def _goes_on(word: Word) -> bool:
    return (
        word.kind in {"name", "initial"}
        or word.given
        or word.surname
        or word.particle
        or (word.kind == "acronym" and word.caps)
    )


def _opens(words: Sequence[Word], place: int) -> bool:
    """A given name that is a word of plans as well ("Dean", "Grace"): a name must follow."""
    following = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    if following is None or (
        before and before.kind in {"preposition", "role", "modifier", "subject"}
    ):
        return False
    return following.kind in {"name", "initial"} or (
        following.surname and following.kind not in {"role"}
    )


def _closes(words: Sequence[Word], place: int) -> bool:
    """A surname that is a word of plans as well ("Price", "Ward"): after it something else begins."""
    following = words[place + 1] if place + 1 < len(words) else None
    return (
        following is None
        or following.kind not in {"preposition", "body_word", "lower", "body"}
        or following.text[:1].isupper()
        and following.kind == "body"
    )


def _caps_of_a_name(words: Sequence[Word], place: int) -> bool:
    """ED Cousins, John SMITH, SMITH John: capitals that are initials or a surname."""
    word = words[place]
    if word.kind != "acronym" or "'" in word.lower:
        return False
    before = words[place - 1] if place else None
    following = words[place + 1] if place + 1 < len(words) else None
    if (
        len(word.text) <= 3
        and following
        and following.kind == "name"
        and not following.given
        and len(word.text) == 2
    ):
        return following.text[1:].islower() and not (
            before and before.kind in {"role", "preposition", "subject"}
        )
    if len(word.text) < 3 or not re.search(r"[AEIOUYÁÉÍÓÚÄÖÜ]", word.text):
        return False
    return bool(
        before and (before.given or before.kind in {"initial", "particle"} and before.text != "Y")
    ) or bool(following and following.given)


def _from_run(words: Sequence[Word], place: int, text: str, breaks: frozenset[int]) -> list[Person]:
    end = _run(words, place, strong=False)
    if end == place:
        return []
    before = words[place - 1] if place else None
    after = words[end] if end < len(words) else None
    given = [
        at
        for at in range(place, end)
        if words[at].given
        or words[at].kind == "initial"
        or (words[at].kind == "acronym" and at + 1 < end)
    ]
    first = place
    if before and before.kind == "preposition":
        given = [at for at in given if at > place]
        if not given:
            return []
        first = given[0]
    elif (
        given
        and end - place > 2
        and given[0] > place
        and before
        and before.kind not in SEPARATORS
        and end - given[0] >= 2
    ):
        first = given[0]
    touching = after is not None and after.kind in OF_A_BODY
    if touching and after is not None:
        if not given or given[0] != first:
            return []
        if after.kind in {"body_word"} and end - first >= 2:
            if end - first == 2:
                return (
                    []
                    if after.text[:1].isupper() and after.lower not in known("bare_body")
                    else _divided(words, first, end, text, breaks)
                )
            end = first + 2
    if end - first == 1 and not _may_stand_alone(words, first):
        return []
    return _divided(words, first, end, text, breaks, sure=bool(given))


def _may_stand_alone(words: Sequence[Word], place: int) -> bool:
    """A single given name between separators, or a single word that is the whole cell."""
    word = words[place]
    before = words[place - 1].kind if place else "newline"
    after = words[place + 1].kind if place + 1 < len(words) else "newline"
    if len(words) == 1:
        return word.kind == "name" and not _ABSTRACT.search(word.lower) and len(word.text) > 2
    if word.kind != "name" or not word.given:
        return False
    return before in SEPARATORS and after in (SEPARATORS | {"role", "modifier", "lower"})


def _divided(
    words: Sequence[Word],
    first: int,
    end: int,
    text: str,
    breaks: frozenset[int],
    sure: bool = True,
) -> list[Person]:
    """One name, or several that stand side by side: a given name after a surname begins the next."""
    people: list[Person] = []
    start, size = first, 0
    for at in range(first, end):
        word = words[at]
        left = sum(1 for other in words[at:end] if not other.particle or other.kind == "name")
        opens = (
            word.given
            and size >= 2
            and left >= 2
            and not words[at - 1].given
            and not words[at - 1].particle
            and words[at - 1].kind != "initial"
        )
        fresh = word.start in breaks and size >= 2 and left >= 2
        if opens or fresh:
            people.append(_person(words, start, at, text, sure))
            start, size = at, 0
        size += 0 if word.particle and word.kind != "name" else 1
    if size > LONGEST + 1:
        return people
    return [*people, _person(words, start, end, text, sure)]


def _person(words: Sequence[Word], first: int, last: int, text: str, sure: bool) -> Person:
    return Person(first, last, _tidy(text[words[first].start : words[last - 1].end]), sure)


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"['’](?:s)?$", "", name)).strip()


def _initials(words: Sequence[Word], place: int, text: str) -> Person | None:
    """JS / KP; ML devising format; HK to review with SL: letters alone that stand for a person."""
    word = words[place]
    if word.kind not in {"acronym", "initial"} or not word.text.isupper() or word.text.isdigit():
        return None
    before = words[place - 1].kind if place else "newline"
    after = words[place + 1] if place + 1 < len(words) else None
    letters = word.text.replace(".", "")
    ends = (
        after is None
        or after.kind in SEPARATORS - {"open"}
        or after.kind == "lower"
        or after.lower == "to"
    )
    begins = before in {"newline", "semicolon", "colon", "slash", "dash", "join", "open", "stop"}
    if before == "comma" or (before == "join" and len(letters) > 2):
        begins = place >= 2 and _may_be_initials(words[place - 2])
    if not (begins and ends):
        return None
    if before == "open" and (after is None or after.kind == "close"):
        if not _one_role_before(words, place):
            return None
    if len(letters) == 3 and not _among_initials(words, place):
        return None
    if len(letters) == 1 and not (
        {before, after.kind if after else ""} & {"slash", "colon", "join", "dash"}
    ):
        return None
    if len(letters) > 3:
        return None
    return Person(place, place + 1, word.text, sure=False)


def _may_be_initials(word: Word) -> bool:
    return word.kind in {"acronym", "initial"} and word.text.isupper() and len(word.text) <= 3


def _among_initials(words: Sequence[Word], place: int) -> bool:
    """Letters in a list of nothing but two or three letters, one pair among them."""
    others = [w for w in words if w.kind not in SEPARATORS]
    return all(map(_may_be_initials, others)) and any(len(w.text.strip(".")) == 2 for w in others)


def _one_role_before(words: Sequence[Word], place: int) -> bool:
    """Headteacher (JS), but not Operations Managers (SF), (CD) nor Fiona Daykin (FD)."""
    if place < 2:
        return False
    role = words[place - 2]
    return (
        role.kind in {"role", "role_of_unit"}
        and not role.lower.endswith("s")
        and not (place + 2 < len(words) and words[place + 2].kind == "open")
    )
