"""The paragraphs above a table: where each begins, how it is set, and what it opens with."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from actionplans.extract.document import Line
from actionplans.normalise import refs
from actionplans.normalise.evidence import ended
from actionplans.normalise.facts import is_verdict, labelled_text
from actionplans.normalise.text import Lines, plain

SECTION_WORDS = (
    r"priority(?! action)|theme|workstream|work stream|section|part|strand|pillar|domain"
    "|standard|outcome|key question"
)
# "Recommendation 3", "Area of weakness no. 2: …"; but "Section 5 inspection …" is prose.
_LABELLED = re.compile(
    rf"^(?!(?i:section \d+\w* (?:warning |improvement )?notice))(?i:{refs.KIND}"
    r"(?:recommendation|rec|afi|coc|priority action|area|finding|objective|aim|goal|requirement"
    r"|concern|issue|(?:cause|matter) of concern|weakness|must do|should do"
    r"|(?:key )?line of enquiry|regulation"
    rf"|{SECTION_WORDS})s?\b[^.\d]{{0,30}}\d[\w.()/-]*+)(?!\s(?!and |or |to |& )[a-z])"
)
# A label without a number says what the words behind it are: "Area for improvement: the service …"
AREA_LABEL = re.compile(
    r"(?i:(?:(?:key|main) )?(?:areas? (?:for|of|requiring) (?:significant )?"
    r"(?:improvement|development|concern|weakness)|causes? of concern|recommendation|finding|issue"
    r"|concern|weakness|aim|objective|goal))\s?[:.–—]\s+(?=[A-Z])"
)
# The same alone on a line, above the text: it is a label where another table has one in its type.
BARE_LABEL = re.compile(
    r"(?:(?:key|main) )?(?:area (?:for|of|requiring) (?:significant )?(?:improvement|development"
    r"|concern|weakness)|cause of concern|recommendation|finding|issue|concern|weakness):?",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"^(?:{SECTION_WORDS})s?\b[^.]{{0,20}}?\d", re.IGNORECASE)
_RESPONSE = re.compile(
    r"^(?:\w+ )?(?:response|action plan|agreed|actions?|progress|update)\b[^.]{0,20}(?::|$)",
    re.IGNORECASE,
)
_LINES = 12
_SMALLER = 0.8  # times the type before it
_SPACE, _FAR = 0.7, 2.5  # times the size of type: between what is not read on
Style = tuple[float, bool]


def blocks_of(lines: Lines, edge: float) -> list[Lines]:
    """The last lines above a table as paragraphs; edge is where the print ends on
    the right."""
    lines, asides = _asides(tuple(line for line in lines[-_LINES:] if line.words))
    blocks: list[list[Line]] = [[line] for line in lines[:1]]
    for before, line in pairwise(lines):
        if _begins(before, line, edge):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [*((line,) for line in asides), *(tuple(block) for block in blocks)]


def _asides(lines: Lines) -> tuple[Lines, Lines]:
    """The lines without the facts that stand far to the right in them, "Response: Agreed", and
    these."""
    kept: list[Line] = []
    asides: list[Line] = []
    for line in lines:
        for at, (before, word) in enumerate(pairwise(line.words), start=1):
            gap = (word.x0 - before.x1) / word.size
            smaller = word.size < _SMALLER * before.size
            if gap <= _SPACE and not smaller:
                continue
            aside = replace(line, words=line.words[at:])
            told = labelled_text((aside,), titled=True)
            if told and (gap > _FAR or smaller or is_verdict(plain(told.text))):
                asides.append(aside)
                line = replace(line, words=line.words[:at])
                break
        kept.append(line)
    return tuple(kept), tuple(asides)


def _begins(before: Line, line: Line, edge: float) -> bool:
    """True if the line begins a paragraph of its own: the line before had room for its word."""
    height = line.box.bottom - line.box.top
    first = line.words[0]
    fits = edge - before.box.x1 > first.x1 - first.x0 + height
    room = fits and first.text[:1].isupper()
    far = line.box.page != before.box.page or line.box.top - before.box.bottom > 0.7 * height
    return bool(
        line.starts_paragraph
        or far
        or room
        or style_of((line,), first=True) != style_of((before,), last=True)
        or (fits and (is_labelled((line,)) or is_numbered((line,))))
        or is_response((line,))
        or ended(plain((before,)))
    )


def style_of(block: Lines, *, first: bool = False, last: bool = False) -> Style:
    """Size and boldness of a block, or of its first or last word: a label may be set otherwise."""
    words = [word for line in block for word in line.words]
    words = words[:1] if first else words[-1:] if last else words
    return round(words[0].size, 1), all(word.bold for word in words)


def is_labelled(block: Lines) -> bool:
    text = plain(block)
    return bool(_LABELLED.match(text) or AREA_LABEL.match(text))


def label_of(block: Lines) -> str:
    """The words before the number of a label: "theme" of "Theme 2: Providing support"."""
    found = _LABELLED.match(plain(block))
    return " ".join(re.findall(r"[a-z]+", found[0].casefold())) if found else ""


def is_numbered(block: Lines) -> bool:
    text = plain(block)
    opening = refs.read(text)
    if opening is None or opening.size >= len(text):
        return bool(re.match(r"[A-Z][.)]\s\w", text))
    return opening.closed or opening.shape in {"dotted", "code", "label"}


def is_response(block: Lines) -> bool:
    """True for "Agency response:", which heads the actions and not the area."""
    text = plain(block)
    return text[:1].isupper() and bool(_RESPONSE.match(text))


def is_section(block: Lines) -> bool:
    return bool(_SECTION.match(plain(block)))
