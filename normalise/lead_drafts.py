"""From pieces to leads: which role and which body belong to which person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from actionplans.normalise.lead_bodies import Bodies
from actionplans.normalise.lead_draft import Draft, body_text, through
from actionplans.normalise.lead_initials import abbreviates
from actionplans.normalise.lead_pieces import Piece
from actionplans.normalise.lead_vocabulary import known, plain

SHARING = frozenset({"join", "slash", "comma"})
_ITEM = re.compile(r"(?:^|\n)[ ]?\(?(?:\d{1,2}|[a-z])[.)][ ]?$")  # 2. or (b) begins the line


@cache
def _joints() -> tuple[str, ...]:
    """What parts two leads on one line, as the text before the second ends."""
    return tuple(f" {phrase}" for phrase in known("join"))


class Drafts(Bodies):
    """Reads the segments of one cell in order."""

    def read(self, pieces: list[Piece]) -> None:
        """One line, list item or sentence."""
        if all(piece.kind in {"body", "subject"} for piece in pieces):
            self._bodies(pieces)
            return
        before = len(self.drafts)
        if any(piece.kind == "person" for piece in pieces):
            self._take_waiting(pieces)
            self._persons(pieces)
        elif self._goes_with_name_above(pieces):
            self._after(self.drafts[-1], pieces, False)
            self._last_was_name = False
            return
        else:
            self._take_waiting(pieces)
            self._roles(pieces)
        new = self.drafts[before:]
        self._last_was_name = len(new) >= 1 and new[-1].name is not None and not new[-1].has_role
        if len(new) == 1 and new[0].name and not new[0].has_role and before:
            self._take_role_above(before)

    def _goes_with_name_above(self, pieces: list[Piece]) -> bool:
        """Jo Smith | ESCC Head of Service; but a numbered item is a lead of its own.

        So is what follows "with", "supported by the" and the like.
        """
        before = plain(self.text[: pieces[0].start])
        joined = before.rstrip().removesuffix(" the").endswith(_joints())
        if not self._last_was_name or joined or _ITEM.search(before):
            return False
        kinds = [piece.kind for piece in pieces]
        return kinds[0] in {"role", "rank"} or kinds == ["body", "role"]

    def _take_role_above(self, before: int) -> None:
        """A role alone on its line, then a name alone on the next."""
        above, here = self.drafts[before - 1], self.drafts[before]
        if (
            above.name is None
            and above.roles
            and not any(d.name for d in self.drafts[:before] if not d.led_by_role)
        ):
            here.roles, here.led_by_role = [*above.roles, *here.roles], True
            here.body = here.body or above.body
            del self.drafts[before - 1]
            self._last_was_name = False

    # Persons and what stands around them

    def _persons(self, pieces: list[Piece]) -> None:
        places = [at for at, piece in enumerate(pieces) if piece.kind == "person"]
        front = self._before(pieces[: places[0]], pieces[places[0]])
        if self._paired(front, [pieces[at] for at in places], pieces, places):
            return
        role_first = any(piece.kind == "role" for piece in front.roles)
        stretches = [
            pieces[at + 1 : stop]
            for at, stop in zip(places, [*places[1:], len(pieces)], strict=True)
        ]
        current, first = front, len(self.drafts)
        for order, (at, stretch) in enumerate(zip(places, stretches, strict=True)):
            person = pieces[at].person
            current.name = person.name if person else None
            current.mark, current.named_at = pieces[at].mark, pieces[at].start
            current.led_by_role = any(piece.kind == "role" for piece in current.roles)
            if current.body is None and self.held:
                current.body, current.held = self.held, True
            self.drafts.append(current)
            following = pieces[places[order + 1]] if order + 1 < len(places) else None
            ours, theirs = self._divide(current, stretch, following, role_first)
            self._after(current, ours, role_first and following is None)
            if following is not None:
                current = self._before(theirs, following)
        self._share(first)

    def _paired(
        self, front: Draft, persons: Sequence[Piece], pieces: Sequence[Piece], places: Sequence[int]
    ) -> bool:
        """Headteacher / Deputy Headteacher: A / B."""
        roles = [piece for piece in front.roles if piece.kind == "role"]
        adjacent = places[-1] - places[0] + 1 == len(places)
        if (
            len(roles) < 2
            or len(roles) != len(persons)
            or not adjacent
            or places[-1] != len(pieces) - 1
        ):
            return False
        for role, piece in zip(roles, persons, strict=True):
            name = piece.person.name if piece.person else None
            self.drafts.append(Draft(name, [role], front.body or self.held, led_by_role=True))
        return True

    def _before(self, pieces: Sequence[Piece], person: Piece) -> Draft:
        """What stands before a person and belongs to it; the rest becomes leads without a name."""
        draft = Draft()
        rest = list(pieces)
        marked = rest[1].mark if len(rest) > 1 else person.mark
        if rest and marked in {"dash", "colon"} and self._is_label(rest[0], len(rest) == 1):
            rest = rest[1:]
        apart = person.mark in {"join", "slash"} and any(piece.kind != "rank" for piece in rest)
        if (
            rest
            and apart
            and not all(piece.mark in {"join", "slash"} for piece in rest[-1:] if len(rest) > 1)
        ):
            self._roles(rest)
            return draft
        body: Piece | None = None
        for piece in rest:
            if draft.roles and piece.kind == "modifier":
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            elif piece.kind in {"role", "rank"}:
                draft.roles.append(piece)
            elif piece.kind in {"body", "subject", "unknown"}:
                if draft.roles and piece.kind == "subject" and not self._is_unit(draft, piece):
                    draft.roles[-1] = through(self.text, draft.roles[-1], piece)
                elif draft.roles and piece.kind == "unknown":
                    self.unknown.append(piece)
                else:
                    body = through(self.text, body, piece) if body and piece.bracketed else piece
                    draft.body = body_text(self.text, body)
                    self.held = draft.body if not draft.roles else self.held
        return draft

    def _is_label(self, piece: Piece, alone: bool) -> bool:
        """Lead officer – Bridget Amoah, S: Bridget Amoah: what the column says already."""
        words = self._words(piece).lower()
        return (alone and len(words) == 1) or f"{words}:" in known("label")

    def _divide(
        self, current: Draft, stretch: list[Piece], following: Piece | None, role_first: bool
    ) -> tuple[list[Piece], list[Piece]]:
        """Of the pieces between two persons, those of the first and those of the second."""
        if following is None:
            return stretch, []
        cut = len(stretch)
        while cut and stretch[cut - 1].kind == "rank":
            cut -= 1
        role_there = cut and stretch[cut - 1].kind == "role" and not stretch[cut - 1].bracketed
        if role_there and self._role_is_next(current, stretch, cut, following, role_first):
            cut -= 1
        if (
            cut
            and stretch[cut - 1].kind in {"body", "subject"}
            and self._body_is_next(stretch, cut, following)
        ):
            cut -= 1
        return stretch[:cut], stretch[cut:]

    def _role_is_next(
        self, current: Draft, stretch: list[Piece], cut: int, following: Piece, role_first: bool
    ) -> bool:
        role = stretch[cut - 1]
        mark = following.mark if cut == len(stretch) else "rank"
        if mark in {"join", "slash"}:
            return False
        earlier = any(piece.kind == "role" for piece in stretch[: cut - 1])
        if current.led_by_role and role_first:
            return True
        if mark in {"dash", "colon", "open"} and (earlier or current.has_role):
            return True
        return role.mark in {"join", "slash"} and cut == 1

    def _body_is_next(self, stretch: list[Piece], cut: int, following: Piece) -> bool:
        piece = stretch[cut - 1]
        mark = stretch[cut].mark if cut < len(stretch) else following.mark
        if piece.bracketed:
            return False
        if mark in {"dash", "colon"}:
            return cut > 1 or piece.mark not in {"dash", "comma"}
        if piece.kind == "subject":
            return False
        return mark == "" and piece.mark not in {"comma", "dash", "slash"}

    def _after(self, draft: Draft, pieces: Sequence[Piece], role_first: bool) -> None:
        """What stands after a person and belongs to it."""
        for at, piece in enumerate(pieces):
            later = {p.kind for p in pieces[at + 1 :]}
            if piece.kind == "person":
                continue
            if piece.kind in {"role", "rank"}:
                another = role_first and draft.led_by_role and draft.mark != "colon"
                apart = (another and not piece.bracketed) or (
                    piece.mark in {"join", "slash"} and not draft.has_role
                )
                if apart:
                    self._roles(pieces[at:])
                    return
                draft.roles.append(piece)
            elif draft.has_role and self._extends(draft, piece):
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            elif piece.kind == "modifier" and draft.has_role:
                draft.roles.append(piece._replace(kind="role"))
            elif piece.kind == "subject" and later & {"role", "body"} and piece.mark != "dash":
                draft.roles.append(piece)
            elif piece.kind in {"body", "subject"}:
                self._give_body(draft, piece)
            elif piece.kind == "unknown" and not abbreviates(self._words(piece), draft.name):
                self._unknown_after(draft, piece)

    def _unknown_after(self, draft: Draft, piece: Piece) -> None:
        """Jordan Banks (Barnet), Jo Smith, HMPPS Prison Group – Yorkshire: a place, most likely."""
        self.unknown.append(piece)
        if self._goes_on_with_body(draft, piece):
            return
        words = self._words(piece)
        if piece.mark == "open" and self._names_field(draft, piece):
            return
        begins = piece.mark in {"open", "comma"} and not draft.body and not words.isupper()
        goes_on = piece.mark == "join" and draft.body_piece and draft.body_piece.bracketed
        place = piece.mark == "comma" and bool(draft.roles)  # Jo Smith, Head of Audit, Nairn
        if (piece.bracketed or place) and (goes_on or (begins and words[:1].isupper())):
            self._give_body(draft, piece)

    def _extends(self, draft: Draft, piece: Piece) -> bool:
        """It goes on with the role: its subject, "(interim)", or more of the same brackets."""
        role = draft.roles[-1]
        between = draft.body_piece is not None and draft.body_piece.start > role.start
        if role.start < draft.named_at or between:
            return False
        if piece.kind == "subject":
            return not self._is_unit(draft, piece)
        if piece.kind == "modifier":
            return True
        return piece.bracketed and role.bracketed and piece.mark != "comma"

    def _share(self, first: int) -> None:
        """X and Y, Managers: both; Managers: X and Y: both."""
        new = self.drafts[first:]
        for here, after in reversed(list(pairwise(new))):
            if (
                after.mark == "join"
                and here.name
                and after.name
                and not here.roles
                and after.has_role
                and not after.led_by_role
            ):
                here.roles = list(after.roles)
                here.body = after.body if here.body is None else here.body
        for before, here in pairwise(new):
            if here.mark in SHARING and before.led_by_role and here.name and not here.roles:
                here.roles, here.led_by_role = list(before.roles), True
                if here.mark == "join" and here.body_piece and here.body_piece.mark == "":
                    before.body = before.body or here.body  # Inspectors X and Y of Kent Police
                here.body = here.body or before.body
