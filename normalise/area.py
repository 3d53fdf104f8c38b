"""An area for development: its reference, and its text without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionplans.normalise import refs
from actionplans.normalise.entries import Entry
from actionplans.normalise.evidence import ended, is_sentence
from actionplans.normalise.paragraphs import AREA_LABEL, BARE_LABEL
from actionplans.normalise.text import Lines, plain

_TITLE_WORDS = 14
_WHERE = re.compile(r"\((?:pages?|pp?\.?|para(?:graph)?s?\.?|section) ?[\d., –-]+\)[\s:.–-]*")


@dataclass(frozen=True, slots=True)
class Area:
    """An area for development: its reference, its text without it, and the words of both; the
    title that stood between them, if one did."""

    ref: str | None = None
    lines: Lines = ()
    ref_lines: Lines = ()
    title: Lines = ()


def area_of(entry: Entry, parents: frozenset[str], numbered: bool) -> Area:
    """The area of a row's columns. parents are first parts of the actions' references; numbered:
    its text opens with a reference of its own."""
    lines, number = entry["area"].lines, entry["area_ref"].lines
    if not number and not entry["action"].lines:
        number = entry["action_ref"].lines  # the row of an area in a plan that numbers its actions
    ref = refs.of_cell(number)
    opening = refs.read(plain(lines))
    if (
        opening
        and (numbered if ref is None else opening.ref == ref.ref)
        and opening.size < len(plain(lines))
    ):
        head, rest = _reference_apart(lines, opening.size)
        return Area(ref.ref if ref else opening.ref, _trimmed(rest), number + head)
    if ref is None and (lettered := refs.lettered(plain(lines), parents)):
        head, rest = refs.cut(lines, lettered.size)
        return Area(lettered.ref, rest, number + head)
    if ref is None and number and not lines:
        return Area(None, number)
    if ref is None and not number and len(lines) > 1 and (named := refs.rule(plain(lines[:1]))):
        return Area(named, lines[1:], lines[:1])
    return Area(ref.ref if ref else None, lines, number)


def area_from(lines: Lines, parents: frozenset[str]) -> Area:
    """The area of a banner or a heading."""
    opening = refs.read(plain(lines)) or refs.lettered(plain(lines), parents)
    if opening and (
        opening.closed or opening.shape in {"label", "dotted", "code"} or opening.ref in parents
    ):
        head, rest = _reference_apart(lines, opening.size)
        rest = _trimmed(rest)
        if rest and opening.shape in {"label", "code"}:
            title, stated = _title_apart(rest)
            return Area(opening.ref, stated, head + title, title)
        return Area(opening.ref, rest, head) if rest else Area(opening.ref, lines)
    if len(lines) > 1 and BARE_LABEL.fullmatch(plain(lines[:1])):
        return Area(None, lines[1:], lines[:1])  # "Cause of concern" above what is wrong
    if label := AREA_LABEL.match(plain(lines)):
        head, rest = refs.cut(lines, label.end() - 1)
        return Area(None, rest, head)
    return Area(None, lines)


def _reference_apart(lines: Lines, size: int) -> tuple[Lines, Lines]:
    """The reference with the place in the report that it cites, "Recommendation 3 (page 11)" or
    "1 (paragraph 4.27):", and the rest."""
    head, rest = refs.cut(lines, size)
    if cited := _WHERE.match(plain(rest)):
        more, rest = refs.cut(rest, cited.end())
        head += more
    return head, rest


def _title_apart(lines: Lines) -> tuple[Lines, Lines]:
    """The title that stands between a label and what is wrong, "AFI 1: Prevention" above "The
    service should evaluate …", and the rest."""
    at = next((n for n, line in enumerate(lines) if n and line.starts_paragraph), 0)
    title, rest = lines[:at], lines[at:]
    short = 0 < len(plain(title).split()) <= _TITLE_WORDS and not ended(plain(title))
    return (title, rest) if short and is_sentence(plain(rest)) else ((), lines)


def _trimmed(lines: Lines) -> Lines:
    """Without the dash, colon or dot that stood between a reference and its text."""
    text = plain(lines)
    if text[:1] in "–—-:·•|" and text[1:2] == " ":
        return refs.cut(lines, 1)[1]
    return lines
