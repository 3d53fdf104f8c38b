"""Status words: what a plan says about how far an action has got.

"Complete" is a word with many false friends: "to be completed", "completed by July" (a target),
"Completion: March 2023" (a planned date), "not complete", "Complete the audit" (an order).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actionplans.normalise.plan import Status

FLAGS = re.IGNORECASE | re.ASCII
DONE = re.compile(
    r"\b(?P<strong>completed?|done|achieved|finished|cleared|actioned|fulfilled|concluded|discharged"
    r"|cnfa|signed[\s-]off)\b"
    r"|\b(?P<weak>undertaken|implemented|closed|delivered|resolved|embedded|met)\b"
    r"|\b(?P<place>in\s{1,3}place)\b",
    FLAGS,
)
NOT_BEFORE = re.compile(  # directly before the word
    r"(?:\bto(?:\s{1,3}be)?|\bbe|\bbeing|\bnot(?:\s{1,3}yet)?|\bnot\s{1,3}(?:been|fully|all|yet\s{1,3}been)"
    r"|n't(?:\s{1,3}been)?|\bnever|\bwhen|\bonce|\buntil|\bif|\byet|\bwhere|\bunless|\bnon|\bput|\bget|\bhave|\bafter|\bfollowing"
    r"|\b(?:\d|[1-9]\d)\s?%|\b(?:partial|part|near|most|large|substantial|almost)(?:ial)?(?:ly)?|\balmost"
    r"|\bbe\s{1,3}(?:fully|successfully)|\bawaiting|\bdate|\bexpected|\bplanned|\bpercent(?:age)?)[\s-]{1,3}$",
    FLAGS,
)
ORDERED = re.compile(
    r"\b(?:ensur\w{1,3}|until|once|when|unless|if|should|must|will(?:\s{1,3}be|\s{1,3}have)|need\w?|require\w?"
    r"|to\s{1,3}(?:be|have|ensure|get|put)|aim|target|expect\w{0,3}|due|shall|before|after)\b[^.;:\n]{0,60}$",
    FLAGS,
)
TARGET_AFTER = re.compile(
    r"\s{0,3}(?:\(?\s?by\b|no later than|before\b|within\b|when\b|once\b|until\b|date\b)", FLAGS
)
PLACE_AFTER = re.compile(
    r"\s{0,3}(?:from|by|until|before|for|since|within|but|when|once|to be|of)\b|[^.;\n]{0,60}\bbut\b",
    FLAGS,
)
REPEATED_AFTER = re.compile(
    r"\s{0,3}(?:(?:on an?\s)?(?:annual|month|quarter|week|dai|term|regular|year)\w{0,4}\b|every|each|as (?:part|required|needed))",
    FLAGS,
)
BOUNDARY_AFTER = re.compile(
    r"\s{0,3}(?:$|[^a-z0-9\s]|\n|\d|(?:in|on|and|but|at|as|during|since|with|via|end|early|late|mid|ongoing|for|to date|already"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|spring|summer|autumn|winter|by|w/c|week)(?![a-rt-z]{4}))",
    FLAGS,
)
WHOLE_BEFORE = re.compile(
    r"(?:^|[-:;.,(/&)\n\d'\"]|\b(?:action|actions|recommendation|and|now|been|was|were|is|are|all|already|fully|status|audit|19|20))\s{0,3}$",
    FLAGS,
)
LATER_BUT = re.compile(
    r"[^.;\n]{0,60}\b(?:but|however|yet|although)\b[^.;\n]{0,30}\b(?:needs?|requires?|not|still|further)\b",
    FLAGS,
)
NOUN_TO_COME = re.compile(
    r"\s{1,3}[\w-]{1,20}(?:\s{1,3}[\w-]{1,20})?\s{1,3}(?:to be|will be|should be|must be|to)\b",
    FLAGS,
)
NEGATED_AFTER = re.compile(r"\s{0,3}[:?]\s{0,3}(?:no|n|not yet)\b", FLAGS)

OTHERS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "overdue",
        re.compile(
            r"\boverdue\b|\b(?:implementation|completion|due|target)\s{1,3}date\s{1,3}(?:has\s)?passed\b"
            r"|\bpast\s{1,3}(?:its\s)?due\b|\b(?:deadline|target)\s{1,3}(?:was\s)?missed\b",
            FLAGS,
        ),
    ),
    (
        "not started",
        re.compile(
            r"\b(?:not|n't)\s{1,3}(?:yet\s{1,3})?(?:been\s{1,3})?(?:started|commenced|begun)\b"
            r"|\byet\s{1,3}to\s{1,3}(?:start|commence|begin|be\s{1,3}started)\b|\bunstarted\b",
            FLAGS,
        ),
    ),
    (
        "in progress",
        re.compile(
            r"(?<!not )\b(?:in[\s-]{1,3}progress|work\s{1,3}in\s{1,3}progress|under\s?way|progressing"
            r"|(?:part(?:ly|ially)?|nearly|almost|mostly|largely|substantially)[\s-]{1,3}(?:completed?|implemented|achieved|done|met)"
            r"|(?:[1-9]|[1-9]\d)\s?%\s{0,3}(?:complete|done))\b"
            r"|^\s{0,4}(?:started|commenced|begun|wip)\s{0,4}[.!]?\s{0,4}$",
            FLAGS,
        ),
    ),
    (
        "ongoing",
        re.compile(
            r"(?<!not )\b(?:on-?\s?going|continuous(?:ly)?|continual(?:ly)?|continuing|rolling(?:\s{1,3}programme)?"
            r"|business\s{1,3}as\s{1,3}usual|bau)\b",
            FLAGS,
        ),
    ),
)
HINT = re.compile(
    r"complet|done|achiev|finish|clear|action|fulfil|conclu|discharg|cnfa|signed|undertaken|implement"
    r"|closed|deliver|resolv|embed|\bmet\b|place|overdue|passed|past|missed|start|commenc|begun|begin|progress"
    r"|way\b|part|going|contin|rolling|usual|\bbau\b|wip|%|✓|✔|☑",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A status word found: the status, and where it stands."""

    status: Status
    start: int
    end: int


def status_words(text: str) -> list[Word]:
    """Every status the words give, the strongest claim first: complete, overdue, and so on."""
    if not HINT.search(text):
        return []
    words = [
        Word("complete", *match.span()) for match in DONE.finditer(text) if _is_done(match, text)
    ]
    words += [Word("complete", i, i + 1) for i, mark in enumerate(text) if mark in "✓✔☑"]
    for status, pattern in OTHERS:
        words += [Word(status, *match.span()) for match in pattern.finditer(text)]
    return words


def _is_done(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 80) : match.start()]
    end = match.end()
    if NOT_BEFORE.search(before[-24:]) or TARGET_AFTER.match(text, end) or ORDERED.search(before):
        return False
    if (
        LATER_BUT.match(text, end)
        or REPEATED_AFTER.match(text, end)
        or NEGATED_AFTER.match(text, end)
    ):
        return False
    if match["place"]:
        return not PLACE_AFTER.match(text, end)
    if not BOUNDARY_AFTER.match(text, end):
        return (
            match[0][0] in "Cc"
            and match[0][-1] in "dD"
            and not before.strip()
            and not NOUN_TO_COME.match(text, end)
        )
    return (
        bool(match["strong"])
        or match[0].lower() == "undertaken"
        or bool(WHOLE_BEFORE.search(before))
    )
