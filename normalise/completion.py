"""Status words: what a plan says about how far an action has got.

"Complete" is a word with many false friends: "to be completed", "completed by July" (a target),
"Completion: March 2023" (a planned date), "not complete", "Complete the audit" (an order).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actionplans.normalise.lower_case import lower
from actionplans.normalise.months import MONTH_LIKE
from actionplans.normalise.plan import Status

FLAGS = re.IGNORECASE | re.ASCII

DONE = re.compile(  # in a text in lower case, as the others below
    r"\b(?:(?P<strong>completed?|done|achieved|finished|cleared|actioned|fulfilled|concluded|cnfa"
    r"|discharged|signed[\s-]off)|(?P<past>undertaken|implemented|delivered)"
    rf"|(?P<weak>closed|resolved|embedded|met(?!\s{{1,3}}(?:{MONTH_LIKE}\b|\d|on\b|in\b)))"
    r"|(?P<place>in\s{1,3}place))\b",
    re.ASCII,
)
# what directly before the word denies it
NOT_BEFORE = re.compile(
    r"(?:\b(?:to(?:\s{1,3}be)?|be|being|never|when|once|until|if|yet|where|unless|non|put|get|have"
    r"|after|following|almost|awaiting|date|expected|planned|percent(?:age)?"
    r"|be\s{1,3}(?:fully|successfully)|not(?:\s{1,3}(?:yet|been|fully|all|yet\s{1,3}been))?"
    r"|(?:partial|part|near|most|large|substantial)(?:ly)?)|n't(?:\s{1,3}been)?"
    r"|\b[1-9]?\d\s?%)[\s-]{1,3}$",
    FLAGS,
)
# what earlier in the same clause makes it an order, a condition or a plan
ORDERED = re.compile(
    r"\b(?:ensur\w{1,3}|until|once|when|unless|if|should|must|will(?:\s{1,3}(?:be|have))|need\w?|aim"
    r"|require\w?|to\s{1,3}(?:be|have|ensure|get|put)|expect\w{0,3}|due|shall|before|after)\b"
    r"[^.;:\n]{0,60}$",
    FLAGS,
)
AGENT = r"\s{1,3}(?:the\s{1,3})?(?!(?:end|early|mid|late|close|half|year|date)\b)"
TARGET_AFTER = re.compile(  # "completed by July", but not "completed by HR"
    rf"\s{{0,3}}(?:\(?\s?by\b(?!{AGENT}(?!{MONTH_LIKE}\b|q\d|[a-z]{{2,6}}day\b)(?-i:[A-Z]))"
    r"|no\s{1,3}later|(?:before|within|when|once|until)\b|(?<!\n)date\b)",
    FLAGS,
)
PLACE_AFTER = re.compile(
    r"\s{0,3}(?:from|by|until|before|for|since|within|when|once|to\s{1,3}be|of)\b"
    r"|[^.;\n]{0,60}\bbut\b",
    FLAGS,
)
EFFECT_AFTER = re.compile(  # "Embedded in practice from October 2021" is a beginning
    rf"\s{{0,3}}(?:(?:from|with\s{{1,3}}effect)\b|(?:[a-z]{{1,12}}\s{{1,3}}){{1,3}}from\s{{1,3}}(?:\d|{MONTH_LIKE}\b))",
    FLAGS,
)
REPEATED_AFTER = re.compile(
    r"\s{0,3}(?:(?:on\s{1,3}an?\s{1,3})?(?:annual|month|quarter|week|dai|term|regular|year)\w{0,4}\b"
    r"|every|each|as\s{1,3}(?:part|required|needed))",
    FLAGS,
)
EXCEPT = (
    r"\s{0,3}[,(]?\s?(?:with\s{1,3}the\s{1,3}exception\s{1,3}of|except|apart\s{1,3}from|excluding"
    r"|other\s{1,3}than|save\s{1,3}for)\b"
)
BUT_AFTER = re.compile(
    r"[^.;\n]{0,60}\b(?:but|however|yet|although)\b[^.;\n]{0,30}"
    rf"\b(?:needs?|requires?|not|still|further)\b|{EXCEPT}",
    FLAGS,
)
NO_AFTER = re.compile(
    r"\s{0,3}[:?]\s{0,3}(?:no|n|not yet)\b|\s{1,3}(?:no|n|not yet)\s{0,3}(?:$|[\n;])", FLAGS
)
NOT_FILLED_IN = re.compile(  # "Completed Y/N"; but "Completed Y/N: Y"
    r"[\s:?(\[-]{0,6}(?<![a-z])y(?:es)?\s{0,2}(?:/|\bor\b|\s)\s{0,2}no?\b"
    r"(?!\s{1,3}(?:further|more|other|longer|action|outstanding))"
    r"(?P<answer>[)\]]?\s{0,3}[:?-]?\s{0,3}y(?:es)?\b)?",
    FLAGS,
)
LABEL_BEFORE = re.compile(r"(?:^|[\n.;:,(/\d]|\bactual)\s{0,3}date\s{1,3}$", FLAGS)
LABEL_AFTER = re.compile(  # "Date completed: 14/09/2020"; without a date it is a heading
    r"\s{0,3}[:-]?\s{0,3}(?:(?:on|in)\s{1,3})?(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]|(?:19|20)\d\d\b"
    rf"|q[1-4]\b|{MONTH_LIKE}\b)",
    FLAGS,
)
# what may follow a status; after anything else "complete" is a verb or an adjective
CLAUSE_AFTER = re.compile(
    r"\s{0,3}(?:$|[^a-z0-9\s]|\n|\d|q[1-4]|(?:in|on|and|but|at|as|during|since|with|via|end|early|late"
    r"|mid|ongoing|for|to\s{1,3}date|already|by|w/c|week|spring|summer|autumn|winter"
    rf"|{MONTH_LIKE})\b)",
    FLAGS,
)
DATE_AFTER = re.compile(
    rf"\s{{0,3}}(?:$|[.;,)\n-]|(?:in\s|on\s|:\s)?\s?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s/.]|{MONTH_LIKE}\b))",
    FLAGS,
)
WHOLE_BEFORE = re.compile(
    r"(?:^|[-:;.,(/&)\n\d'\"]|\b(?:actions?|recommendation|and|now|been|was|were|is|are|all|already"
    r"|fully|status|audit|targets?))\s{0,3}$",
    FLAGS,
)
NOUN_AFTER = re.compile(  # "Completed audits to be shared"
    r"\s{1,3}[\w-]{1,20}(?:\s{1,3}[\w-]{1,20})?\s{1,3}(?:to|will|should|must)\b", FLAGS
)

OTHERS: tuple[tuple[Status, tuple[str, ...], str], ...] = (
    (
        "overdue",
        ("overdue", "passed", "missed", "past"),
        r"\boverdue\b|\b(?:implementation|completion|due|target)\s{1,3}date\s{1,3}(?:has\s)?passed\b"
        r"|\b(?:date|deadline|milestone)\s{1,3}(?:has\s(?:been\s)?|was\s)?missed\b"
        r"|\bpast\s{1,3}(?:its\s)?due\b|\b(?:deadline|target|due\s{1,3}date)\s{1,3}(?:was\s)?missed\b",
    ),
    (
        "not started",
        ("start", "commenc", "beg"),
        r"(?:\bnot|n't)\s{1,3}(?:yet\s{1,3})?(?:been\s{1,3})?(?:started|commenced|begun)\b|\bunstarted\b"
        r"|\byet\s{1,3}to\s{1,3}(?:start|commence|begin|be\s{1,3}started)\b",
    ),
    (
        "in progress",
        (
            *("complete", "progress", "way", "implemented", "achieved", "done", "met"),
            *("started", "commenced", "begun", "wip"),
        ),
        rf"\bcompleted?(?={EXCEPT})"
        r"|(?<!not )\b(?:(?:work\s{1,3})?in[\s-]{1,3}progress|under\s?way|progressing"
        r"|(?:part(?:ly|ially)?|nearly|almost|mostly|largely|substantially)[\s-]{1,3}"
        r"(?:completed?|implemented|achieved|done|met)|[1-9]\d?\s?%\s{0,3}(?:complete|done))\b"
        r"|^\s{0,4}(?:started|commenced|begun|wip)\s{0,4}[.!]?\s{0,4}$",
    ),
    (
        "ongoing",
        ("going", "continu", "bau", "rolling", "usual"),
        r"(?<!not )\b(?:on-?\s?going|continuous(?:ly)?|continual(?:ly)?|continuing|bau"
        r"|rolling(?:\s{1,3}programme)?|business\s{1,3}as\s{1,3}usual)\b",
    ),
)
"""Besides "complete": the status, what every text that says so contains, and how it is said."""
OTHER_PATTERNS = tuple(
    (status, stems, re.compile(words, re.ASCII)) for status, stems, words in OTHERS
)
DONE_STEMS = (
    *("complete", "done", "achieved", "finished", "cleared", "actioned", "fulfilled", "concluded"),
    *("cnfa", "discharged", "signed", "undertaken", "implemented", "delivered", "closed"),
    *("resolved", "embedded", "met", "place"),
)
"""Most texts have no status word: a look for its letters is cheaper than a pattern."""


class Word(NamedTuple):
    """A status word found: the status, and where it stands."""

    status: Status
    start: int
    end: int


def status_words(text: str) -> list[Word]:
    """Every status that the words give, and where."""
    low = lower(text)
    has = low.__contains__
    words: list[Word] = []
    if any(map(has, DONE_STEMS)):
        done = [match for match in DONE.finditer(low) if _is_done(match, text)]
        words += [Word("complete", *match.span()) for match in done]
    if not text.isascii():
        words += [Word("complete", i, i + 1) for i, mark in enumerate(text) if mark in "✓✔☑"]
    for status, stems, pattern in OTHER_PATTERNS:
        if any(map(has, stems)):
            words += [Word(status, *match.span()) for match in pattern.finditer(low)]
    return words


def _is_done(match: re.Match[str], text: str) -> bool:
    before, end = text[max(0, match.start() - 80) : match.start()], match.end()
    if LABEL_BEFORE.search(before[-16:]) and LABEL_AFTER.match(text, end):
        return True
    if form := NOT_FILLED_IN.match(text, end):
        return bool(form["answer"])
    if NOT_BEFORE.search(before[-28:]) or ORDERED.search(before):
        return False
    after = (TARGET_AFTER, BUT_AFTER, REPEATED_AFTER, NO_AFTER, EFFECT_AFTER)
    if any(pattern.match(text, end) for pattern in after):
        return False
    if match["place"]:
        return not PLACE_AFTER.match(text, end)
    if not CLAUSE_AFTER.match(text, end):
        begins = not before.strip() and match[0] == "completed"
        return begins and not NOUN_AFTER.match(text, end)
    if match["strong"] or WHOLE_BEFORE.search(before):
        return True
    return bool(match["past"] and DATE_AFTER.match(text, end))
