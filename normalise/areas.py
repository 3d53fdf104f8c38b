"""Sections and areas for development: from columns, banners and headings above, carried down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from actionplans.normalise import refs
from actionplans.normalise.above import Above, headings_above
from actionplans.normalise.area import Area, area_from, area_of
from actionplans.normalise.area_rows import heads_of_blocks, told_beside
from actionplans.normalise.entries import EMPTY, EXTRA, Entry, Slot, key_of_fact, parents_of
from actionplans.normalise.evidence import ended, is_sentence
from actionplans.normalise.facts import VERDICT
from actionplans.normalise.headings import claims
from actionplans.normalise.paragraphs import SECTION_WORDS
from actionplans.normalise.plan import Repair
from actionplans.normalise.profile import Profile
from actionplans.normalise.text import Lines, plain
from actionplans.normalise.wordlists import word_list

_AREA_WORDS = re.compile(
    r"^(?:(?:key |main |inspection )?(?:issue|finding|concern|weakness)s?|recommendation|rec\b|area"
    r"|must|should|requirement|cause of concern|what (?:needs|we need)|afi"
    r"|we will)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"^(?:{SECTION_WORDS})\b", re.IGNORECASE)
_THEME = re.compile(r"^(?:theme|work ?stream|section|part|strand|pillar|domain)\b", re.I)
_TITLE_WORDS = 12
_AIMS = re.compile(r"^(?:[a-z]+ )?(?:priority|outcome|standard|aim|goal|objective)\b", re.I)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the section and the area it stands under."""

    entry: Entry
    section: Lines = ()
    area: Area | None = None


