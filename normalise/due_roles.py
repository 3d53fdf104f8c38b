"""What a part of a due text is for (due, start, review ...), and the parts without dates."""

from __future__ import annotations

import re

from actionplans.normalise.completion import Word
from actionplans.normalise.due_words import Part
from actionplans.normalise.plan import Kind

FLAGS = re.IGNORECASE | re.ASCII
REVIEW_LEFT = re.compile(
    r"\b(?:review(?:ed|ing)?|re-?audit(?:ed)?|re-?visit(?:ed)?|monitor(?:ed|ing)?|evaluat\w{1,4})\b"
    r"[^.;\n]{0,60}$",
    FLAGS,
)
REVIEW_RIGHT = re.compile(
    r"[\s'\")(:,-]{0,4}(?:for\s{1,3}|to\s{1,3}(?:be\s{1,3})?)?(?:review(?:ed)?|re-?audit(?:ed)?)\b"
    r"(?!\s{0,3}(?:[:-]|date|on|in|by)?\s{0,3}$|\s{1,3}(?:each|every|at\s{1,3}least|\w{3,9}ly\b))",
    FLAGS,
)
START_LEFT = re.compile(
    r"\b(?:start(?:s|ed|ing)?|commenc\w{1,4}|begin(?:s|ning)?|began)(?:\s{1,3}date)?\b[^.;\n]{0,20}$",
    FLAGS,
)
NEXT_LEFT = re.compile(r"\b(?:next|follow|then|again)\b[^.;\n]{0,30}$", FLAGS)
DUE_LEFT = re.compile(r"\b(?:due|remain\w{0,5}|rest|outstanding|to be|will)\b[^.;\n]{0,30}$", FLAGS)
RELATIVE = re.compile(
    r"\b(?:(?:within|in|over|for|after)\s{1,3})?(?:the\s{1,3}next\s{1,3}|approx(?:imately)?\s{1,3})?"
    r"(?:\d{1,3}(?:\s?(?:-|to|&|and)\s?\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|eighteen)[\s-]{0,3}(?:working\s{1,3}|calendar\s{1,3})?(?:hour|day|week|month|year|term)s?\b"
    r"'?(?:\s{1,3}(?:of|from|after|following)\b[^.;,\n()]{0,40})?",
    FLAGS,
)
LENGTH = re.compile(r"hour|day|week|month|year|term", FLAGS)
KNOWN = re.compile(
    r"\b(?:tb[acd]|to\s{1,3}be\s{1,3}(?:confirmed|agreed|advised|determined|renegotiated)|n/?a|asap"
    r"|not\s{1,3}applicable|immediate(?:ly)?|with\s{1,3}immediate\s{1,3}effect|urgent(?:ly)?|none|nil"
    r"|as\s{1,3}soon\s{1,3}as(?:\s{1,3}possible)?|(?:short|medium|long)(?:er)?[\s-]{1,3}term|ditto"
    r"|as\s{1,3}(?:and\s{1,3}when\s{1,3})?(?:required|needed|appropriate)|half[\s-]term|see|throughout"
    r"|end\s{1,3}of\s{1,3}(?:the\s{1,3})?(?:term|year)|depend[ae]nt|subject\s{1,3}to|term"
    r"|(?:this|next|last)\s{1,3}(?:year|month|term|week|quarter)|as\s{1,3}(?:above|below|per)"
    r"|autumn|winter|spring|summer|christmas|easter)\b",
    FLAGS,
)
BREAK = re.compile(r"[.;](?=\s|$)|\n")


