"""Who leads: the persons, roles and bodies of a lead cell. The front door to the modules lead_*.

Structure first: the cell's own lines and marks cut it, words say what a piece is, and the order of
the pieces says what belongs to whom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from actionplans.normalise.lead_cuts import segments
from actionplans.normalise.lead_drafts import Drafts
from actionplans.normalise.lead_language import words
from actionplans.normalise.lead_people import Person, people
from actionplans.normalise.lead_pieces import Piece
from actionplans.normalise.lead_posts import with_posts, without_asides
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.plan import Lead
from actionplans.normalise.text import is_plain

FLAGS = {
    "lead-not-understood": "the lead text has words, but no person, role or body was found in it",
    "lead-unsure": "a name was found by its shape alone, or words say neither who nor what",
    "lead-to-be-confirmed": "the lead text says that there is nobody yet: TBC, vacant",
    "lead-ditto": "the lead text says only that it is as above",
}
"""What the flags of lead_flags mean."""

_SPACES, _LINE_END = re.compile(r" {2,}"), re.compile(r" ?\n[ \n]*")
_ALPHANUMERIC = re.compile(r"[^\W_]")
LONGEST = 2000  # characters; a cell beyond is prose in the wrong column


def parse_leads(text: str, *, lines: Sequence[str] = ()) -> tuple[Lead, ...]:
    """The persons, roles and bodies that a lead cell names, in its order. Never raises.

    lines are the cell's printed lines where they are known: a line's start may begin a name.
    """
    return _read(text, tuple(lines))[0]


def lead_flags(text: str, leads: Sequence[Lead], *, lines: Sequence[str] = ()) -> tuple[str, ...]:
    """What a person should look at in the reading of this lead text; the codes are in FLAGS."""
    clean = cleaned(text)
    if not _ALPHANUMERIC.search(clean):
        return ()
    flags = list(_read(text, tuple(lines))[1])
    if leads:
        return tuple(flag for flag in flags if flag not in {"lead-not-understood", "lead-ditto"})
    if not flags:
        flags.append("lead-not-understood")
    return tuple(flags)


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """NFC, single spaces, line ends kept, doubtful characters out."""
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    if is_plain(text):
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\xad", "")
    if not text.replace("\n", "").isprintable():  # no space but the plain one is printable
        text = "".join([c if c == "\n" or c.isprintable() else " " for c in text])
    return _LINE_END.sub("\n", _SPACES.sub(" ", text)).strip()


@lru_cache(maxsize=4096)
def _read(text: str, lines: tuple[str, ...]) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    clean = cleaned(text)
    if clean.lower().rstrip(".") in known("everybody"):
        return (Lead(role=clean),), ()
    found = without_asides(with_posts(words(clean)))
    persons = people(found, clean, _breaks(clean, lines))
    drafts = Drafts(clean)
    for pieces in segments(found, persons):
        drafts.read(pieces)
    leads = drafts.leads()
    return leads, tuple(_doubts(leads, persons, drafts.unknown, {word.kind for word in found}))


def _breaks(text: str, lines: tuple[str, ...]) -> frozenset[int]:
    """The offsets in text at which the printed lines begin."""
    starts: list[int] = []
    place = 0
    for line in lines:
        printed = cleaned(line)
        start = text.find(printed, place)
        if start >= 0:
            starts.append(start)
            place = start + len(printed)
    return frozenset(starts)


def _doubts(
    leads: Sequence[Lead], persons: Sequence[Person], unknown: Sequence[Piece], kinds: set[str]
) -> list[str]:
    doubts = []
    if unknown or not all(person.sure for person in persons):
        doubts.append("lead-unsure")
    if "nobody" in kinds:
        doubts.append("lead-to-be-confirmed")
    if "ditto" in kinds and not leads:
        doubts.append("lead-ditto")
    return doubts
