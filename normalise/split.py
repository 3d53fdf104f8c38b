"""Several numbered actions in one cell: where each begins, and which dates and leads are whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from actionplans.extract.document import Line
from actionplans.extract.page import Word
from actionplans.normalise import refs
from actionplans.normalise.content import Look
from actionplans.normalise.entries import DITTO
from actionplans.normalise.evidence import ends_open, starts_lower
from actionplans.normalise.months import MONTH_LIKE
from actionplans.normalise.refs import Printed
from actionplans.normalise.text import Lines, paragraphs, plain

_YEAR = r"(?:(?:19|20)\d\d(?:\s?[/-]\s?(?:20)?\d\d)?|['’]\d\d|\d\d\b)"
_DAY = r"\d{1,2}\s?(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b{_DAY}\s+(?:of\s+)?{MONTH_LIKE},?\.?\s*{_YEAR}|\b{MONTH_LIKE}\.?\s+{_DAY},?\s+(?:19|20)\d\d"
    rf"|\b{MONTH_LIKE}[\s.,’'-]*{_YEAR}|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\b(?:Q|quarter\s)[1-4](?:\s*[-–,/]?\s*(?:of\s+)?{_YEAR})?"
    rf"|\b(?:spring|summer|autumn|fall(?=\s+(?:of\s+)?\d)|winter)(?:\s+term)?(?:\s+{_YEAR})?"
    rf"|\b{MONTH_LIKE.replace('may', 'may(?=[ ,;]*$)')}\b|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    r"|\b(?:ongoing|immediate(?:ly)?|tb[acd]|to be (?:determined|confirmed|agreed|decided)"
    r"|done|completed?|monthly|quarterly|annually)\b",
    re.IGNORECASE,
)
# Dates that are stages of one action, which no count deals out: "Start: March, Completion: July".
_STAGES = re.compile(
    r"\b(?:start(?:s|ing|ed)?|begin\w*|commenc\w*|completion|review(?:ed)?|launch(?:ed)?|draft|interim"
    r"|final|evaluat\w+)\b",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(
    r"\b(?:starts?|ends?|reviews?|completion|contract|launch|phase|commence\w*|planning|effect"
    r"|\d{1,2}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:monthly|quarterly|annually|ongoing)$", re.IGNORECASE)
_SINCE = re.compile(r"(?:from|starting|beginning|commencing)\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|(?<=\s))(?=[(\dA-Za-z])")
_WIDER = 1.15  # times the pitch of wrapped lines: the gap between paragraphs
_DASHES = frozenset("-–—")
_FIGURES = frozenset({"dotted", "number", "bare"})  # shapes that begin with a figure
_NEAR = 120  # characters that a label and its number take at the most


@dataclass(frozen=True, slots=True)
class Item:
    """One action of a cell: its printed reference and its lines, reference included."""

    printed: Printed | None
    lines: Lines


def dealt_by_number(action: Lines, due: Lines) -> bool:
    """True if the cell's list is one of actions, since each of its numbers has a date: "2. May"."""
    found = _openings(action, None)
    return len(found) > 1 and bool(by_number(due, found_lines(action, found)))


def is_list(action: Lines) -> bool:
    """True for a cell that opens with the first number of a list: "1) … 2) …"."""
    return len(_openings(action, None)) > 1


def items_of(
    lines: Lines, area_ref: str | None, due: Lines, *, lists_are_actions: bool = False
) -> list[Item]:
    """The numbered actions in a cell, in order; words before the first number come as an Item
    without a reference. One Item where the cell holds one action (bullets and "i) ii)" are none).

    A list "1. 2. 3." is one of actions if a date can be dealt to each, or if lists_are_actions:
    the same column has such lists elsewhere, or little else.
    """
    found = _openings(lines, area_ref)
    weak = [
        p for _, p in found if p.shape == "number" or (p.shape == "letter" and len(p.parts) == 1)
    ]
    if len(found) < 2 and not (found and found[0][0] > 0):
        return [Item(found[0][1] if found else None, lines)]
    if weak and not lists_are_actions and len(deal(due, found_lines(lines, found))) != len(found):
        return [Item(refs.read(plain(lines)), lines)]
    items: list[Item] = []
    rest, passed = lines, 0
    for at, (offset, _) in enumerate(found):
        head, rest = refs.cut(rest, _gap(offset - passed))
        if plain(head):
            items.append(Item(found[at - 1][1] if at else None, head))
        passed = offset
    return [*items, Item(found[-1][1], rest)]