def owner(word: Word, dated: list[Part], text: str) -> int | None:
    """Which dated part a status word belongs to: "May 2020: Complete", "Completed May 2020"."""
    before = max((i for i, part in enumerate(dated) if part.end <= word.end), default=None)
    after = min((i for i, part in enumerate(dated) if part.start >= word.end), default=None)
    left = "" if before is None else text[dated[before].end : word.start]
    right = "" if after is None else text[word.end : dated[after].start]
    if after is not None and BREAK.search(right) and re.search(r"\w", right):
        after = None  # "Complete. Evidence shared in June 2019"
    if before is None or after is None:
        return after if before is None else before
    if re.fullmatch(r"[\s'\")]*[-:(,/][\s(-]*", left):
        return before
    if not left.strip() and re.match(r"\s*[/;,|]", right):
        return before  # "June 2019 Complete / Sept 2019 in progress"
    return after


def kind_of(text: str, i: int, dated: list[Part], words: list[Word]) -> Kind:
    """The kind of a dated part, from the words between it and its neighbours."""
    part = dated[i]
    begin = dated[i - 1].end if i else 0
    until = dated[i + 1].start if i + 1 < len(dated) else len(text)
    if any(word.status == "complete" and owner(word, dated, text) == i for word in words):
        return "complete"
    ongoing = any(begin <= word.start <= until for word in words if word.status == "ongoing")
    left = text[max(begin, part.start - 80) : part.start]
    if REVIEW_LEFT.search(left) or REVIEW_RIGHT.match(text, part.end, until):
        return "review"
    if part.way in ("start", "after"):
        return "ongoing" if ongoing else "start"
    if START_LEFT.search(left):
        return "start"
    return "ongoing" if ongoing and part.precision == "range" else "due"


def still_to_do(text: str, dated: list[Part], kinds: list[Kind], done: Word) -> bool:
    """Whether a later deadline stands after the word that says "done": then not all is done."""
    mine = owner(done, dated, text)
    day = dated[mine].last if mine is not None else None
    for i, (part, kind) in enumerate(zip(dated, kinds, strict=True)):
        before = text[max(0, part.start - 40) : part.start]
        to_come = part.way == "deadline" or DUE_LEFT.search(before)
        later = day is None or part.last is None or part.last > day
        if kind != "due" or i == mine or part.start < done.end or NEXT_LEFT.search(before):
            continue
        if later and (to_come or mine is not None):
            return True
    return False


def clause(text: str, i: int, dated: list[Part]) -> tuple[int, int]:
    """Where the words of a dated part begin and end: what it is about, then the date.

    A date that opens its sentence and is the last one takes the words after it.
    """
    part = dated[i]
    begin = dated[i - 1].end if i else 0
    left = text[begin : part.start]
    breaks = [match.end() for match in BREAK.finditer(left)]
    if ")" in left and "(" not in left[: left.index(")")]:
        breaks.append(left.index(")") + 1)
    begin += max(breaks, default=0)
    lead = re.match(r"[\s\-:,/&+()'\"]*(?:(?:and|then)\s+)?", text[begin : part.start])
    begin += lead.end() if lead else 0
    if begin < part.start or i + 1 < len(dated):
        return _balanced(text, min(begin, part.start), part.end)
    right = BREAK.search(text, part.end)
    end = right.start() if right else len(text)
    return _balanced(text, part.start, part.end + len(text[part.end : end].rstrip()))


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """With the bracket closed that was opened inside, and without one that was not."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    if opened > closed and text[end : end + 1] == ")":
        return start, end + 1
    return start, end - (closed > opened and text[end - 1] == ")")


def undated(
    text: str, words: list[Word], taken: list[tuple[int, int]]
) -> list[tuple[int, int, Kind]]:
    """Parts without a date: relative times, "ongoing", and phrases known to name no day."""
    found: list[tuple[int, int, Kind]] = [
        (word.start, word.end, "ongoing") for word in words if word.status == "ongoing"
    ]
    patterns = (RELATIVE, KNOWN) if LENGTH.search(text) else (KNOWN,)
    for pattern in patterns:
        found += [(*match.span(), "due") for match in pattern.finditer(text)]
    taken, out = list(taken), []
    for start, end, kind in found:
        if not any(start < b and a < end for a, b in taken):
            out.append((start, end, kind))
            taken.append((start, end))
    return out
