"""Rows that are neither headings nor actions: titles across the table, and facts by label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from actionplans.extract.document import Row
from actionplans.normalise import refs
from actionplans.normalise.evidence import ended
from actionplans.normalise.headings import claims
from actionplans.normalise.text import Lines, is_list_item, plain

_TITLE_SHARE = 0.6  # of the columns that a title runs over
_MOST_BESIDE = 3  # words of the verdict or rating that may stand at its end
_MOST_FACT = 10  # words of a fact there
MOST_LABEL = 6  # words of a label
_MOST_TOTAL = 16  # words
_COUNTED = r"(?:actions?|recommendations?|findings?|records?|items?)"
_TOTAL = re.compile(
    rf"(?:(?:grand |sub-? ?)?totals?\b[^.]*[: ]\d+|(?:number|count|no\.?) of {_COUNTED}\b[^.]*\d+"
    rf"|{_COUNTED} (?:for|in|under) [^.]*: ?\d+)\W*$",
    re.IGNORECASE,
)
_TOTAL_OPENS = re.compile(rf"grand|sub|total|number|count|no|{_COUNTED}", re.IGNORECASE)
# "Reason ID : 10004821" beside a sentence
_NUMBERED = re.compile(r"[A-Z][A-Za-z]+(?: [A-Za-z]+){0,2} ?:? ?(?P<number>\d[\d.]*)")
_KIND = re.compile(refs.KIND, re.IGNORECASE)
_SENTENCE = 6  # words
VERDICT = re.compile(
    r"^(?:(?:management|we|the \w+(?: \w+)?) )?"
    r"(?:partially |partly |not |fully |do(?:es)? not )?"
    r"(?:agree[sd]?|accept(?:s|ed)?|reject(?:s|ed)?|disagree[sd]?|concurs?)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[A-Z][\w /&’'()-]{2,40}?)\s*[:–—]\s+(?=\S)")


class Fact(NamedTuple):
    """A label, its words (with the mark behind it), and what it says."""

    label: str
    head: Lines
    text: Lines


def is_verdict(text: str) -> bool:
    """True for "Agreed" and "Partially accepted", and not for what goes on to say why."""
    return len(text.split()) <= _MOST_BESIDE and bool(VERDICT.match(text))


def title_and_beside(row: Row) -> tuple[Lines, tuple[int, ...]] | None:
    """The words of a title that runs over most columns, and the places of what stands at its end
    ("Agreed", "High"); None for another row."""
    cells = row.cells
    if len(cells) < 2 or not cells[0].lines or not cells[1].merged_left:
        return None  # nearly every row
    spanned = sum(1 for _ in takewhile(lambda cell: cell.merged_left, cells[1:]))
    if spanned + 1 < _TITLE_SHARE * len(cells) or any(cell.merged_above for cell in cells):
        return None
    beside = tuple(place for place, cell in enumerate(cells) if place and cell.lines)
    if not all(_is_beside(plain(cells[place].lines)) for place in beside):
        return None
    return cells[0].lines, beside


def _is_beside(text: str) -> bool:
    """A verdict or rating of few words, or a fact: "Strategic lead: ACC Crime"."""
    words = len(text.split())
    return words <= _MOST_BESIDE or (words <= _MOST_FACT and bool(_LABEL.match(text)))


def number_in(label: str) -> int:
    """Where the number begins in a label such as "Reason ID : 10004821", 0 for another."""
    found = _NUMBERED.fullmatch(label)
    return found.start("number") if found else 0


def labelled_cell(row: Row, labels: frozenset[str] = frozenset()) -> tuple[str, Lines] | None:
    """The label and the text of a row that holds nothing else: "Finding | Eleven of the 28 …".
    labels are those that are known to be such."""
    filled = [place for place, cell in enumerate(row.cells) if cell.lines]
    if len(filled) != 2 or filled[0] or any(cell.merged_above for cell in row.cells):
        return None
    beside = row.cells[filled[1] + 1 :]
    # In a table of two columns every row looks so; there the label must be known for one.
    if not all(cell.merged_left for cell in beside) or (not beside and len(row.cells) > 2):
        return None
    label, said = plain(row.cells[0].lines), row.cells[filled[1]].lines
    known = label in labels or _is_label(label)
    if known or (_NUMBERED.fullmatch(label) and len(plain(said).split()) >= _SENTENCE):
        return label.rstrip(" :"), said
    return None


def labelled_text(lines: Lines, *, titled: bool = False) -> Fact | None:
    """What a banner states as a fact: "Outcome: every child is seen". Below the title of an area
    (titled) any label does so that asks for none: "Management response: agreed"."""
    if listed := _listed(lines, titled=titled):
        return listed
    found = _LABEL.match(plain(lines))
    if found is None or not (
        _is_fact(found["label"]) or (titled and not _asks_for_area(found["label"]))
    ):
        return None
    return Fact(found["label"], *refs.cut(lines, found.end() - 1))


def facts_apart(lines: Lines) -> tuple[Lines, tuple[Fact, ...]]:
    """A title, and the facts on lines of their own below it: "Area for improvement A. …", "Why
    this matters: …", "Trust lead: …"."""
    starts: list[int] = []
    for at in range(1, len(lines)):
        after = starts or ended(plain(lines[at - 1 : at]))
        if after and labelled_text(lines[at : at + 1], titled=True):
            starts.append(at)
    pieces = (lines[a:b] for a, b in pairwise([*starts, len(lines)]))
    found = [fact for each in pieces if (fact := labelled_text(each, titled=True))]
    if len(found) == 1 and not claims(found[0].label):
        return lines, ()  # "In particular: night staff must be trained"
    told: dict[str, Fact] = {}
    for fact in found:
        first = told.get(fact.label)
        told[fact.label] = fact if first is None else _both(first, fact)
    return lines[: starts[0] if starts else None], tuple(told.values())