def _gap(size: int) -> int:
    """Characters before an opening, without the space in front of it."""
    return max(0, size - 1)


def _line_starts(lines: Lines) -> set[int]:
    starts, offset = set(), 0
    for line in lines:
        starts.add(offset)
        offset += len(plain((line,))) + 1
    return starts


def _openings(lines: Lines, area_ref: str | None) -> list[tuple[int, Printed]]:
    """Where numbered actions open in the text: each the successor of the one before."""
    text = plain(lines)
    opening = refs.read(text)
    found = [(0, opening)] if opening and text[opening.size :].lstrip() else []
    if not found and not (area_ref and f"{area_ref}." in text):
        return []  # nearly every cell
    line_starts: set[int] = set()
    sign = refs.sign_of_next(found[0][1]) if found else ""  # that the next one must have
    at = 0
    while match := _OPENING.search(text, at + 1):
        at = match.start()
        if not found and not text.startswith(f"{area_ref}.", at):
            continue  # the first opens the text or the area: "13.1"
        if found:
            sign_at = text.find(sign, at)
            if sign_at < 0:
                break
            if sign_at + len(sign) > at + _NEAR:
                at = sign_at + len(sign) - _NEAR - 1
                continue
            if found[-1][1].shape in _FIGURES and not text[at].isdecimal():
                continue
        printed = refs.read(text[at:])
        line_starts = line_starts or _line_starts(lines)
        if printed is None or not _opens(text, at, printed, line_starts):
            continue
        if refs.successor(found[-1][1], printed) if found else printed.shape == "dotted":
            found.append((at, printed))
            sign = refs.sign_of_next(printed)
    return found


def _opens(text: str, offset: int, printed: Printed, line_starts: set[int]) -> bool:
    """True if an action could open here, within the text: not a mention of a number, and words
    follow it."""
    after = text[offset + printed.size :].lstrip()
    dated = offset in line_starts and DATE.match(after)  # "2. 14/06/2024" in a column of dates
    if not after or not (after[0].isupper() or after[0] in "\"'“‘•[£$€" or dated):
        return False
    before = text[:offset].rstrip()
    ended = offset in line_starts and before[-1:] in ".;!?"  # "a 72-hour standard." above "2.2"
    if not ended and refs.cites(before.split()[-1:]):
        return False
    sets_apart = offset in line_starts or before[-1:] in ".;:!?)”"
    if printed.shape in {"number", "code", "label"} or not printed.closed:
        return sets_apart or printed.shape == "dotted"
    return sets_apart or len(printed.parts) > 1


def found_lines(lines: Lines, found: Sequence[tuple[int, Printed]]) -> list[Lines]:
    """The lines of each item, cut at the openings."""
    parts: list[Lines] = []
    rest, passed = lines, 0
    for offset, _ in found[1:]:
        head, rest = refs.cut(rest, _gap(offset - passed))
        parts.append(head)
        passed = offset
    return [*parts, rest]


def deal(cell: Lines, items: Sequence[Lines]) -> list[Lines]:
    """The cell's lines dealt out to the items, by line height first, by count of dates second.

    One list an item; an empty list where neither way gives every item its share.
    """
    if not cell or len(items) < 2:
        return []
    return (
        by_number(cell, items)
        or deal_by_height(cell, items)
        or _by_paragraphs(cell, len(items))
        or _by_dates(cell, len(items))
    )


def by_number(cell: Lines, items: Sequence[Lines]) -> list[Lines]:
    """Each item's share is what stands behind its own number in the cell ("2. Jo Smith"), without
    the number; nothing unless every item's number is there once, in order, from the start."""
    return [rest for _, rest in _numbered(cell, items)]


def numbers_of(cell: Lines, items: Sequence[Lines]) -> Lines:
    """The numbers that by_number() leaves out."""
    return tuple(line for head, _ in _numbered(cell, items) for line in head)


