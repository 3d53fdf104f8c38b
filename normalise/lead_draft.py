"""A lead in the making, and the text of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplans.normalise.lead_pieces import Piece
from actionplans.normalise.lead_vocabulary import known, plain

_WORD_AFTER = re.compile(r" \w")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’]s$")
_CLOSING = re.compile(r"[^()\n]{0,20}\)")
_ONE_ROLE = re.compile(r"[\s,/&–-]{0,4}(?:and )?")  # what may stand between two parts of it
_A_BODY = re.compile(r"\s[A-Z]{2,8}\s")
_THE_INSIDE = re.compile(r"[^\n.;:] ?The $")


@dataclass(slots=True)
class Draft:
    """Its role may lie in several places of the text.

    held: the body stood before and may be bettered by one of its own. led_by_role: its role stood
    before its name. mark: the separator before the name; named_at: the place of the name.
    """

    name: str | None = None
    roles: list[Piece] = field(default_factory=list)
    body: str | None = None
    body_piece: Piece | None = None
    held: bool = False
    led_by_role: bool = False
    mark: str = ""
    named_at: int = -1

    @property
    def has_role(self) -> bool:
        """It has a role beyond a rank."""
        return any(piece.kind != "rank" for piece in self.roles)


def in_one_bracket(text: str, first: Piece, last: Piece) -> bool:
    """No bracket closes between them, or only the one that the last stands in."""
    return not first.bracketed or ")" not in text[first.end : last.start]


def body_text(text: str, piece: Piece) -> str:
    """The body as printed, without the 's of "the SPA's Head of Change"."""
    start = piece.start - 4 if _has_article(text, piece) else piece.start
    body = text[start : piece.end].replace("\n", " ")
    if not _WORD_AFTER.match(text, piece.end) or plain(body) in known("body"):  # Barnardo's
        return body
    return _POSSESSIVE.sub("", body)


def _has_article(text: str, piece: Piece) -> bool:
    """Jo Smith (The Parks Trust): a capital inside of the cell, before a name of its own."""
    before = text[: piece.start]
    if before.endswith("(The "):
        return True
    if not _THE_INSIDE.search(before[-6:]):
        return False
    first = text[piece.start : piece.end].split()[0]
    common = (known(name) for name in ("body_word", "subject", "body"))
    return first.istitle() and not any(plain(first) in words for words in common)


def through(text: str, first: Piece, last: Piece) -> Piece:
    """One piece from the start of the first to the end of the last, closing bracket included."""
    end = last.end
    if last.bracketed and not first.bracketed:
        close = _CLOSING.match(text, end)
        end = close.end() if close else end
    kind = "role" if first.kind == "rank" else first.kind
    return Piece(kind, first.start, max(first.end, end), first.mark, first.bracketed, first.unit)


def role_text(text: str, roles: Sequence[Piece]) -> str | None:
    """The role as printed; parts that stand apart are joined by a comma."""
    parts: list[str] = []
    end = -1
    for piece in sorted(roles, key=lambda p: p.start):
        words = text[piece.start : piece.end].replace("\n", " ").strip(" ,;:-–")
        between = text[end : piece.start] if end >= 0 else ""
        if parts and _ONE_ROLE.fullmatch(between):
            parts[-1] += between.replace("\n", " ") + words
        elif parts and _A_BODY.fullmatch(between):
            parts[-1] += " " + words  # a body stood inside of the role
        elif words:
            parts.append(words)
        end = piece.end
    return ", ".join(parts) or None
