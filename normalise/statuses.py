"""Colour and status of each action: from its own columns, its due text, and the document's key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from actionplans.extract.document import Document
from actionplans.normalise.colour_key import read_key
from actionplans.normalise.completion import status_words
from actionplans.normalise.content import Look
from actionplans.normalise.drafts import Draft
from actionplans.normalise.entries import EXTRA, Entry, Slot
from actionplans.normalise.headings import normalised
from actionplans.normalise.plan import Due, Status
from actionplans.normalise.rag import LETTERS, Key, rag_of, status_in, status_of
from actionplans.normalise.text import Lines, plain

_PROGRESS = re.compile(r"\b(?:progress|update|position|to date)\b", re.IGNORECASE)
# A progress cell of so few words is a status; a longer one tells a story, of which a word such as
# "completed" may be about anything.
_FEW_WORDS = 4
_LETTERS, _MOSTLY = 3, 0.8  # cells that open with a letter: so many, and this share of the column
_OF_ACTION = re.compile(
    r"\W*(?:(?:all |this |the )?(?:actions?|item|work|status)\W*|now |fully |all |already "
    r"|(?:is|are|has been|have been|was) )*",
    re.IGNORECASE,
)

_DONE = "done|completed?|implemented|achieved|closed|met"
_MARK = re.compile(r"\s*[–—:,(-]")
_ASKED = re.compile(rf"(?:{_DONE})(?: (?:y|n|yes|no|part|partly|or))*")
_DONE_ON = re.compile(rf"date (?:{_DONE})|(?:{_DONE}) (?:on|date)|actual (?:completion )?date")
_ANSWERS: Mapping[str, Status] = {
    "yes": "complete", "y": "complete", "part": "in progress", "partly": "in progress",
    "partially": "in progress",
}  # fmt: skip

_UNDONE = frozenset({"not started", "in progress", "overdue"})
# Two greens of one key may be done and on track: the words tell them apart.
_ON_TRACK = re.compile(r"\W*on (?:track|target|schedule|course)\W*", re.IGNORECASE)

Seen = tuple[str | None, Status | None]


def statuses(drafts: Sequence[Draft], dues: Sequence[Due], document: Document) -> list[Seen]:
    """The colour and the status of each draft, in order; None where the plan does not say."""
    key = read_key(document)
    coloured = _coloured_columns(drafts, key)
    lettered = _lettered_column(drafts, key)
    entries = [draft.entry for draft in drafts]
    if lettered:
        entries = [_with_letter(entry, lettered, key) for entry in entries]
    return [_seen(entry, due, key, coloured) for entry, due in zip(entries, dues, strict=True)]


def _seen(entry: Entry, due: Due, key: Key, coloured: Sequence[str]) -> Seen:
    rag = _rag(entry, key, coloured)
    told = status_of(entry.text("status"), None, key) or status_of(entry.text("rag"), None, key)
    told = told or _answered(entry)
    fills = [fill for name in ("rag", "status", *coloured) if (fill := entry[name].fill)]
    fill = fills[0] if fills else None
    coloured_so = status_of(None, rag, key, fill)
    if rag is None and _is_uncoloured(entry) and status_of(None, "white", key) == "not started":
        coloured_so = "not started"
    # "Review completed, January 2013" may be what is to be seen by then: its colour tells.
    if due.status == "complete" and coloured_so in _UNDONE:
        return rag, told or coloured_so
    if coloured_so == "complete" and any(
        _ON_TRACK.fullmatch(entry.text(name)) for name in ("rag", "status")
    ):
        coloured_so = "in progress"
    return rag, told or due.status or _progress(entry, key) or coloured_so


def _is_uncoloured(entry: Entry) -> bool:
    """True for a blank rating: a key may say that this is not started, "White: not started"."""
    rating = entry.slots.get("rag")
    return rating is not None and not rating.lines and not rating.merged_above


def _answered(entry: Entry) -> Status | None:
    """The answer in a column that asks whether the action is done, "Done?" "Yes – 15/05/24"; or
    the day in one that says when it was."""
    for name, slot in entry.slots.items():
        asks = _asks(name)
        text = slot.text.strip(" .") if asks else ""
        if not text:
            continue
        if asks == "when" and Look([text]).dates:
            return "complete"
        if asks == "whether":
            answer = _ANSWERS.get(_MARK.split(text, maxsplit=1)[0].casefold())
            if found := answer or status_in(text):
                return found
    return None


@lru_cache(maxsize=4096)
def _asks(name: str) -> Literal["whether", "when"] | None:
    """What a column asks of an action that is done."""
    title = normalised(name.removeprefix(EXTRA)) if name.startswith(EXTRA) else ""
    if _ASKED.fullmatch(title):
        return "whether"
    return "when" if _DONE_ON.fullmatch(title) else None


def _rag(entry: Entry, key: Key, coloured: Sequence[str]) -> str | None:
    for name in ("rag", "status"):
        told = name == "rag" or bool(entry[name].lines)  # a blank status on grey is none
        found = rag_of(entry.text(name), entry[name].fill, key, grey=told)
        if found:
            return found
    if not coloured or "rag" in entry.slots or "status" in entry.slots:
        return None
    found_fills = (rag_of(None, entry[name].fill, key) for name in coloured)
    return next((colour for colour in found_fills if colour in key.meanings), None)


def _coloured_columns(drafts: Sequence[Draft], key: Key) -> list[str]:
    """Columns whose fill differs from row to row; a column shaded throughout says nothing."""
    if not key.meanings:
        return []
    names = dict.fromkeys(name for draft in drafts for name in draft.entry.slots)
    return [name for name in names if len({draft.entry[name].fill for draft in drafts}) > 1]


def _lettered_column(drafts: Sequence[Draft], key: Key) -> str | None:
    """The column whose texts open with a letter of the key on a line of its own, "G" above "First
    figures drafted", where no column is for ratings."""
    if not key.meanings:
        return None
    names = dict.fromkeys(name for draft in drafts for name in draft.entry.slots)
    if {"rag", "status"} & names.keys():
        return None
    for name in names:
        cells = [lines for draft in drafts if (lines := draft.entry[name].lines)]
        lettered = [lines for lines in cells if _is_letter(lines[:1], key)]
        above = sum(len(lines) > 1 for lines in lettered)
        enough = len(lettered) >= max(_LETTERS, _MOSTLY * len(cells)) and 2 * above > len(lettered)
        if name.startswith(EXTRA) and enough:
            return name
    return None


def _with_letter(entry: Entry, column: str, key: Key) -> Entry:
    lines = entry[column].lines[:1]
    return entry.with_slot("rag", Slot(lines)) if _is_letter(lines, key) else entry


def _is_letter(lines: Lines, key: Key) -> bool:
    return LETTERS.get(plain(lines)) in key.meanings


def _progress(entry: Entry, key: Key) -> Status | None:
    """The status of the last progress column that gives one: updates are added to the right."""
    last: Status | None = None
    for name, slot in entry.slots.items():
        if _is_of_progress(name):
            text = slot.text
            few = 0 < len(text.split()) <= _FEW_WORDS and _says_of_the_action(text)
            if few and (status := status_of(text, None, key)):
                last = status
    return last


@lru_cache(maxsize=4096)
def _is_of_progress(name: str) -> bool:
    return name.startswith(EXTRA) and bool(_PROGRESS.search(name))


def _says_of_the_action(text: str) -> bool:
    """False for "Tender evaluation complete", which is true of a part: the status opens the text,
    or the action is named."""
    starts = [word.start for word in status_words(text)]
    return not starts or bool(_OF_ACTION.fullmatch(text[: min(starts)]))
