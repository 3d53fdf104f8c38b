"""Headings between tables: sections and areas that stand above a table of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from actionplans.extract.document import Line
from actionplans.normalise import refs
from actionplans.normalise.content import looks_dated
from actionplans.normalise.entries import Entry, parents_of
from actionplans.normalise.evidence import ended, is_sentence
from actionplans.normalise.facts import Fact, is_verdict, labelled_text
from actionplans.normalise.paragraphs import (
    BARE_LABEL,
    SECTION_WORDS,
    Style,
    blocks_of,
    is_labelled,
    is_numbered,
    is_response,
    is_section,
    label_of,
    style_of,
)
from actionplans.normalise.text import Lines, plain

_NO_FACT = re.compile(rf"^(?:{SECTION_WORDS})s?\b", re.IGNORECASE)
_WISH = re.compile(  # what stands under an aim is what is hoped for, not what is wrong
    r"(?:we want|we aim|our (?:vision|aim|ambition|goal|objective) (?:is|for)"
    r"|(?:this|the) (?:section|part|theme|priority|aim) (?:sets|covers|describes|is about))\b",
    re.IGNORECASE,
)
_A_PLAN = re.compile(r"\b(?:action|improvement)\b.*\bplans?\b", re.IGNORECASE)
_PLAN = re.compile(r"^(?:joint |draft )?(?:action|improvement) plan\b", re.IGNORECASE)
_TITLE_WORDS = 14
_BOLD_TITLE_WORDS = 24
_PLAIN_TITLE_WORDS = 6
_LARGE_TITLE_WORDS = 8
_FEW = 3  # words
_EVERY = 4  # tables
_MOSTLY = 0.5  # of the tables under a title and a sentence


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a table: a title, and what may be the area under it; either may be ().

    inside: the title stands under an area, which holds for the next title too. facts: what else is
    said by label, "Strategic owner: Deputy Principal".
    """

    title: Lines = ()
    text: Lines = ()
    inside: bool = False
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the headings of this plan are set: several tables have a numbered line next to them;
    how often each style makes a title; the styles of labels with a number; how often each style
    stands above a title and a sentence; the titles that stand above most sentences; plain: nothing
    is bold, as where pages were recognised, so that sizes are not to be trusted either; parents
    are the first parts of the actions' references; body is the size of type in the tables."""

    several: bool
    titles: Counter[Style]
    labels: frozenset[Style]
    over: Counter[Style]
    often: frozenset[str] = frozenset()
    plain: bool = False
    parents: frozenset[str] = frozenset()
    body: float = float("inf")


_NO_LOOKS = _Looks(False, Counter(), frozenset(), Counter())


def headings_above(entries: Sequence[Entry]) -> Mapping[int, Above]:
    """The headings above the tables, by the place of the entry that begins each table.

    A label ("Recommendation 3") says by itself that it heads its table. A number, or large or bold
    type, does so only where another table of the plan is headed alike: one line above one table
    is the document's title.
    """
    if not any(entry.above or entry.before for entry in entries):
        return {}
    several = any(len(entry.above) > 1 or len(entry.before) > 1 for entry in entries)
    edge = _edge_of(entries) if several else 0.0  # between lines alone it tells something
    blocks = {
        at: _without_response(_as_one(_with_rule(_blocks_of(entry, edge))))
        for at, entry in enumerate(entries)
        if entry.above or entry.before
    }
    facts = _facts(blocks)
    blocks = {
        at: [block for block in each if not any(fact.of == block for fact in facts.get(at, ()))]
        for at, each in blocks.items()
    }
    in_bold = any(word.bold for entry in entries for line in _lines(entry) for word in line.words)
    body = _size_of_rows(entries) if in_bold else float("inf")
    looks = _looks_of(blocks, body, is_plain=not in_bold)
    looks = replace(looks, parents=parents_of(entries))
    stated = sum(map(_is_stated, blocks.values())) >= max(2, 0.5 * len(blocks))
    nested = _under_areas(blocks)
    found: dict[int, Above] = {}
    for at, each in blocks.items():
        own = _above(each, looks)
        if stated and _is_stated(each):
            banner = entries[at].banner
            within = bool(banner) and is_labelled(banner) and ended(plain(banner))
            own = Above(each[-2], each[-1]) if within else _over_sentence(each, looks)
        if nested:
            own = nested.get(at) or replace(own, inside=_is_section_alone(own))
        found[at] = replace(own, facts=tuple(fact.told for fact in facts.get(at, ())))
    if _says_nothing([each.title for each in found.values()]):
        found = {at: replace(each, title=()) for at, each in found.items()}
    return {at: each for at, each in found.items() if each.title or each.text or each.facts}


