"""What a part of a due text is for (due, start, review ...), and the parts without dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from actionplans.normalise.completion import Word
from actionplans.normalise.due_words import NOT, Part
from actionplans.normalise.lower_case import lower
from actionplans.normalise.plan import Kind

FLAGS = re.ASCII  # the texts here are in lower case
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
REVIEW_IS_WORK = re.compile(  # "Undertake review by March", "Monitoring framework in place by Sept"
    r"\b(?:undertake|complete|conduct|carry\s{1,3}out|commission|finish|deliver|produce)\b"
    r"(?!\s{0,3}(?:[-,:(/&+]|and\b))"
    r"[^.;\n]{0,40}\b(?:review|re-?audit|evaluation|monitoring)\b"
    r"|\b(?:review|re-?audit|evaluation|monitoring)\b[^.;\n]{0,50}\b(?:complet(?:ed?|ion)|undertaken"
    r"|carried\s{1,3}out|conducted|in\s{1,3}place|required|produced|finali[sz]ed|published"
    r"|established|concluded|implemented)\b[^.;\n]{0,12}$",
    FLAGS,
)
START_LEFT = re.compile(
    rf"\b{NOT}(?:start(?:s|ed|ing)?|commenc\w{{1,4}}|begin(?:s|ning)?|began)(?:\s{{1,3}}date)?\b[^.;\n]{{0,20}}$",
    FLAGS,
)
NEXT_LEFT = re.compile(r"\b(?:next|follow|then|again)\b[^.;\n]{0,30}$", FLAGS)
DUE_LEFT = re.compile(r"\b(?:due|remain\w{0,5}|rest|outstanding|to be|will)\b[^.;\n]{0,30}$", FLAGS)
DONE_TOO = re.compile(  # "completed in May and reported to the board in July"
    r"^[^.;\n]{0,30}?(?:\band|\bthen|,)\s{1,3}(?:(?!will|to\b|by\b)\w{1,14}\s{1,3}){0,3}?"
    r"(?!extended|revised|planned|scheduled|expected|deferred|delayed|required|needed|proposed"
    r"|anticipated)(?:[a-z]{3,12}ed|sent|fed|given|taken|held|met|signed)\b",
    FLAGS,
)
ITEM = re.compile(
    r"\b(?:part|phase|stage|step|action|recommendation)\s?\d{1,2}\b"
    r"|(?:^|(?<=[\s;,]))(?:\d{1,2}\.\d{1,2}(?=\s)|\d{1,2}[.)](?=\s)|\(?[a-h]\)|\(?[ivx]{1,4}[.)])",
    FLAGS,
)
RELATIVE = re.compile(
    r"\b(?:(?:within|in|over|for|after)\s{1,3})?(?:the\s{1,3}next\s{1,3}|approx(?:imately)?\s{1,3})?"
    r"(?:\d{1,3}(?:\s?(?:-|to|&|and)\s?\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|eighteen)[\s-]{0,3}(?:working\s{1,3}|calendar\s{1,3})?(?:hour|day|week|month|year|term)s?\b"
    r"'?(?:\s{1,3}(?:of|from|after|following)\b[^.;,\n()]{0,40})?",
    FLAGS,
)
LENGTHS = ("hour", "day", "week", "month", "year", "term")
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
TO_REVIEW = re.compile(  # "Complete - review April 2022": the review is yet to come
    r"\s{0,3}(?:[-,;:(/&+]|\band\b)\s{0,3}(?:(?:and|next|annual|then|for|further|first|due|formal)\s{1,3}){0,2}"
    r"(?:(?:to|will)\s{1,3}be\s{1,3}(?:reviewed|re-?audited|revisited)|reviews?\b|re-?audit\b|revisit\b)"
    r"(?![^.;\n]{0,40}\b(?:complet\w{1,3}|done|undertaken|held|took|carried|conducted|signed)\b)",
    FLAGS,
)
_LEAD = re.compile(r"[\s\-:,/&+()'\"]*(?:(?:and|then)\s+)?")
BREAK = re.compile(r"[.;](?=\s|$)|\n")


def owners(text: str, dated: list[Part], words: list[Word]) -> list[int | None]:
    """Which dated part each status word belongs to: "May 2020: Complete", "Completed May 2020"."""
    starts, ends = [part.start for part in dated], [part.end for part in dated]
    return [_owner(text, dated, word, starts, ends) for word in words]


def _owner(
    text: str, dated: list[Part], word: Word, starts: list[int], ends: list[int]
) -> int | None:
    before: int | None = bisect_right(ends, word.end) - 1
    after: int | None = bisect_left(starts, word.end)
    before = None if before == -1 else before
    after = None if after == len(dated) else after
    left = "" if before is None else text[dated[before].end : word.start]
    right = "" if after is None else text[word.end : dated[after].start]
    if after is not None and BREAK.search(right) and re.search(r"\w", right):
        after = None  # "Complete. Evidence shared in June 2019"
    if after is not None and TO_REVIEW.match(right):
        after = None
    if before is None or after is None:
        return after if before is None else before
    if re.fullmatch(r"[\s'\")]*[-:(,/][\s(-]*", left):
        return before
    if not left.strip() and re.match(r"\s*[/;,|]", right):
        return before  # "June 2019 Complete / Sept 2019 in progress"
    return after


def kinds_of(text: str, dated: list[Part], words: list[Word]) -> list[Kind]:
    """The kind of each dated part, from the words between it and its neighbours."""
    if not dated:
        return []
    done = [word for word in words if word.status == "complete"]
    owned: set[int | None] = set(owners(text, dated, done)) if done else set()
    ongoing = sorted([word.start for word in words if word.status == "ongoing"]) if words else []
    return [
        "complete" if i in owned else _kind_of(text, i, dated, ongoing) for i in range(len(dated))
    ]


def _kind_of(text: str, i: int, dated: list[Part], ongoing_at: list[int]) -> Kind:
    part = dated[i]
    begin = dated[i - 1].end if i else 0
    until = dated[i + 1].start if i + 1 < len(dated) else len(text)
    ongoing = bisect_left(ongoing_at, begin) < bisect_right(ongoing_at, until)
    left = text[max(begin, part.start - 80) : part.start]
    if _is_review(text, part, left, until, last=i + 1 == len(dated)):
        return "review" if i or not REVIEW_IS_WORK.search(left) else "due"
    if part.way in ("start", "after"):
        return "ongoing" if ongoing else "start"
    if START_LEFT.search(left):
        return "start"
    return "ongoing" if ongoing and part.precision == "range" else "due"


def _is_review(text: str, part: Part, left: str, until: int, last: bool) -> bool:
    if REVIEW_LEFT.search(left):
        return True
    right = REVIEW_RIGHT.match(text, part.end, until)
    if right and not last and "(" in right[0] and ")" not in text[right.end() : until]:
        return False  # "by April 2020 (review deferred to May 2021)": it is the next date's word
    return bool(right)


def items(text: str) -> list[tuple[int, int]]:
    """Where the items of a numbered or lettered cell stand: "1. June 2021 2. Complete"."""
    starts = [match.start() for match in ITEM.finditer(text)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if len(starts) > 1 else []


def an_item_is_open(text: str, dated: list[Part], done: list[Word]) -> bool:
    """Whether one item of a cell has a date and no word that says it is done, and another has."""
    dates, ends = [part.start for part in dated], sorted(word.start for word in done)

    def holds(cell: tuple[int, int], places: list[int]) -> bool:
        return bisect_left(places, cell[0]) < bisect_left(places, cell[1])

    finished = [(holds(cell, ends), holds(cell, dates)) for cell in items(text)]
    return any(over for over, _ in finished) and (False, True) in finished


def still_to_do(text: str, dated: list[Part], kinds: list[Kind], done: Word) -> bool:
    """Whether a later deadline stands after the word that says "done": then not all is done."""
    mine = owners(text, dated, [done])[0]
    day = dated[mine].last if mine is not None else None
    for i, (part, kind) in enumerate(zip(dated, kinds, strict=True)):
        before = text[max(0, part.start - 40) : part.start]
        to_come = part.way == "deadline" or DUE_LEFT.search(before)
        left = text[max(done.end, dated[i - 1].end if i else 0) : part.start]
        if not to_come and DONE_TOO.match(left):
            continue
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
    lead = _LEAD.match(text, begin, part.start)
    begin = lead.end() if lead else begin
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
    if taken == [(0, len(text))]:
        return []  # a date is all that there is
    text = lower(text)
    found: list[tuple[int, int, Kind]] = [
        (word.start, word.end, "ongoing") for word in words if word.status == "ongoing"
    ]
    patterns = (RELATIVE, KNOWN) if any(map(text.__contains__, LENGTHS)) else (KNOWN,)
    for pattern in patterns:
        found += [(*match.span(), "due") for match in pattern.finditer(text)]
    if not found:
        return []
    free, out = bytearray(b"1" * len(text)), []
    for start, end in taken:
        free[start:end] = bytes(end - start)
    for start, end, kind in found:
        if 0 not in free[start:end]:
            out.append((start, end, kind))
            free[start:end] = bytes(end - start)
    return out
