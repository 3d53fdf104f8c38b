"""Document to Plan: choose the action tables, repair their rows, read each action."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from actionplans.errors import NoActionTableError
from actionplans.extract.document import Document, Row
from actionplans.normalise import refs
from actionplans.normalise.account import account
from actionplans.normalise.actions import finished
from actionplans.normalise.areas import placed
from actionplans.normalise.banners import Remnants, banner_entries, banner_of, lone_titles
from actionplans.normalise.choose import parts_of
from actionplans.normalise.drafts import drafts_of, with_gaps_flagged
from actionplans.normalise.entries import EMPTY, EXTRA, Entry, keys_of, read_row, settle_refs
from actionplans.normalise.facts import VERDICT, facts_apart, is_total, labelled_text
from actionplans.normalise.fronts import front_entries, fronts_kept
from actionplans.normalise.heading_titles import are_titles
from actionplans.normalise.issue_numbers import with_issue_numbers
from actionplans.normalise.labelled import with_labelled
from actionplans.normalise.laid_out import laid_out
from actionplans.normalise.mending import as_seen, mended, with_ligatures
from actionplans.normalise.part import Part
from actionplans.normalise.plan import Plan, Repair
from actionplans.normalise.profile import NO_PROFILE, Profile
from actionplans.normalise.rows import joined
from actionplans.normalise.slug import slug
from actionplans.normalise.text import Lexicon, Lines, lexicon_of, plain
from actionplans.normalise.told import as_told

_VERDICT_LINE = re.compile(
    r"(?:partially |partly |not |fully )?(?:agreed|accepted|rejected)"
    r"(?: in (?:part|principle))?[.:]?$",
    re.IGNORECASE,
)


def to_plan(
    document: Document, profile: Profile = NO_PROFILE, *, plan_id: str | None = None
) -> Plan:
    """Read the action plan in a document.

    plan_id: what names the plan in the dataset; the slug of the file's name if None.
    Raises NoActionTableError where no table is an action plan.
    """
    plan_id = plan_id or slug(document.source)
    document, restored = with_ligatures(as_seen(document))
    lexicon = lexicon_of(document)
    document, sewn = mended(document, lexicon)
    given, profile = profile, as_told(document, profile)
    parts = parts_of(laid_out(document), profile)
    chosen = [part for part in parts if part.chosen]
    if not chosen:
        raise no_table(document, parts)
    read = entries_of(chosen, lexicon)
    entries = settle_refs(with_issue_numbers(with_labelled(read.entries)))
    rows = placed(joined(entries), profile)
    drafts = with_gaps_flagged(drafts_of(rows))
    if not drafts:
        raise no_table(document, parts)
    done = finished(drafts, document, profile, plan_id, lexicon)
    words = account(document, parts, done.used, read.dropped)
    flags = (
        *document.flags,
        *(("words-unplaced",) if words.unplaced else ()),
        *_flags(chosen, given, profile),
    )
    return Plan(
        plan_id, document.title, document.source, document.sha256, len(document.pages),
        done.actions, _in_order((*restored, *sewn, *read.repairs), done.repairs), words.unplaced,
        words.total, words.placed, words.elsewhere, len(words.unplaced),
        document.text_layer, tuple(dict.fromkeys(flags)), sheets=document.pages,
    )  # fmt: skip


_NOTHING = Entry(0)


@dataclass(slots=True)
class _Read:
    """The chosen tables' rows by role, the words of headings dropped on the way, the record."""

    entries: list[Entry] = field(default_factory=list)
    dropped: list[Lines] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)


def entries_of(parts: Sequence[Part], lexicon: Lexicon) -> _Read:
    """Every row of the chosen parts, without headings, banners told apart."""
    read = _Read()
    kept, entitled = fronts_kept(parts), _entitled(parts)
    first_titles: set[tuple[str, ...]] = set()
    for part in parts:
        again = part.repeated
        titles = tuple(title for title in part.columns.titles if title)
        if titles in first_titles and part.heading:
            again = part.heading + again
        first_titles.add(titles)
        read.repairs += [_left_out(row, "header-dropped", "the headings again") for row in again]
        front = list(front_entries(part, kept))
        if part.heading and part.columns.titles in entitled:
            first = part.heading[-1].cells[0].lines
            front.append(Entry(part.heading[-1].page, banner=first, above=part.above))
        read.entries += front
        _read_rows(read, part, lexicon, above=not front)
    return read


def _entitled(parts: Sequence[Part]) -> frozenset[tuple[str, ...]]:
    """The headings of which the first alone changes from part to part, a title of its rows."""
    titles = {part.columns.titles for part in parts if part.heading and part.columns.titles}
    return frozenset(
        one
        for one in titles
        for other in titles
        if one[1:] == other[1:] and len(one) > 3 and are_titles(one[0], other[0])
    )


