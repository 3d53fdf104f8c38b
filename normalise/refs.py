"""References: their shapes, where they stand in a text, and whether they fit a sequence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from actionplans.extract.document import Line
from actionplans.normalise.months import MONTH_LIKE
from actionplans.normalise.text import SOFT_HYPHEN, Lines, clean
from actionplans.normalise.wordlists import word_list

Shape = Literal["dotted", "number", "letter", "code", "label", "bare"]

# Whose finding it is, or of what weight: "Ofsted area for improvement 1", "Priority concern 2".
KIND = (
    "(?:(?:key|main|significant|serious|systemic|priority|improvement|inspection|inspectorate|development|strategic|statutory"
    "|audit|internal audit|external audit|peer|peer review|peer challenge|report|review|overview"
    "|national|local|corporate|multi-agency|single agency|overarching|headline|core|formal|urgent"
    "|immediate(?: and essential| safety)?|essential|warning notice|section 29a|s29a|s31|ofsted"
    "|cqc|estyn|hmicfrs|hmip|hmi|hmi prisons|hmi probation|lcspr|scr|sar|dhr|jtai|ilacs) ){0,2}"
)
_LABEL = (
    rf"{KIND}"
    "(?:recommendation|rec|(?:priority )?action|area(?: (?:of|for) (?:[a-z]+ )?"
    "(?:improvement|development|action|concern|weakness|focus|consideration|learning))?"
    "|priority|objective|finding|issue|standard|theme|workstream|aim|goal|outcome|requirement|afi"
    "|must do|should do|point|task|item|(?:cause|matter) of concern|concern|weakness"
    "|what (?:we )?(?:needs?|must|have) to (?:improve|change|be better|do better))"
)
_TO_DO = re.compile(
    r"(?:review|report|local|core|national|formal|urgent|statutory)\b", re.IGNORECASE
)
_END = r"\s*[.:)](?!\d)|(?=\s|$)"
_PATTERNS: dict[Shape, re.Pattern[str]] = {
    shape: re.compile(pattern)  # type: ignore[misc]
    for shape, pattern in (
        # "Recommendation 3:", "Area 2 –", "Priority 1a", "Finding A:"
        (
            "label",
            rf"(?i:{_LABEL})s?(?:\b\s*|(?=\d))(?:no\.?|number|ref\.?|#)?\s*"
            r"(?P<ref>\(?[A-Z]{0,3}\d+(?:\.\d+)*[A-Za-z]?\)?|[A-Z](?=\s*[:.–-]))"
            r"(?P<end>\s*[.:)–—-]+|(?=\s|$))",
        ),
        # "(1a)", "(a)", "1a)", "a."
        (
            "letter",
            r"\((?P<ref>\d+[a-z]|\d+|[a-z])\)(?P<end>)"
            r"|(?P<ref2>\d+[a-z]|[a-h])(?P<end2>[.)])(?=\s|[A-Z]|$)",
        ),
        # "13.6", "2.2.", "11.1Implementation"
        ("dotted", rf"(?P<ref>\d{{1,3}}(?:\.\d{{1,3}})+[a-z]?)(?P<end>{_END}|(?=[A-Z]))"),
        # "1.", "17)"
        ("number", r"(?P<ref>\d{1,3})(?P<end>\s*[.:)](?!\d)|(?=\s*$))"),
        # "1 Review the service", where a column of numbers ran into its neighbour
        ("bare", r"(?P<ref>\d{1,2})(?P<end>)(?=\s+[A-Z][a-z])"),
        # "MD4", "CoC2.3", "SE 15", "WS3P21WP1", "R3 –"
        (
            "code",
            r"(?P<ref>[A-Za-z]{1,4}[0-9]*[A-Z]*[ -]?\d+(?:\.\d+)*[A-Za-z]?(?:[A-Z]{2}\d+)*"
            rf"|[A-Z]{{2,4}}(?:\d+[A-Z]{{1,3}})+\d*|[A-Z]{{2,4}}(?:/\d+)+)(?P<end>\s+[–—-](?=\s)|{_END})",
        ),
    )
}
_NO_CODE = re.compile(
    r"^(?:Q[1-4]|H[12]|Covid-?\s?19|[A-Z]&E|Year ?\d+|Y\d+|KS\d|Day ?\d+|Week ?\d+|Phase ?\d+"
    r"|(?:Room|Ward|Unit|Site|Wing|Band|Bay|Zone|Form|Set|Floor|Block) ?\d+"
    r"|Tier ?\d|Level ?\d|Part ?\d|Step ?\d"
    rf"|{MONTH_LIKE}[ -]?\d+"
    r"|(?:in|by|at|to|the|for|all|of|over|and) \d+)$",
    re.IGNORECASE,
)
# An abbreviation is part of the reference: "AFI 1", "AFI4.1", "Rec 6".
_SHORT = re.compile(r"(?:[A-Z]{2,4}|[Rr]ec)\b\.? ?(?=\d)|[A-Z]{2,4}(?=\d)")
_HALF = re.compile(r"[QHY]\d{1,2}")
_DAY = re.compile(
    rf"\d{{1,2}}(?:[/.-]\d{{1,2}}|[ /.-]?{MONTH_LIKE})[ /.-](?:\d{{2}}){{1,2}}", re.IGNORECASE
)
_OPENING_RULE = re.compile(r"(?:breach of )?(?:regulation|article|rule)s? \d", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*[(\[-]?\s*cont(?:inued|['’]?d)?\b\.?\s*[)\]]?$", re.IGNORECASE)
_IN_COLUMN = re.compile(
    r"[A-Za-z]{1,6}[ .-]?\d+[A-Za-z]?(?:[./-](?:\d+[a-z]?|[A-Za-z]{1,2}))*|[A-Z]\d*|[ivxIVX]{1,5}"
    r"|[A-Z]{2,6}[/-](?:[A-Z]|\d+)(?:[./-]\w{1,3})*"
    r"|(?=\D*\d)[A-Z][A-Za-z]{0,5}\d{0,4}(?:[./-][A-Za-z]{0,6}\d{0,4}[a-z]?){1,3}"  # "P23-AFI2"
    r"|(?:[A-Za-z]{1,10}\.? ?)?\d+[A-Za-z]?(?:\(\w{1,4}\))+"
    r"|\d+[A-Za-z]{0,3}(?:[./-]\w{1,4})*|(?:19|20)\d\d/\d{3,8}|\d{1,4}(?: \d{3}){1,3}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference as it stands at the start of a text: ref as printed less closing punctuation,
    closed where punctuation set it off, size the characters that it takes."""

    ref: str
    shape: Shape
    closed: bool
    size: int

    @property
    def parts(self) -> tuple[str, ...]:
        """Its figures and letters, as parts_of() tells them."""
        return parts_of(self.ref)