@dataclass(slots=True)
class _Above:
    """What holds for the rows to come. over is the area that a sentence above the table states,
    over_section its section: they hold again where a banner within the table ends; or a banner
    above headings does, for those below it that are not set as it is (over_look). A section
    by_title is what the area above is called, "AFI 1: Prevention"; one by_banner ends with its
    table where the next one has other columns. named is the title that the last banner gave the
    area, which is a section where the next one says what is wrong. labels are those of facts that
    say nothing more themselves."""

    section: Lines = ()
    area: Area | None = None
    over: Area | None = None
    over_section: Lines = ()
    over_look: tuple[float, bool, str] | None = None
    by_banner: bool = False
    by_title: bool = False
    by_column: bool = False
    columns: frozenset[str] = frozenset()
    just_banner: bool = False
    named: Lines = ()
    above: Mapping[str, Slot] = field(default_factory=dict)
    said: Mapping[str, Slot] = field(default_factory=dict)
    said_of: Area | None = None
    labels: Lines = ()
    unplaced: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the whole plan: which labels of its headings ("priority") are followed by
    what is wrong or is to change, at least once (stating), and which mostly by a short title and
    never so (entitling); parents are the first parts of the actions'
    references, which number the areas; numbered are texts of areas that open with a reference of
    theirs, where no column gives it."""

    stating: frozenset[str]
    entitling: frozenset[str]
    profile: Profile
    parents: frozenset[str]
    numbered: frozenset[str]


def placed(entries: Sequence[Entry], profile: Profile) -> list[Placed]:
    """The entries that hold actions, each under its section and area.

    A row with an area and nothing else only says what the rows after it stand under.
    """
    columns = _with_columns(entries)
    headings = headings_above(entries)
    told = _Told(
        *_labels(entries, headings), profile, parents_of(entries), _numbered_areas(entries)
    )
    now = _Above()
    found: list[Placed] = []
    heads = frozenset() if any(columns) else heads_of_blocks(entries)
    for place, (entry, has_column) in enumerate(zip(entries, columns, strict=True)):
        if entry.above:
            now.above = {}
            if now.over_look:  # a banner held only for its own table
                now.over = now.over_look = None
        goes_on = entry["area"].merged_above and not entry["area"].lines
        if place in headings and not goes_on:
            heading = headings[place]
            bare = heading.text and not heading.title and not is_sentence(plain(heading.text))
            if entry.banner and bare:
                heading = replace(heading, title=heading.text, text=())  # the banner says the rest
            if heading.title or heading.text:
                _read_above(now, heading, told, has_column)
            now.said = {}
            now.above = {_key(fact.label, entry): Slot(fact.text) for fact in heading.facts}
        if entry.banner:
            _read_banner(now, entry, told, has_column)
            now.said = now.said if now.area and now.area is now.said_of else {}
            continue
        now.just_banner = False
        if "action" in entry.slots:
            others = frozenset(entry.slots) - {"lead", "due", "lead_due"}
            ends = entry.above and now.by_banner and now.columns != others
            if ends and place not in headings:
                now.section, now.area = (), None
            if entry.above and now.by_column and not has_column:
                now.area = None  # a table without a column of areas, under a heading of its own
            now.by_column = has_column
            now.columns = others
        if place in heads:
            area = entry.with_slot("area", entry["action"]).with_slot("action", EMPTY)
            now.area = now.said_of = area_of(area, told.parents, True)
            beside = told_beside(entry).values()
            now.said = {EXTRA + fact.label: Slot(fact.text) for fact in beside}
            now.labels = tuple(line for fact in beside for line in fact.head)
            continue
        entry = _read_columns(now, entry, told, has_column)
        if not _holds_action(entry):
            former = now.said if now.area is now.said_of else {}
            now.said, now.said_of = {**former, **_facts(entry)}, now.area
            continue
        if now.labels:
            entry, now.labels = replace(entry, again=entry.again + now.labels), ()
        entry = _with_said(now, entry)
        found.append(Placed(entry, now.section, now.area))
    return found


def _with_said(now: _Above, entry: Entry) -> Entry:
    """The entry with what was said above of its area, where its own cells are blank; what it says
    itself below "Management agrees" goes on with it, once."""
    held = dict(now.said if now.area is now.said_of else {})
    if not now.above and not held:
        return entry
    slots = dict(entry.slots)
    for key, slot in {**now.above, **held}.items():
        own = entry[key]
        if own.lines and key in held and VERDICT.match(plain(slot.lines)):
            slots[key] = replace(own, lines=slot.lines + _as_paragraph(own.lines))
            del held[key]
        elif not (own.lines or own.merged_above):
            slots[key] = slot
    now.said = held if now.area is now.said_of else now.said
    return replace(entry, slots=slots)


def _with_columns(entries: Sequence[Entry]) -> list[bool]:
    """For each entry, whether a column of its table holds the areas; a banner is as the row below
    it."""
    found: list[bool] = []
    below = False
    for entry in reversed(entries):
        below = below if entry.banner else bool(entry.slots.keys() & {"area", "area_ref"})
        found.append(below)
    return found[::-1]


def _facts(entry: Entry) -> dict[str, Slot]:
    """What the row of an area says besides it, which holds for each of its actions: "Agreed"."""
    alone = entry.slots.keys() <= {"lead", "due"}  # a label above the headings, not a row
    return {
        key: slot
        for key, slot in entry.slots.items()
        if slot.lines and (key.startswith(EXTRA) or alone)
    }


def _key(label: str, below: Entry) -> str:
    found = claims(label)
    role = found[0].role if found and found[0].coverage == 1 else "extra"
    return key_of_fact(label, role, below.slots.keys())


def _holds_action(entry: Entry) -> bool:
    if entry["action"].lines:
        return True
    return bool(
        entry["area"].lines
        and (entry["due"].lines or entry["lead"].lines or entry["lead_due"].lines)
    )


def _numbered_areas(entries: Sequence[Entry]) -> frozenset[str]:
    """Texts of areas that open with a reference of theirs, where no column gives it; each table
    and each banner may begin the numbers again."""
    groups: dict[str, int] = {}
    begun = 0
    for entry in entries:
        begun += bool(entry.above or entry.banner)
        if text := entry.text("area"):
            groups.setdefault(text, begun)
    fits = refs.accepted(list(groups), list(groups.values()), [None] * len(groups))
    return frozenset(text for text, printed in zip(groups, fits, strict=True) if printed)


def _read_columns(now: _Above, entry: Entry, told: _Told, has_column: bool) -> Entry:
    if entry["section"].lines and not entry["section"].merged_above:
        now.section = entry["section"].lines
    if not has_column or told.profile.areas in {"banner", "heading", "none"}:
        return entry
    area, number = entry["area"], entry["area_ref"]
    text, former = area.text, now.area
    fresh = bool(area.lines) and not area.merged_above
    if fresh or (not number.merged_above and refs.of_cell(number.lines) is not None):
        found = area_of(entry, told.parents, text in told.numbered)
        goes_on = former is not None and not found.ref and text[:1].islower()
        if former and goes_on and "area_ref" in entry.slots:  # "2 Improves … by", "training staff"
            found = replace(found, ref=former.ref)
        if former is None or not _same(former, found) or goes_on:
            now.area = found
        return entry
    if former and not area.merged_above and entry["action"].lines and former.lines:
        label = former.ref or " ".join(plain(former.lines).split()[:6])
        entry = entry.noted(
            Repair(None, "area-carried", entry.page, "", label, "the area's cell is blank")
        )
    return entry


def _same(former: Area, found: Area) -> bool:
    """True if the area is only printed again: its reference, its text, or both."""
    if found.ref and found.ref != former.ref:
        return False
    text = refs.without_continued(plain(found.lines))
    return text == plain(former.lines) or (not text and bool(found.ref))


def _read_banner(now: _Above, entry: Entry, told: _Told, has_column: bool) -> None:
    lines, text = entry.banner, plain(entry.banner)
    opening = refs.read(text)
    named: Lines = ()
    if VERDICT.match(text):
        now.unplaced.append(text)
    elif (
        now.over
        and now.over_look != _look_of(lines)
        and not is_sentence(text)
        and not _AREA_WORDS.match(text)
        and not _numbered_alike(now.over, opening)
    ):
        now.section, now.area, now.by_banner = lines, now.over, True
    elif _is_area(text, opening is not None, told, has_column):
        if now.named and now.just_banner:  # "Priority 2: Reading" above "What Ofsted said: …"
            now.section, now.by_banner = now.named, True
        now.area = area_from(lines, told.parents)
        named = lines if not is_sentence(text) else ()
        if entry.in_front or now.over_look:  # it holds below each banner that is set otherwise
            now.over_look = _look_of(lines)
            now.over = now.area if is_sentence(text) else None
            now.over_section = now.section
    elif now.just_banner and now.section:
        now.section = now.section + _as_paragraph(lines)
    else:
        now.section, now.area, now.by_banner = lines, None, True
    now.just_banner, now.named = True, named


def _numbered_alike(area: Area, opening: refs.Printed | None) -> bool:
    """True for "2. Teaching" after the area 1, which is the next one and not below it."""
    if opening is None or not area.ref:
        return False
    return len(opening.parts) == len(refs.parts_of(area.ref))


def _look_of(lines: Lines) -> tuple[float, bool, str]:
    """How a banner is set: size, weight and colour of its first word."""
    word = lines[0].words[0]
    return round(word.size, 1), word.bold, word.colour


def _is_area(text: str, numbered: bool, told: _Told, has_column: bool) -> bool:
    """A banner with a reference, or one that is a sentence, is an area; a short title a section."""
    if told.profile.areas:
        return told.profile.areas == "banner"
    if has_column:
        return False
    if _SECTION.match(text) or _AIMS.match(text):
        stated = len(text.split()) >= 6 and ended(text)
        if _THEME.match(text):
            return stated  # however long: "Theme 1: Getting to a good start – referral, …"
        label = _label_of(text)
        long = len(text.split()) > _TITLE_WORDS and label not in told.entitling
        return stated or long or (label in told.stating and not _is_title(text))
    return (
        numbered
        or bool(_AREA_WORDS.match(text))
        or len(text.split()) >= 12
        or (len(text.split()) >= 6 and ended(text))
    )


def _labels(
    entries: Sequence[Entry], headings: Mapping[int, Above]
) -> tuple[frozenset[str], frozenset[str]]:
    """The labels of banners and headings of which one at least says what is to change, for all
    that are labelled alike are read alike; and those that stand before titles."""
    texts = [plain(entry.banner) for entry in entries if entry.banner]
    texts += [plain(heading.text or heading.title) for heading in headings.values()]
    stating = {_label_of(text) for text in texts if _says_what(text)}
    short = Counter(_label_of(text) for text in texts if len(text.split()) <= _TITLE_WORDS)
    count = Counter(map(_label_of, texts))
    titles = {label for label in short if 2 * short[label] > count[label] > 1}
    return frozenset(stating - {""}), frozenset(titles - stating - {""})


def _label_of(text: str) -> str:
    """The word before the number of a label: "priority" of "Priority 2: Plans drift"."""
    opening = refs.read(text)
    if opening is None or opening.shape != "label":
        return ""
    return " ".join(re.findall(r"[a-z]+", text[: opening.size].casefold()))


def _says_what(text: str) -> bool:
    """True where the words after "Priority 1:" say what is to change or what is wrong."""
    words = _after_label(text)
    return not _is_title(text) and any(w.casefold() in word_list("verbs") for w in words)


def _is_title(text: str) -> bool:
    """True where few words, or words set in capitals, stand after "Priority 1:"."""
    words = _after_label(text)
    return len(words) < 3 or sum(word[0].isupper() for word in words) > 0.5 * len(words)


def _after_label(text: str) -> list[str]:
    opening = refs.read(text)
    labelled = opening is not None and opening.shape == "label" and opening.closed
    return text[opening.size :].split() if opening and labelled else []


def _as_paragraph(lines: Lines) -> Lines:
    return (replace(lines[0], starts_paragraph=True), *lines[1:]) if lines else lines


def _read_above(now: _Above, heading: Above, told: _Told, has_column: bool) -> None:
    title, text = heading.title, heading.text
    if told.profile.areas == "heading":
        now.section, now.area = (
            (title if text else now.section),
            area_from(text or title, told.parents),
        )
        return
    under = heading.inside and not title  # a section alone, in a plan that has them under areas
    is_area = told.profile.areas is None and not under
    is_area = is_area and _is_area(plain(text), True, told, has_column)
    if not title and text and not is_area:
        title, text = text, ()  # "Theme 2: Practice" is a title too
    if now.over:
        now.section, now.over = now.over_section, None
    if title:
        now.section, now.area = title, now.area if heading.inside else None
        now.by_banner = now.by_title = False
    if text and is_area:
        now.area = area_from(text, told.parents)
        if now.area.title and not title and (now.by_title or not now.section):
            now.section, now.by_title = now.area.title, True
        now.over = now.area if is_sentence(plain(text)) else None
        now.over_section, now.over_look = now.section, None