def _read_rows(read: _Read, part: Part, lexicon: Lexicon, *, above: bool) -> None:
    page, remnants = 0, Remnants(part.columns)
    said = Entry(0, above=part.above, before=part.before) if above else _NOTHING
    titles, keys = lone_titles(part), keys_of(part.columns)
    for place, row in enumerate(part.rows):
        if row.page != page:
            page, remnants = row.page, Remnants(part.columns)
        cut_here = place > 0 or not part.heading
        kept, taken, repair = remnants.take(row) if cut_here else (row, (), None)
        read.dropped += [taken] if taken else []
        read.repairs += [repair] if repair else []
        if kept is None or not any(cell.lines for cell in kept.cells):
            continue
        if is_total(kept):
            read.dropped += [cell.lines for cell in kept.cells]
            read.repairs.append(_left_out(kept, "total-dropped", "it only counts the rows above"))
            continue
        banner, sewn = banner_of(part, kept, lexicon, title=place in titles)
        if banner:
            fact = labelled_text(banner, titled=_under_a_title(read.entries))
            found = banner_entries(part, kept, banner, fact)
            read.repairs += [sewn] if sewn else []
            read.dropped += [each.head for each in ((fact,) if fact else facts_apart(banner)[1])]
        else:
            entry = _without_verdict(read_row(part, kept, keys), part, kept)
            found = [_without_foreign(entry, part, kept)]
        if said is not _NOTHING:
            found[0] = replace(found[0], above=said.above, before=said.before)
            said = _NOTHING
        read.entries += found


def _under_a_title(entries: Sequence[Entry]) -> bool:
    """True right below a banner with a label of its own, "Recommendation 2: …", or what it says."""
    facts = takewhile(
        lambda entry: all(key.startswith(EXTRA) for key in entry.slots), entries[::-1]
    )
    above = next((entry for entry in facts if entry.banner), None)
    label = refs.read(plain(above.banner)) if above else None
    return label is not None and label.shape == "label"


def _without_verdict(entry: Entry, part: Part, row: Row) -> Entry:
    """Take "Agree." out of the actions where it only answers the area: on a line of its own above
    them, across the columns of date and lead, or alone beside blank ones."""
    place, text = part.columns.at("action"), entry.text("action")
    if place is None or not VERDICT.match(text):
        return entry  # nearly every row
    key = EXTRA + (part.columns.titles[place] or f"Column {place + 1}")
    slot, lines = entry["action"], entry["action"].lines
    above_it = len(lines) > 1 and _VERDICT_LINE.match(plain(lines[:1]))
    if above_it and plain(lines[1:2])[:1].isupper() and not entry[key].lines:
        rest = entry.with_slot("action", replace(slot, lines=lines[1:]))
        return rest.with_slot(key, replace(slot, lines=lines[:1]))
    if entry["due"].lines or entry["lead"].lines:
        return entry
    across = place + 1 < len(row.cells) and row.cells[place + 1].merged_left
    subject = text[:1].isupper() and text.split()[0] in {"We", "Management", "The"}
    if not across and (subject or len(text.split()) > 2):
        return entry  # "We agree." is all that some answer
    return entry.with_slot(key, slot).with_slot("action", EMPTY)


def _without_foreign(entry: Entry, part: Part, row: Row) -> Entry:
    """Put on record the words of a column that is not the plan's."""
    if not entry.shifted:
        return entry
    words = " | ".join(
        plain(cell.lines)
        for cell, role in zip(row.cells, part.columns.roles, strict=True)
        if role is None and cell.lines
    )
    note = "no heading names the column, and the plan's other pages do not have it"
    return entry.noted(Repair(None, "column-shifted", row.page, words, "", note), "column-shifted")


def _left_out(row: Row, kind: str, why: str) -> Repair:
    text = " | ".join(plain(cell.lines) for cell in row.cells if cell.lines)
    return Repair(None, kind, row.page, text, "", why)


def _in_order(first: Iterable[Repair], second: Iterable[Repair]) -> tuple[Repair, ...]:
    return tuple(sorted((*first, *second), key=lambda repair: repair.page))


def _flags(parts: Sequence[Part], given: Profile, used: Profile) -> Iterator[str]:
    if any(part.reason.startswith("its cells") for part in parts):
        yield "roles-by-content"
    if used.conventions.month_first and not given.conventions.month_first:
        yield "month-first-dates"


def no_table(document: Document, parts: Sequence[Part]) -> NoActionTableError:
    """The error that says which tables were seen, and why none of them was taken."""
    if not parts:
        reason = "no table was found in it."
        step = "Look whether the file is the plan, and not a letter or a report about it."
    else:
        seen = "; ".join(f"table {part.table}: {part.reason}" for part in parts[:5])
        more = f"; and {len(parts) - 5} more" if len(parts) > 5 else ""
        reason = f"no table in it reads as an action plan ({seen}{more})."
        step = (
            f"Run `actionplans inspect {document.source}` to see what was found and to get a "
            "profile to start from, and name the columns with --profile."
        )
    return NoActionTableError(document.source, reason, step)