def _both(first: Fact, again: Fact) -> Fact:
    """What a label says twice, as one."""
    return Fact(first.label, first.head + again.head, first.text + again.text)


def _listed(lines: Lines, *, titled: bool) -> Fact | None:
    """A known label on a line of its own above a list: "Success criteria", "• 85% of pupils …";
    below the title of an area "Objectives" is one too."""
    label, rest = lines[:1], lines[1:]
    if not rest or plain(rest[:1])[:1].isupper() or not is_list_item(plain(rest)):
        return None  # an item opens with a mark, a figure or a small letter
    text = plain(label).rstrip(" :")
    found = claims(text) if titled else ()
    known = bool(found) and found[0].coverage == 1 and found[0].role == "area"
    return Fact(text, label, rest) if known or _is_fact(text) else None


def _is_label(text: str) -> bool:
    if text.endswith(":") or len(text.split()) > MOST_LABEL:
        return len(text.split()) <= MOST_LABEL
    found = claims(text)
    return (bool(found) and found[0].coverage == 1) or names_area(text)


@lru_cache(maxsize=1 << 12)  # each look for facts asks it of the same cells
def names_area(label: str) -> bool:
    """True for "Recommendation 3" and "Finding": a label of what has to improve."""
    found = refs.read(label)
    bare = label[: found.size] if found and found.shape == "label" else label
    bare = re.sub(r"\W*\d\S*$", "", bare)
    roles = [claims(each)[:1] for each in (bare, _KIND.sub("", bare))]
    return any(found and found[0].role == "area" and found[0].coverage == 1 for found in roles)


def _asks_for_area(label: str) -> bool:
    found = claims(re.sub(r"\W*\d\S*$", "", label))
    names_it = bool(found) and found[0].role in {"area", "section"}
    return names_it or refs.whole(label) is not None


def _is_fact(label: str) -> bool:
    found = claims(label)
    return bool(found) and found[0].role == "extra" and found[0].coverage == 1


def is_total(row: Row) -> bool:
    """True for what a database prints below a group: "Total actions for 24-103: 6", "Actions for
    RSK-1040: 4"."""
    first = next((cell for cell in row.cells if cell.lines), None)
    if first is None or not _TOTAL_OPENS.match(plain(first.lines)):
        return False  # nearly every row
    texts: list[str] = []
    words = 0
    for cell in row.cells:
        texts += [plain(cell.lines)] if cell.lines else []
        words += len(texts[-1].split()) if cell.lines else 0
        if words > _MOST_TOTAL:
            return False
    return bool(_TOTAL.match(" ".join(texts)))


def front_size(rows: Sequence[Row], labels: frozenset[str] = frozenset()) -> int:
    """How many of the last rows belong to the headings that follow them."""
    return sum(1 for _ in takewhile(lambda row: _is_front(row, labels), reversed(rows)))


def _is_front(row: Row, labels: frozenset[str]) -> bool:
    return title_and_beside(row) is not None or labelled_cell(row, labels) is not None