@lru_cache(maxsize=1 << 12)
def parts_of(ref: str) -> tuple[str, ...]:
    """The figures and letters of a reference: ("13", "6") of 13.6, ("1", "a") of 1a."""
    return tuple(re.findall(r"\d+|[A-Za-z]+", ref))


def _shapes_at(first: str) -> tuple[Shape, ...]:
    """The shapes that a reference may have by its first character."""
    if first.isdecimal():
        return ("letter", "dotted", "number", "bare")
    if first.isalpha():
        return ("label", "letter", "code")
    return ("letter",) if first == "(" else ()


@lru_cache(maxsize=1 << 12)  # the same cells are asked by every stage
def read(text: str) -> Printed | None:
    """The reference that the text opens with, whether or not it turns out to be one."""
    for shape in _shapes_at(text[:1]):
        pattern = _PATTERNS[shape]
        found = pattern.match(text)
        if found is None:
            continue
        groups = found.groupdict()
        ref = groups["ref"] or groups.get("ref2") or ""
        closed = bool(
            (groups.get("end") or "").strip() or groups.get("end2") or found[0][-1:] in ")"
        )
        ref = ref.strip("()")
        loose = shape == "label" and not closed and found.end() < len(text)
        if loose and (_TO_DO.match(text) or re.match(r"[A-Z]{2}", ref)):
            return None  # "Review standard 3 and report to the board", "Outcome KS2 reading"
        if shape == "label" and _SHORT.match(text):
            ref, shape = text[: text.index(ref) + len(ref)], "code"  # "AFI4.1", "Rec 6"
        if shape == "code" and (_NO_CODE.match(ref) or not re.search(r"\d", ref)):
            return None
        if shape == "dotted" and re.match(r"\d{1,2}\.\d{1,2}\.\d{2}(?:\d\d)?\b", text):
            return None  # 12.9.22 is a date
        return Printed(ref, shape, closed, found.end())
    return None


