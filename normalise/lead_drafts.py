"""From pieces to leads: which role and which body belong to which person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actionplans.normalise.lead_draft import Draft, abbreviates, body_text, role_text, through
from actionplans.normalise.lead_pieces import Piece
from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.plan import Lead

SHARING = frozenset({"join", "slash", "comma"})


class Drafts:
    """Reads the segments of one cell in order. held is the body that stands until the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.unknown: list[Piece] = []
        self.held: str | None = None
        self.waiting: Piece | None = None  # a body alone on its line
        self._last_was_name = False

    def leads(self) -> tuple[Lead, ...]:
        self._flush()
        leads = [
            Lead(draft.name, role_text(self.text, draft.roles), draft.body) for draft in self.drafts
        ]
        return tuple(dict.fromkeys(lead for lead in leads if lead != Lead()))

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
        return self._last_was_name and pieces[0].kind in {"role", "rank"}

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

    def _take_waiting(self, pieces: list[Piece]) -> None:
        if self.waiting is None:
            return
        if pieces[0].kind in {"body", "subject"}:
            self._flush()
            return
        self.held = body_text(self.text, self.waiting)
        self.waiting = None

    def _flush(self) -> None:
        if self.waiting is not None:
            last = self.drafts[-1] if self.drafts else None
            if (
                last
                and last.name
                and not last.body
                and last.has_role
                and self.waiting.kind == "body"
            ):
                last.body = body_text(self.text, self.waiting)
            else:
                self.drafts.append(Draft(body=body_text(self.text, self.waiting)))
            self.waiting = None

    def _bodies(self, pieces: list[Piece]) -> None:
        """Bodies alone. The last waits: it may hold for the persons on the lines below."""
        if self._last_was_name and len(pieces) == 1 and self.drafts and not self.drafts[-1].body:
            self.drafts[-1].body = body_text(self.text, pieces[0])
            self._last_was_name = False
            return
        self._flush()
        if [piece.kind for piece in pieces] == ["subject", "body"] and pieces[1].mark == "comma":
            role, body = pieces  # the rest of "Director of | Commissioning, NHS East Sussex CCG"
            self.drafts.append(Draft(roles=[role], body=body_text(self.text, body)))
            return
        merged: list[Piece] = []
        for piece in pieces:
            goes_on = merged and merged[-1].kind == "subject" and piece.kind == "subject"
            if merged and (piece.bracketed or goes_on):
                merged[-1] = through(self.text, merged[-1], piece)
            else:
                merged.append(piece)
        self.drafts += [Draft(body=body_text(self.text, piece)) for piece in merged[:-1]]
        self.waiting = merged[-1]

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
            current.mark = pieces[at].mark
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
        if len(rest) == 1 and person.mark in {"dash", "colon"} and self._is_label(rest[0]):
            return draft
        apart = person.mark in {"join", "slash"} and any(piece.kind != "rank" for piece in rest)
        if (
            rest
            and apart
            and not all(piece.mark in {"join", "slash"} for piece in rest[-1:] if len(rest) > 1)
        ):
            self._roles(rest)
            return draft
        for piece in rest:
            if draft.roles and piece.kind == "modifier":
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            elif piece.kind in {"role", "rank"}:
                draft.roles.append(piece)
            elif piece.kind in {"body", "subject", "unknown"}:
                if draft.roles and piece.kind == "subject":
                    draft.roles[-1] = through(self.text, draft.roles[-1], piece)
                elif draft.roles and piece.kind == "unknown":
                    self.unknown.append(piece)
                else:
                    draft.body = body_text(self.text, piece)
                    self.held = draft.body if not draft.roles else self.held
        return draft

    def _is_label(self, piece: Piece) -> bool:
        """Lead officer – Bridget Amoah, S: Bridget Amoah: what the column says already."""
        words = self._words(piece).lower()
        return len(words) == 1 or f"{words}:" in known("label")

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
                apart = (role_first and draft.led_by_role and not piece.bracketed) or (
                    piece.mark in {"join", "slash"} and not draft.has_role
                )
                if apart:
                    self._roles(pieces[at:])
                    return
                draft.roles.append(piece)
            elif draft.has_role and self._extends(draft, piece):
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            elif piece.kind == "subject" and later & {"role", "body"} and piece.mark != "dash":
                draft.roles.append(piece)
            elif piece.kind in {"body", "subject"}:
                self._give_body(draft, piece)
            elif piece.kind == "unknown" and not abbreviates(self._words(piece), draft.name):
                self.unknown.append(piece)

    def _extends(self, draft: Draft, piece: Piece) -> bool:
        """It goes on with the role: its subject, "(interim)", or more of the same brackets."""
        if piece.kind == "subject":
            return not self._is_unit(draft, piece)
        return piece.kind == "modifier" or (piece.bracketed and draft.roles[-1].bracketed)

    def _words(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def _give_body(self, draft: Draft, piece: Piece) -> None:
        body = body_text(self.text, piece)
        if abbreviates(body, draft.name):
            return
        if piece.bracketed and draft.roles and abbreviates(body, self._words(draft.roles[-1])):
            draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            return
        another = piece.mark == "comma" and bool(draft.roles) and draft.roles[-1].unit
        goes_on = piece.kind == "subject" and not another
        if draft.body_piece and (piece.bracketed or goes_on):
            draft.body_piece = through(self.text, draft.body_piece, piece)
            draft.body = body_text(self.text, draft.body_piece)
            return
        if draft.body is None or draft.held:
            draft.body, draft.held, draft.body_piece = body, False, piece
        elif another or piece.kind == "body" or piece.mark in {"join", "slash"}:
            self.drafts.append(Draft(body=body))
        else:
            draft.body = f"{draft.body}, {body}"

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
                here.body = here.body or before.body

    # Roles and bodies without a person

    def _roles(self, pieces: Sequence[Piece]) -> None:
        draft: Draft | None = None
        prefix: Piece | None = None
        for piece in pieces:
            if piece.kind in {"role", "rank"}:
                if draft and draft.roles and piece.bracketed and self._is_staff(draft):
                    self.drafts.remove(draft)
                elif draft and draft.roles and piece.bracketed and not draft.roles[-1].bracketed:
                    if draft.body_piece:
                        draft.roles.append(piece)
                    else:
                        draft.roles[-1] = through(self.text, draft.roles[-1], piece)
                    continue
                if prefix is not None and piece.mark in {"", "dash", "colon", "comma"}:
                    self.held = body_text(self.text, prefix)
                elif prefix is not None:
                    self.drafts.append(Draft(body=body_text(self.text, prefix)))
                prefix = None
                draft = Draft(roles=[piece], body=self.held, held=True)
                self.drafts.append(draft)
            elif piece.kind in {"body", "subject"}:
                prefix = self._body_among_roles(draft, prefix, piece)
                if prefix is not None:
                    draft = None
            elif piece.kind == "unknown":
                draft = self._unknown(draft, piece)
            elif draft and piece.kind == "modifier":
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
        if prefix is not None:
            self.drafts.append(Draft(body=body_text(self.text, prefix)))

    def _is_staff(self, draft: Draft) -> bool:
        """Current staff (Managers, Coordinators): the brackets say who."""
        return self.text[: draft.roles[-1].end].lower().endswith("staff")

    def _body_among_roles(
        self, draft: Draft | None, prefix: Piece | None, piece: Piece
    ) -> Piece | None:
        """Gives the body to the role before it, or returns it to wait for the role after it."""
        apart = piece.mark in {"join", "slash"} and piece.kind == "body"
        if draft and draft.roles and not apart:
            if piece.kind == "subject" and not self._is_unit(draft, piece):
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            else:
                self._give_body(draft, piece)
            return None
        if prefix is not None:
            if piece.bracketed:
                return through(self.text, prefix, piece)
            self.drafts.append(Draft(body=body_text(self.text, prefix)))
        return piece

    def _unknown(self, draft: Draft | None, piece: Piece) -> Draft | None:
        self.unknown.append(piece)
        if draft and draft.roles:
            if piece.mark in {"comma", "dash", "join"} and not piece.bracketed:
                draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            return draft
        self.drafts.append(Draft(roles=[piece], body=self.held, held=True))
        return self.drafts[-1]

    def _is_unit(self, draft: Draft, piece: Piece) -> bool:
        """Director General, Operations: what follows the comma is a body, no part of the role."""
        if draft.body_piece and not draft.held and piece.mark in {"join", "open"}:
            return True
        if piece.mark != "comma" or piece.bracketed or not draft.roles:
            return False
        return draft.roles[-1].unit
