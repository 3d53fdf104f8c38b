"""Which words of a lead cell are a person's name: by shape, by neighbours, by what they are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionplans.normalise.english import is_word
from actionplans.normalise.lead_initials import abbreviates, are_initials
from actionplans.normalise.lead_language import SEPARATORS, Word
from actionplans.normalise.lead_shapes import (
    has_vowel,
    is_abstract,
    is_bare,
    is_mere_letters,
    is_mostly_surname,
    is_post_nominal,
    may_open_name,
    tidy,
)
from actionplans.normalise.lead_vocabulary import known

TITLES = frozenset({"title", "plain_title"})
NAMED_BY = TITLES | {"rank"}
_ADJECTIVE = re.compile(r"(?:ic|al|ive|ous|ity|logy)$")
LISTING = frozenset({"join", "comma", "slash", "newline", "semicolon"})
OF_A_BODY = frozenset({"body", "body_word", "subject", "service"})
LONGEST = 4  # words of a name, particles not counted
LONGEST_RUN = 60  # words of names side by side without a mark; beyond is no list of persons


class Person(NamedTuple):
    """A name: words[first:last] with its title; sure is False where only its shape tells."""

    first: int
    last: int
    name: str
    sure: bool = True


def people(words: Sequence[Word], text: str, breaks: frozenset[int] = frozenset()) -> list[Person]:
    """The persons named, in order. breaks are the offsets at which a printed line begins."""
    found: list[Person] = []
    place = 0
    while place < len(words):
        if not may_open_name(words[place]):
            place += 1
            continue
        persons = (
            _from_title(words, place, text, breaks)
            or _surname_first(words, place)
            or _from_run(words, place, text, breaks)
        )
        if not persons and are_initials(words, place):
            persons = [Person(place, place + 1, words[place].text, sure=False)]
        if persons:
            persons = [_with_letters(words, person) for person in persons]
        found += persons
        place = persons[-1].last if persons else max(place + 1, _skip(words, place))
    return found


def _with_letters(words: Sequence[Word], person: Person) -> Person:
    """The person with what stands around the name and says no more: OBE, initials in brackets."""
    first, last = person.first, person.last
    while last < len(words):
        after = last + (words[last].kind == "comma")
        if after >= len(words) or not is_post_nominal(words[after]):
            break
        last = after + 1
    marks = last + 2 < len(words) and words[last].kind == "open" and words[last + 2].kind == "close"
    if marks and abbreviates(words[last + 1].text, person.name):
        last += 3
    before = _at(words, first - 1)
    if before and before.kind == "acronym" and abbreviates(before.text, person.name):
        opens = _at(words, first - 2)
        first -= opens is None or opens.kind in SEPARATORS
    return person._replace(first=first, last=last) if (first, last) != person[:2] else person


def _surname_first(words: Sequence[Word], place: int) -> list[Person]:
    """Smith, John or Smith, J: where nothing else but brackets stands on the line."""
    if place + 2 >= len(words) or words[place + 1].kind != "comma":
        return []
    line = words[place : place + 4]
    if place and words[place - 1].kind not in {"newline", "semicolon"}:
        return []
    if len(line) == 4 and line[3].kind not in {"newline", "semicolon", "open"}:
        return []
    surname, _, given = line[:3]
    capitals = surname.kind == "acronym" and len(surname.text) > 3 and has_vowel(surname.text)
    if surname.kind != "name" and not capitals:
        return []
    both = surname.given and given.kind != "initial"
    if both and (not is_mostly_surname(surname) or is_mostly_surname(given)):
        return []
    known_given = given.given or (given.kind == "initial" and not is_abstract(surname.lower))
    alone = len(words) == 3 and given.kind == "name" and not is_abstract(given.lower)
    if not known_given and not alone:
        return []
    return [Person(place, place + 3, f"{given.text} {surname.text}", sure=given.given)]


def _skip(words: Sequence[Word], place: int) -> int:
    """The end of a run of capitalised words that is no person, lest its second half become one."""
    end = place
    while end < len(words) and words[end].kind == "name" and not words[end].given:
        end += 1
    return end


def _from_title(
    words: Sequence[Word], place: int, text: str, breaks: frozenset[int]
) -> list[Person]:
    """Dr Judith Sakala, DI Lee Horner: after a title or a rank stands a name, however short."""
    if words[place].kind not in NAMED_BY and not _rank_by_neighbour(words, place):
        return []
    first = place
    while first < len(words) and (words[first].kind in TITLES or first == place):
        first += 1
    if words[place].kind == "rank" and first < len(words) and words[first].kind == "number":
        first += 1  # PC 4471 Harkness
    end = _run(words, first, strong=True)
    if end == first and words[first - 1].kind in TITLES and _names_a_post(words, first):
        end = first + 1  # Mr Ward, Mrs Cook
    for at in range(first + 2, end):
        below = words[at].start in breaks and not words[at].given
        if below and not _ends_name(words, at, end):
            end = at  # Dr Fiona Gillespie | North Ouse
            break
    named = _divided(words, first, end, text, frozenset())
    if not named:
        return []
    head = named[0]
    if words[place].kind not in TITLES:
        return named
    # A plain title goes, unless nothing but a surname would be left of the name.
    start = place
    parts = sum(not word.particle for word in words[head.first : head.last])
    while words[start].kind == "plain_title" and parts > 1:
        start += 1
    name = tidy(text[words[start].start : words[head.last - 1].end])
    return [Person(place, head.last, name), *named[1:]]


def _ends_name(words: Sequence[Word], place: int, end: int) -> bool:
    """A last word on a line of its own that says nothing else: Supt Mei Lin | Cheung."""
    word = words[place].lower
    return place + 1 == end and not is_abstract(word) and word not in known("place")


def _names_a_post(words: Sequence[Word], place: int) -> bool:
    """One capitalised word that is no name elsewhere, and no word of the same phrase behind it."""
    word, after = _at(words, place), _at(words, place + 1)
    if word is None or word.kind not in {"role", "body_word", "subject", "modifier", "service"}:
        return False
    alone = after is None or after.kind in SEPARATORS
    return alone and word.text[:1].isupper() and word.text[1:].islower() and " " not in word.text


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
    last = min(len(words), first + LONGEST_RUN)
    while end < last:
        word = words[end]
        if (end > first and is_post_nominal(word)) or " and " in word.lower:
            break
        if word.kind == "name" and (strong or not is_abstract(word.lower)):
            strong = strong or word.given
        elif word.kind == "initial" and word.text.rstrip(".") and "'" not in word.text:
            if end == first and not (end + 1 < len(words) and _goes_on(words[end + 1])):
                return first
            strong = True
        elif _caps_of_a_name(words, end) or (word.given and _opens(words, end)):
            strong = True
        elif (
            word.particle
            and end + 1 < len(words)
            and _goes_on(words[end + 1])
            and (end > first or strong or word.text[0].isupper())
        ):
            pass
        elif not (
            strong
            and end > first
            and word.surname
            and word.kind not in SEPARATORS
            and not is_mere_letters(word)
            and _closes(words, end)
        ):
            break
        end += 1
    return end


def _goes_on(word: Word) -> bool:
    """It may be a later part of a name."""
    plain = word.kind in {"name", "initial"} or word.given or word.surname or word.particle
    return plain or (word.kind == "acronym" and word.caps)


def _at(words: Sequence[Word], place: int) -> Word | None:
    return words[place] if 0 <= place < len(words) else None


def _opens(words: Sequence[Word], place: int) -> bool:
    """A given name that is a word of plans as well ("Dean", "Grace"): a name must follow."""
    before, after = _at(words, place - 1), _at(words, place + 1)
    if before and before.kind in {"preposition", "role", "modifier", "subject"}:
        return False
    return after is not None and (
        after.kind in {"name", "initial"} or (after.surname and after.kind != "role")
    )


def _closes(words: Sequence[Word], place: int) -> bool:
    """A surname that is a word of plans as well ("Price", "Ward"): something else must follow."""
    after = _at(words, place + 1)
    if after is None or after.kind not in {"preposition", "body_word", "lower", "body"}:
        return True
    return after.kind == "body" and after.text[:1].isupper()


def _caps_of_a_name(words: Sequence[Word], place: int) -> bool:
    """ED Cousins, John SMITH, SMITH John: capitals that are initials or a surname."""
    word = words[place]
    if word.kind != "acronym" or "'" in word.lower or is_post_nominal(word):
        return False
    before, after = _at(words, place - 1), _at(words, place + 1)
    if len(word.text) == 2 and after and after.kind == "name" and not after.given:
        attribute = before is not None and before.kind in {"role", "preposition", "subject"}
        return after.text[1:].islower() and not attribute
    if len(word.text) < 3 or not has_vowel(word.text):
        return False
    named = before is not None and (before.given or before.kind in {"initial", "particle"})
    return named or (after is not None and after.given)


def _from_run(words: Sequence[Word], place: int, text: str, breaks: frozenset[int]) -> list[Person]:
    """A run of capitalised words that is a name by its shape and its neighbours."""
    end = _run(words, place, strong=False)
    if end == place:
        return []
    first = _beginning(words, place, end)
    if first is None or _is_place_of_a_body(words, first):
        return []
    after = _at(words, end)
    given = _is_given(words, first, end)
    if after and after.kind in OF_A_BODY and not _post_below(words, first, end, breaks):
        if not given:
            return []
        if after.kind == "body_word" and end - first >= 2:
            if end - first == 2 and after.text[:1].isupper() and not is_bare(after):
                return []
            end = first + 2
    if end - first == 1 and not _may_stand_alone(words, first):
        return []
    if not given and (words[first].lower in known("place") or _lists_places(words, first, end)):
        return []
    if not given and after and after.kind == "role" and _says_of_post(words, first, end):
        return []
    sure = any(_is_given(words, at, end) for at in range(first, end))
    before = _at(words, first - 1)
    inside = before is not None and before.kind not in SEPARATORS
    if inside and not sure and _are_adjectives(words[first:end]):
        return []  # Gender | Focal Point
    return _divided(words, first, end, text, breaks, sure)


def _post_below(words: Sequence[Word], first: int, end: int, breaks: frozenset[int]) -> bool:
    """Barnaby Wilde | Fostering Service Manager: two words on a line, a post on the next."""
    below = words[end].start in breaks and words[end].kind == "subject"
    return below and end - first == 2 and any(w.kind == "role" for w in words[end : end + 3])


def _says_of_post(words: Sequence[Word], first: int, end: int) -> bool:
    """Op Encompass | lead, Obstetric Anaesthetic | Lead: what the post is for, not who holds it."""
    return words[end].text[:1].islower() or _are_adjectives(words[first:end])


def _are_adjectives(words: Sequence[Word]) -> bool:
    """Obstetric Anaesthetic, Focal Point: words of English, one of which no surname looks like."""
    about = any(_ADJECTIVE.search(word.lower) for word in words)
    return about and all(is_word(word.lower) for word in words)


def _is_place_of_a_body(words: Sequence[Word], first: int) -> bool:
    """NHS | Marl Vale, HMP | Long Barrow: letters that are never a body without a place."""
    before = words[first - 1].lower if first else ""
    return before in known("body_of_a_place") and not words[first].given


def _lists_places(words: Sequence[Word], first: int, end: int) -> bool:
    """Chief Officer, | Durham Dales |, Easington and Sedgefield CCG: names of a body."""
    if not first or words[first - 1].kind != "comma":
        return False
    at = end
    of_places = {"name", "comma", "join", "modifier"}
    while at < len(words) and words[at].kind in of_places and not words[at].given:
        at += 1
    joined = any(word.kind == "join" for word in words[end:at])
    return joined and at < len(words) and words[at].kind in OF_A_BODY


def _is_given(words: Sequence[Word], place: int, end: int) -> bool:
    """A given name, or initials with more to come."""
    word = words[place]
    return word.given or word.kind == "initial" or (word.kind == "acronym" and place + 1 < end)


def _beginning(words: Sequence[Word], place: int, end: int) -> int | None:
    """Where in a run the name begins: what follows "of" is a place until a given name comes."""
    before = _at(words, place - 1)
    given = [at for at in range(place, end) if _is_given(words, at, end)]
    of = before is not None and before.kind == "role" and before.lower.endswith(" of")
    if before and (before.kind == "preposition" or of):
        return next((at for at in given if at > place), None)
    later = bool(given) and given[0] > place and end - given[0] >= 2
    if later and before and before.kind not in SEPARATORS:
        return given[0]
    return place


def _may_stand_alone(words: Sequence[Word], place: int) -> bool:
    """A single given name between separators, or a single word that is the whole cell."""
    word = words[place]
    before = words[place - 1].kind if place else "newline"
    after = words[place + 1].kind if place + 1 < len(words) else "newline"
    if len(words) == 1:
        return word.kind == "name" and not is_abstract(word.lower) and len(word.text) > 2
    if word.kind == "name" and not word.given and before in SEPARATORS - {"open"}:
        return _lists_given_names(words)
    if word.kind != "name" or not word.given:
        return False
    return before in SEPARATORS and after in (SEPARATORS | {"role", "modifier", "lower"})


def _lists_given_names(words: Sequence[Word]) -> bool:
    """Becky and Tola: single names and marks throughout, one at least known."""
    outside, depth = [], 0
    for word in words:
        depth += (word.kind == "open") - (word.kind == "close")
        if not depth and word.kind != "close":
            outside.append(word)
    names, marks = outside[::2], outside[1::2]
    return (
        len(names) > 1
        and all(word.kind == "name" and not is_abstract(word.lower) for word in names)
        and all(mark.kind in LISTING for mark in marks)
        and any(word.given for word in names)
    )


def _divided(
    words: Sequence[Word],
    first: int,
    end: int,
    text: str,
    breaks: frozenset[int],
    sure: bool = True,
) -> list[Person]:
    """One name, or several side by side: a given name after a surname begins the next."""
    people: list[Person] = []
    start, size = first, 0
    for at in range(first, end):
        word = words[at]
        counts = not word.particle or word.kind == "name"
        if size >= 2 and (word.start in breaks or _begins_another(words, at)):
            left = [other for other in words[at:end] if not other.particle or other.kind == "name"]
            if len(left) >= 2:
                people.append(_person(words, start, at, text, sure))
                start, size = at, 0
        size += counts
    if first == end or size > LONGEST + 1:
        return people
    return [*people, _person(words, start, end, text, sure)]


def _begins_another(words: Sequence[Word], place: int) -> bool:
    before = words[place - 1]
    return words[place].given and not (before.given or before.particle or before.kind == "initial")


def _person(words: Sequence[Word], first: int, last: int, text: str, sure: bool) -> Person:
    return Person(first, last, tidy(text[words[first].start : words[last - 1].end]), sure)