def lettered(text: str, parents: frozenset[str]) -> Printed | None:
    """The reference that a text opens with, "A. Leaders do not …" or "1A The school …", if its
    parts go by it: A1, A2, or 1A.1."""
    found = re.match(r"(?:([A-Z])\s?[.:)–-]|(\d{1,2}[A-Z])(?:\s?[.:)–-])?)\s", text)
    ref = found[1] or found[2] if found else ""
    if found is None or ref not in parents:
        return None
    return Printed(ref, "letter", True, found.end())


def rule(text: str) -> str | None:
    """The rule that a line names and nothing else, "Regulation 15(1)": the finding goes by it."""
    found = re.fullmatch(
        r"((?:Regulation|Reg\.?|Rule|Article) \d+[A-Z]?(?:\s?\(\w{1,4}\))*)[.:]?", text
    )
    return found[1] if found else None


def opens_with_rule(text: str) -> bool:
    """True for "Regulation 12: Safe care and treatment", "Breach of regulation 18"."""
    return bool(_OPENING_RULE.match(text))


@lru_cache(maxsize=1 << 12)
def whole(text: str) -> Printed | None:
    """The reference that a cell of a reference column holds; None for words."""
    if _DAY.fullmatch(text.strip()):
        return None
    found = read(text)
    if found and (found.size == len(text.rstrip()) or text[found.size :].lstrip()[:1] in "([,;/"):
        return found
    for bare in (text.strip(" .:"), text.strip(" .:)(")):  # "Reg 12(2)(b)", "(1a)"
        if _IN_COLUMN.fullmatch(bare) and not _NO_CODE.match(text.strip()):
            return Printed(bare, "code", True, len(text))
    return None


def in_column(text: str) -> Printed | None:
    """The reference of a cell in a column that is known to hold them: there H1 is no half-year."""
    bare = text.strip(" .:")
    found = whole(text)
    bare_one = _HALF.fullmatch(bare) or re.fullmatch(r"[a-z]", bare)  # "a", below "3"
    return found or (Printed(bare, "code", True, len(text)) if bare_one else None)


def without_continued(text: str) -> str:
    """The text without the "(continued)" that is printed where a cell goes over a page end."""
    return _CONTINUED.sub("", text)


def narrow(lines: Lines) -> str:
    """The text of a reference column, where "MD10" may stand as "MD1" above "0"."""
    text = without_continued(" ".join(clean(line.text).strip() for line in lines))
    joined = text.replace(" ", "")
    if len(lines) > 1 and whole(text) is None and whole(joined) is not None:
        apart = re.search(r"\d [A-Z]\d", text)  # "13/14-09" above "R2"
        return text if apart else joined  # "CoC1" as "Co" above "C1"
    return (
        re.sub(r"(?<=\d) (?=\d{1,2}$)|(?<=\d\.) (?=\d{1,2}\b)|(?<=\d) (?=\.\d)", "", text)
        if len(lines) > 1
        else text
    )


def of_cell(lines: Lines) -> Printed | None:
    """The reference of a cell: all of it, or its first line where small print stands below. A
    label is part of what a column of references prints: "Cause of concern 1"."""
    text = narrow(lines)
    found = in_column(text)
    if found and found.shape == "label" and found.size >= len(text):
        return replace(found, ref=text.rstrip(" .:"))
    if found is None and len(lines) > 1:
        first = whole(narrow(lines[:1]))
        return first if first and re.search(r"[A-Za-z].*\d|\d.*[A-Za-z.]", first.ref) else None
    return found


def successor(before: Printed, after: Printed) -> bool:
    """True if after is the next of before's series: 13.6 and 13.7, 1a and 1b, MD4 and MD5."""
    if before.shape != after.shape:
        return False
    first, second = before.parts, after.parts
    if len(first) != len(second) or first[:-1] != second[:-1]:
        return False
    return _ordinal(second[-1]) == _ordinal(first[-1]) + 1


def sign_of_next(before: Printed) -> str:
    """What the next of before's series holds: a figure, or nothing that is known."""
    last = before.parts[-1]
    return str(int(last) + 1) if last.isdigit() else ""