def _numbered(cell: Lines, items: Sequence[Lines]) -> list[tuple[Lines, Lines]]:
    found = _openings(cell, None) if len(items) > 1 else []
    if len(found) != len(items) or found[0][0] > 0:
        return []  # nearly every cell
    wanted = [printed.ref if (printed := refs.read(plain(item))) else None for item in items]
    if [printed.ref for _, printed in found] != wanted:
        return []
    shares = found_lines(cell, found)
    return [refs.cut(part, printed.size) for part, (_, printed) in zip(shares, found, strict=True)]


def deal_by_height(cell: Lines, items: Sequence[Lines]) -> list[Lines]:
    """Each item's share are the lines that begin beside its own; nothing if one would get none."""
    tops = [(item[0].box.page, item[0].box.top) for item in items]
    if len(set(tops)) < len(tops) or not all(line.box.bottom > line.box.top for line in cell):
        return []
    shares: list[list[int]] = [[] for _ in items]
    for at, line in enumerate(cell):
        middle = (line.box.page, (line.box.top + line.box.bottom) / 2)
        owner = sum(top <= middle for top in tops) - 1
        shares[max(owner, 0)].append(at)
    if not all(shares):
        return []
    for share, (page, top) in list(zip(shares, tops, strict=True))[1:]:
        line = cell[share[0]]
        if _wrapped(cell, share[0]):
            return []
        if line.box.page == page and abs(line.box.top - top) > 0.8 * (
            line.box.bottom - line.box.top
        ):
            return []
    return [tuple(cell[at] for at in share) for share in shares]


def deal_by_line(cell: Lines, count: int) -> list[Lines]:
    """A line of leads for each item, where each names somebody; else nothing. Two paragraphs for
    two items may as well be two leads for both; one that says the same again may not."""
    ways: list[list[Lines]] = [[(line,) for line in cell]]
    items: list[Lines] = [tuple(group) for group in paragraphs(cell)]
    if count > 2 or len({plain(item) for item in items}) < len(items):
        ways.append(items)
    if count > 2:
        ways.append(_by_gaps(cell, count))
    for parts in ways:
        texts = [plain(part) for part in parts]
        texts = [text for text in texts if not DITTO.match(text)] or texts
        sure = 1.0 if count == 2 else 0.75
        if len(parts) == count and Look(texts).leads >= sure and not any(map(ends_open, texts)):
            return parts
    return []


def _by_gaps(cell: Lines, count: int) -> list[Lines]:
    """The lines cut at the widest gaps between them, where these stand out from the others."""
    tops = [(line.box.page, line.box.top) for line in cell]
    gaps = [
        (low - high if page == other else float("inf"), at)
        for at, ((other, high), (page, low)) in enumerate(pairwise(tops), start=1)
    ]
    if len(gaps) < count:
        return []
    wide, narrow = sorted(gaps, reverse=True)[: count - 1], sorted(gaps)[: len(gaps) - count + 1]
    if not narrow or wide[-1][0] < _WIDER * narrow[-1][0] or narrow[0][0] <= 0:
        return []
    cuts = [0, *sorted(at for _, at in wide), len(cell)]
    return [cell[start:end] for start, end in pairwise(cuts)]


def _wrapped(cell: Lines, at: int) -> bool:
    """True if the line only goes on with the one before, which left no room for its first word."""
    line, before = cell[at], cell[at - 1]
    if line.starts_paragraph is not None:
        return not line.starts_paragraph
    if line.box.top - before.box.bottom > 0.5 * (line.box.bottom - line.box.top):
        return False
    first = line.words[0]
    room = max(other.box.x1 for other in cell) - before.box.x1
    return (
        bool(ends_open(plain((before,))))
        or starts_lower(plain((line,)))
        or room < first.x1 - first.x0 + 2
    )


def _by_paragraphs(cell: Lines, count: int) -> list[Lines]:
    groups = [tuple(group) for group in paragraphs(cell)]
    if len(groups) == count and all(DATE.search(plain(group)) for group in groups):
        return [] if any(_STAGES.match(plain(group)) for group in groups) else groups
    starts = [at for at, group in enumerate(groups) if DATE.match(plain(group))]
    if len(starts) != count or starts[0] != 0:
        return []
    ends = [*starts[1:], len(groups)]
    return [
        tuple(line for group in groups[start:end] for line in group)
        for start, end in zip(starts, ends, strict=True)
    ]