def _says_nothing(titles: Sequence[Lines]) -> bool:
    """True for one title above every table, "CORRECTIVE ACTION PLAN": it tells none apart."""
    texts = {plain(title) for title in titles}
    return len(titles) >= _EVERY and len(texts) == 1 and bool(_A_PLAN.search(plain(titles[0])))


def _edge_of(entries: Sequence[Entry]) -> float:
    """Where the print ends on the right."""
    return max([line.box.x1 for entry in entries for line in _lines(entry)], default=0.0)


def _size_of_rows(entries: Sequence[Entry]) -> float:
    """The commonest size of type in the tables."""
    exact = Counter(
        [
            line.words[0].size
            for entry in entries
            for slot in entry.slots.values()
            for line in slot.lines
            if line.words
        ]
    )
    sizes: Counter[float] = Counter()
    for size, count in exact.items():
        sizes[round(size, 1)] += count
    return sizes.most_common(1)[0][0] if sizes else float("inf")


def _looks_of(blocks: Mapping[int, Sequence[Lines]], body: float, *, is_plain: bool) -> _Looks:
    numbered = sum(is_numbered(found[-1]) for found in blocks.values() if found)
    several = numbered >= max(2, 0.5 * len(blocks))
    labels = frozenset(
        style_of(block)
        for found in blocks.values()
        for block in found
        if is_labelled(block) and refs.whole(plain(block))
    )
    looks = _Looks(several, Counter(), labels, Counter(), plain=is_plain, body=body)
    titles = Counter(
        _look(title, looks) for found in blocks.values() if (title := _title_of(found, looks))
    )
    stated = [found for found in blocks.values() if _is_stated(found)]
    over = Counter(style_of(found[-3]) for found in stated if len(found) > 2)
    again = Counter(plain(found[-2]) for found in stated)
    often = frozenset(
        title for title, count in again.items() if count >= max(3, _MOSTLY * len(stated))
    )
    return replace(looks, titles=titles, over=over, often=often)


def _over_sentence(blocks: Sequence[Lines], looks: _Looks) -> Above:
    """The title right above what is wrong; one with a label belongs to it, "Cause of concern 1:
    Meeting legal requirements", and the section is a larger title above that, if others are."""
    title, text = blocks[-2:]
    over = blocks[-3] if len(blocks) > 2 else ()
    larger = bool(over) and style_of(over)[0] > style_of(title)[0]
    heads = larger and (looks.over[style_of(over)] > 1 or is_section(over))
    over = over if heads and not ended(plain(over)) else ()
    if _WISH.match(plain(text)):
        return Above(title)
    if plain(title) in looks.often:
        return Above(over, text)  # "What CQC said" above every table
    opening = refs.read(plain(title))
    if opening is None:
        return Above(title, text)
    coded = opening.shape == "code" and (opening.closed or opening.ref in looks.parents)
    if not (_names_area(title) or coded):
        return Above(title, text)
    return Above(over, (*title, replace(text[0], starts_paragraph=True), *text[1:]))


class _Said(NamedTuple):
    """A fact and the lines above a table that state it."""

    told: Fact
    of: Lines