def _ordinal(part: str) -> int:
    return int(part) if part.isdigit() else ord(part[0].casefold()) - 96


def same_family(before: Printed, after: Printed) -> bool:
    """True if two references could belong to one numbering."""
    if before.shape == "code" or after.shape == "code":
        return (
            before.shape == after.shape and before.parts[0].casefold() == after.parts[0].casefold()
        )
    return before.shape == after.shape and len(before.parts) == len(after.parts)


def cites(words: Sequence[str]) -> bool:
    """True if the words before a number make it a mention: "see action 14.1"."""
    return bool(words) and words[-1].casefold().strip("(,.;:") in word_list("cites")


def accepted(
    texts: Sequence[str], groups: Sequence[object], area_refs: Sequence[str | None]
) -> list[Printed | None]:
    """Which opening references of successive texts are references, by how they follow each other.

    groups names each text's area or section: a numbering may start again where it changes;
    area_refs gives the area's own reference. A list number that every text repeats ("1."), or one
    that fits no series, is no reference.
    """
    found = [read(text) for text in texts]
    counts = Counter(p.shape for p in found if p)
    return [
        printed
        if printed and _fits(place, printed, found, groups, area_refs[place], counts)
        else None
        for place, printed in enumerate(found)
    ]


def _fits(
    place: int,
    printed: Printed,
    found: Sequence[Printed | None],
    groups: Sequence[object],
    area_ref: str | None,
    counts: Counter[Shape],
) -> bool:
    family = [
        (other, groups[at])
        for at, other in enumerate(found)
        if other and other.shape == printed.shape and at != place
    ]
    if printed.shape == "label":
        return True
    if printed.shape == "bare":
        row = [int(other.ref) for other in found if other and other.shape == "bare"]
        return len(row) == len(found) > 1 and row == sorted(set(row))
    if printed.shape == "dotted":
        return _dotted_fits(printed, area_ref, [other for other, _ in family])
    if (
        area_ref
        and printed.shape == "letter"
        and re.fullmatch(rf"{re.escape(area_ref)}[a-z]", printed.ref)
    ):
        return True
    if printed.shape == "letter" and len(printed.parts) == 2 and printed.closed:
        return _dotted_fits(printed, area_ref, [other for other, _ in family])
    if printed.shape == "number" and counts["dotted"] > counts["number"]:
        return False
    if printed.shape == "code":
        related = [other for other, _ in family if same_family(printed, other)]
        several = len(family) >= 2 and printed.ref[0].isupper()
        return (
            bool(related)
            or several
            or (printed.closed and len(printed.ref) <= 6 and printed.ref[0].isupper())
        )
    follows = any(successor(other, printed) or successor(printed, other) for other, group in family)
    once = sum(other.ref == printed.ref and group == groups[place] for other, group in family) == 0
    return follows and once and printed.closed


def _dotted_fits(printed: Printed, area_ref: str | None, family: Sequence[Printed]) -> bool:
    if area_ref and printed.ref.startswith(f"{area_ref}."):
        return True
    near = [o for o in family if len(o.parts) == len(printed.parts)]
    related = any(
        o.parts[:-1] == printed.parts[:-1]
        or abs(_ordinal(o.parts[0]) - _ordinal(printed.parts[0])) <= 1
        for o in near
    )
    return related and printed.parts[0] != "0"


def cut(lines: Lines, size: int) -> tuple[Lines, Lines]:
    """Lines cut after size characters of their clean text: what stands before, and the rest.

    A word that is cut ("13.6Update") goes to both sides, each with its own part of the text.
    """
    before: list[Line] = []
    after: list[Line] = []
    left = size
    for line in lines:
        if left <= 0:
            after += [line] if line.words else []
            continue
        head, tail = [], []
        for word in line.words:
            text = clean(word.text).replace(SOFT_HYPHEN, "").strip()
            if left <= 0:
                tail.append(word)
            elif not text:
                head.append(word)
            elif len(text) <= left:
                head.append(word)
                left -= len(text) + 1
            else:
                head.append(word._replace(text=text[:left]))
                if text[left:].strip():
                    tail.append(word._replace(text=text[left:]))
                left = 0
        if head:
            before.append(replace(line, words=tuple(head)) if tail else line)
        if tail:
            after.append(replace(line, words=tuple(tail)))
    return tuple(before), tuple(after)
