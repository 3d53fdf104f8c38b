"""What a part of a due text is for (due, start, review ...), and the parts without dates."""

from __future__ import annotations

import re

from actionplans.normalise.completion import Word
from actionplans.normalise.due_words import Part
from actionplans.normalise.plan import Kind

FLAGS = re.IGNORECASE | re.ASCII
REVIEW_LEFT = re.compile(
    r"\b(?:review(?:ed|ing)?|re-?audit(?:ed)?|re-?visit(?:ed)?|monitor(?:ed|ing)?|evaluat\w{1,4}|check(?:ed)?)\b[^.;\n]{0,60}$",
    FLAGS,
)
REVIEW_RIGHT = re.compile(
    r"[\s'\")(:,-]{0,4}(?:for\s{1,3}|to\s{1,3}(?:be\s{1,3})?)?(?:review(?:ed)?|re-?audit(?:ed)?)\b(?!\s{0,3}(?:[:-]|date|on|in|by)?\s{0,3}$)",
    FLAGS,
)
START_LEFT = re.compile(
    r"\b(?:start(?:s|ed|ing)?|commenc\w{1,4}|begin(?:s|ning)?|began)(?:\s{1,3}date)?\b[^.;\n]{0,20}$",
    FLAGS,
)
RELATIVE = re.compile(
    r"\b(?:(?:with)?in|over|for|after|every)?\s{0,3}(?:the\s{1,3}next\s{1,3}|approx(?:imately)?\s{1,3})?"
    r"(?:\d{1,3}(?:\s?(?:-|to|&|and)\s?\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
    r"[\s-]{0,3}(?:working\s{1,3}|calendar\s{1,3})?(?:hour|day|week|month|year|term)s?\b'?"
    r"(?:\s{1,3}(?:of|from|after|following)\b[^.;,\n()]{0,40})?",
    FLAGS,
)
KNOWN = re.compile(
    r"\b(?:tb[acd]|to\s{1,3}be\s{1,3}(?:confirmed|agreed|advised|determined|renegotiated)|n/?a|not\s{1,3}applicable"
    r"|immediate(?:ly)?|with\s{1,3}immediate\s{1,3}effect|asap|as\s{1,3}soon\s{1,3}as|urgent(?:ly)?"
    r"|(?:short|medium|long)(?:er)?[\s-]{1,3}term|as\s{1,3}(?:and\s{1,3}when\s{1,3})?(?:required|needed|appropriate)"
    r"|half[\s-]term|end\s{1,3}of\s{1,3}(?:term|year|the\s{1,3}year)|(?:this|next|last)\s{1,3}(?:year|month|term|week|quarter)"
    r"|depend[ae]nt|subject\s{1,3}to|see|as\s{1,3}(?:above|below|per)|ditto|none|nil|throughout|autumn|winter|spring|summer|term)\b",
    FLAGS,
)


def kind_of(text: str, part: Part, begin: int, until: int, words: list[Word], count: int) -> Kind:
    """The kind of a dated part, from the words between it and its neighbours."""
    near = [w for w in words if begin <= w.start <= until]
    if any(w.status == "complete" for w in near if count > 1) or (
        count == 1 and any(w.status == "complete" for w in words)
    ):
        return "complete"
    left = text[max(begin, part.start - 80) : part.start]
    if REVIEW_LEFT.search(left) or REVIEW_RIGHT.match(text, part.end, until):
        return "review"
    if part.way in ("start", "after"):
        return "ongoing" if any(w.status == "ongoing" for w in near) else "start"
    if START_LEFT.search(left):
        return "start"
    if any(w.status == "ongoing" for w in near):
        return "ongoing" if part.precision == "range" else "due"
    return "due"


def undated(
    text: str, words: list[Word], taken: list[tuple[int, int]]
) -> list[tuple[int, int, Kind]]:
    """Parts without a date: relative times, "ongoing", and phrases known to name no day."""
    found: list[tuple[int, int, Kind]] = []
    for word in words:
        if word.status == "ongoing":
            found.append((word.start, word.end, "ongoing"))
    for pattern in (RELATIVE, KNOWN):
        for match in pattern.finditer(text):
            found.append((*match.span(), "due"))
    taken = list(taken)
    out = []
    for start, end, kind in found:
        if not any(start < b and a < end for a, b in taken):
            out.append((start, end, kind))
            taken.append((start, end))
    return out