def _facts(blocks: Mapping[int, Sequence[Lines]]) -> dict[int, list[_Said]]:
    """What lines above tables say by label, where more than one table has the label above it and
    it is neither the area's nor a section's."""
    found: dict[int, list[_Said]] = {}
    for at, each in blocks.items():
        for block in each:
            told = labelled_text(block, titled=True)
            filled_in = told is not None and plain(told.text)[:1].isalnum()  # "Signed: ______"
            if told is None or not filled_in or not plain(told.head).endswith(":"):
                continue
            answers = is_response(block) and not is_verdict(plain(told.text))
            if not (_NO_FACT.match(told.label) or is_labelled(block) or answers):
                found.setdefault(at, []).append(_Said(told, block))
    often = Counter(
        label for each in found.values() for label in {said.told.label for said in each}
    )
    return {at: [said for said in each if often[said.told.label] > 1] for at, each in found.items()}


def _is_section_alone(above: Above) -> bool:
    return not (above.text and above.title) and is_section(above.text or above.title)


def _names_area(block: Lines) -> bool:
    return is_labelled(block) and not is_section(block)


def _under_areas(blocks: Mapping[int, Sequence[Lines]]) -> dict[int, Above]:
    """The tables above which the title of a section stands right under what is wrong, "Area of
    weakness 1: …" above "Outcome 1A"; nothing where another plan's order holds."""
    found: dict[int, Above] = {}
    for at, each in blocks.items():
        if len(each) > 1 and is_section(each[-1]) and _names_area(each[-2]):
            larger = style_of(each[-2])[0] > style_of(each[-1])[0]
            if larger:
                found[at] = Above(each[-1], each[-2], inside=True)
    return found if len(found) > 1 else {}


def _lines(entry: Entry) -> Iterator[Line]:
    for lines in (entry.above, *(slot.lines for slot in entry.slots.values())):
        yield from (line for line in lines if line.words)


def _is_stated(blocks: Sequence[Lines]) -> bool:
    """True where a title stands above one sentence, which says what is wrong: "Regulation 15:
    Staffing", "The number of staff was not appropriate."
    """
    if len(blocks) < 2:
        return False
    title, sentence = plain(blocks[-2]), plain(blocks[-1])
    opening = refs.read(title)
    if opening is not None and opening.size >= len(title):
        return False  # "Recommendation 3" is a label of what follows
    size, bold = style_of(blocks[-2])
    set_off = bold or size > 1.1 * style_of(blocks[-1])[0]
    short = len(title.split()) <= _TITLE_WORDS and not ended(title)
    told = is_sentence(sentence)
    labelled = is_labelled(blocks[-1]) or is_response(blocks[-1])
    return set_off and short and told and not labelled


def _above(blocks: Sequence[Lines], looks: _Looks) -> Above:
    at = _place_of_text(blocks, looks)
    title = _title_of(blocks, looks)
    known = bool(title) and (is_labelled(title) or looks.titles[_look(title, looks)] >= 2)
    if _PLAN.match(plain(title)) or not known:
        title = ()
    return Above(title, _whole(blocks, at) if at is not None else ())


def _place_of_text(blocks: Sequence[Lines], looks: _Looks) -> int | None:
    """The block that names the area: the last with a label, or a numbered one next to the table."""
    if looks.several and blocks and is_numbered(blocks[-1]):
        return len(blocks) - 1
    labelled = [
        at
        for at, block in enumerate(blocks)
        if is_labelled(block) or (_is_bare(block, looks) and at + 1 < len(blocks))
    ]
    return labelled[-1] if labelled else None


def _is_bare(block: Lines, looks: _Looks) -> bool:
    """True for "Cause of concern" where "Area for improvement 1" is set alike above a table."""
    return style_of(block) in looks.labels and bool(BARE_LABEL.fullmatch(plain(block)))


def _title_of(blocks: Sequence[Lines], looks: _Looks) -> Lines:
    """The short title that stands above the area's block, or next to the table without one."""
    at = _place_of_text(blocks, looks)
    before = blocks[: len(blocks) if at is None else at]
    if at is not None and (label := label_of(blocks[at])):  # less a list of contents
        before = [block for block in before if label_of(block) != label]
    if not before or (at is None and is_response(before[-1])):
        return ()
    last = before[-1]
    words = plain(last).split()
    size, bold = style_of(last)
    larger = size > 1.1 * min(style_of(block)[0] for block in blocks)
    larger = larger or (size > 1.1 * looks.body and _is_titled(plain(last)))
    most = _BOLD_TITLE_WORDS if bold else _TITLE_WORDS
    if not words or len(words) > most or ended(plain(last)):
        return ()
    most_plain = _TITLE_WORDS if len(blocks) == 1 else _PLAIN_TITLE_WORDS  # alone between tables
    short = looks.plain and len(words) <= most_plain and words[0][:1].isupper()
    return last if bold or larger or short or is_labelled(last) else ()