def _by_dates(cell: Lines, count: int) -> list[Lines]:
    """Cut at the dates: before each but the first if the cell opens with one, else after each."""
    text = plain(cell)
    if _STAGES.search(text):
        return []
    found = _said_once(text)
    if len(found) != count:
        return []
    cuts = (
        [start - 1 for start, _ in found[1:]]
        if found[0][0] == 0
        else [end for _, end in found[:-1]]
    )
    parts: list[Lines] = []
    rest, passed = cell, 0
    for place in cuts:
        head, rest = refs.cut(rest, place - passed)
        parts.append(head)
        passed = place + 1
    return [*parts, rest]


def _said_once(text: str) -> list[tuple[int, int]]:
    """Where the dates stand with their lead-in; "Complete - June 2024" is one, and so is
    "Quarterly from July 2013"."""
    found: list[tuple[int, int]] = []
    for match in DATE.finditer(text):
        start, end = _with_lead_in(text, match.start(), match.end())
        last = text[found[-1][0] : found[-1][1]] if found else ""
        status = not re.search(r"\d", last) or not re.search(r"\d", match[0])
        between = text[found[-1][1] : start].strip() if found else ""
        begins = bool(found) and not between and _SINCE.match(text, start) and _AGAIN.search(last)
        if (found and status and between and not between.strip("-–:(),")) or begins:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


_JOINS = re.compile(r"(?:\s|\b(?:to|and|or|until|then)\b|[-–—&,;/])*", re.IGNORECASE)


def parted(cell: Lines) -> tuple[Lines, Lines, Lines]:
    """A cell that holds lead and date, as its lead lines, its due lines, and the dashes between
    them, word by word."""
    text, offset = plain(cell), 0
    spans = _runs(text, [_with_lead_in(text, m.start(), m.end()) for m in DATE.finditer(text)])
    sides: list[tuple[Line, Word, bool]] = []
    for line in cell:
        found: list[tuple[Line, Word, bool]] = []
        for word in line.words:
            end = offset + len(plain((replace(line, words=(word,)),)))
            found.append((line, word, any(start < end and offset < stop for start, stop in spans)))
            offset = end + 1
        beside = " ".join(word.text for _, word, dated in found if not dated).strip(" -–—,")
        told = beside.endswith(":") or _SAYS_WHEN.search(beside)
        if told and any(dated for *_, dated in found) and not Look([beside]).leads:
            found = [(line, word, True) for _, word, _ in found]  # "Contract start 1 April 2026"
        sides += found
    dashes = {
        at
        for at, (before, after) in enumerate(pairwise(sides))
        if before[1].text in _DASHES and not before[2] and after[2]
    }
    kept = [side for at, side in enumerate(sides) if at not in dashes]
    lead, due = ([(li, w) for li, w, dated in kept if dated is wanted] for wanted in (False, True))
    return _by_line(lead), _by_line(due), _by_line(sides[at][:2] for at in sorted(dashes))


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The dates with what only joins them: "November 2025 to March 2026" is one."""
    runs: list[tuple[int, int]] = []
    for start, stop in spans:
        if runs and _JOINS.fullmatch(text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((start, stop))
    return runs


def _by_line(words: Iterable[tuple[Line, Word]]) -> Lines:
    return tuple(
        replace(line, words=tuple(word for _, word in found))
        for line, found in groupby(words, key=lambda pair: pair[0])
    )


def _with_lead_in(text: str, start: int, end: int) -> tuple[int, int]:
    """The date with the small words before it that belong to it: "by end of"."""
    lead_in = re.search(
        r"(?:\b(?:by|end|of|from|start(?:ing|s)?|begin(?:ning|s)?|commenc(?:ing|es)"
        r"|until|before|early|mid|late|the|due|no later than"
        r"|(?:review|start|completion|target|due)(?: date)?:)[\s-]*)+$",
        text[:start],
        re.IGNORECASE,
    )
    return (lead_in.start() if lead_in else start), end