def _is_titled(text: str) -> bool:
    """False for prose, for what states a fact and for a date, however large they are set."""
    return len(text.split()) <= _LARGE_TITLE_WORDS and ":" not in text and not looks_dated(text)


def _look(block: Lines, looks: _Looks) -> Style:
    return (0.0, False) if looks.plain else style_of(block)


def _whole(blocks: Sequence[Lines], at: int) -> Lines:
    """The block with those that go on with it: in the same type, or after a label on its own."""
    found, last = blocks[at], blocks[at]
    for block in blocks[at + 1 :]:
        opening = refs.read(plain(found))
        bare = bool(BARE_LABEL.fullmatch(plain(found)))
        alone = bare or (opening is not None and opening.size >= len(plain(found)))
        if is_response(block) or not (alone or style_of(block) == style_of(last)):
            break
        titled = opening is not None and not alone and not ended(plain(found))
        first = replace(block[0], starts_paragraph=True) if titled else block[0]
        found, last = (*found, first, *block[1:]), block
    return found


def _blocks_of(entry: Entry, edge: float) -> list[Lines]:
    """The paragraphs above a table; of those above tables in between, what a label tells."""
    own = blocks_of(entry.above, edge)
    if any(is_labelled(block) for block in own):
        return own
    between = blocks_of(entry.before, edge)
    at = _place_of_text(between, _NO_LOOKS)
    if at is None and between and not own and "action" not in entry.slots:
        return between[-1:]  # above a table of labels that says what the actions below it are for
    if at is not None and not own and _is_stated(between[at : at + 2]):
        return between[at : at + 2]  # above a table of measures
    if at is None:
        return own
    over = between[at - 1 : at] if at else []
    apart = [block for block in over if label_of(block) != label_of(between[at])]
    return [*(block for block in apart if is_section(block)), _whole(between, at), *own]


def _without_response(blocks: Sequence[Lines]) -> list[Lines]:
    """The blocks less what is answered under a heading of its own, "Management response", below
    what is labelled, "Recommendation 1"."""
    labelled = False
    for at, block in enumerate(blocks):
        alone = style_of(block)[1] and is_response(block) and len(plain(block).split()) <= _FEW
        if labelled and alone and at + 1 < len(blocks):
            return list(blocks[:at])
        labelled = labelled or is_labelled(block)
    return list(blocks)


def _as_one(blocks: Sequence[Lines]) -> list[Lines]:
    """The blocks with two sentences under a title with a label as one: "IEA 2: Staffing", what all
    trusts must do, and what was found here."""
    if len(blocks) < 3:
        return list(blocks)
    *before, title, first, second = blocks
    opening = refs.read(plain(title))
    coded = opening is not None and opening.shape in {"code", "label"} and not ended(plain(title))
    told = all(
        is_sentence(plain(each)) and not (is_labelled(each) or is_response(each))
        for each in (first, second)
    )
    if not (coded and told):
        return list(blocks)
    return [*before, title, (*first, replace(second[0], starts_paragraph=True), *second[1:])]


def _with_rule(blocks: Sequence[Lines]) -> list[Lines]:
    """The blocks with the rule that was broken in one with the sentence above it: "Regulation 12:
    Safe care and treatment"."""
    if len(blocks) < 2 or not refs.opens_with_rule(plain(blocks[-1])):
        return list(blocks)
    *before, sentence, rule = blocks
    size, bold = style_of(rule)
    small = size <= style_of(sentence)[0] and not bold and len(plain(rule).split()) <= _TITLE_WORDS
    if not (small and is_sentence(plain(sentence))):
        return list(blocks)
    return [*before, (*sentence, replace(rule[0], starts_paragraph=True), *rule[1:])]
