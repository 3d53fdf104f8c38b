"""From pieces to leads, where no person stands: roles and bodies, and which body has which role."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.normalise.lead_cuts import INTERNAL
from actionplans.normalise.lead_draft import Draft, body_text, in_one_bracket, role_text, through
from actionplans.normalise.lead_initials import abbreviates
from actionplans.normalise.lead_pieces import Piece
from actionplans.normalise.lead_vocabulary import known, plain
from actionplans.normalise.plan import Lead

NOBODY = Lead()


class Bodies:
    """The leads of one cell in the making. held is the body that stands until the next."""

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
        return tuple(dict.fromkeys(lead for lead in leads if lead != NOBODY))

    def _take_waiting(self, pieces: list[Piece]) -> None:
        if self.waiting is None:
            return
        both = self._is_listed(self.waiting) and self._is_listed(pieces[0])
        if both or pieces[0].kind in {"body", "subject"}:
            self._flush()
            return
        self.held = body_text(self.text, self.waiting)
        self.waiting = None

    def _is_listed(self, piece: Piece) -> bool:
        """Jo Smith; SENDIASS: a semicolon before it makes it a lead of its own."""
        return self.text[: piece.start].rstrip().endswith(";")

    def _flush(self) -> None:
        if self.waiting is not None:
            last = self.drafts[-1] if self.drafts else None
            if (
                last
                and last.name
                and not last.body
                and last.has_role
                and self.waiting.kind == "body"
                and not self._is_listed(self.waiting)
            ):
                last.body = body_text(self.text, self.waiting)
            else:
                self.drafts.append(Draft(body=body_text(self.text, self.waiting)))
            self.waiting = None

    def _bodies(self, pieces: list[Piece]) -> None:
        """Bodies alone. The last waits: it may hold for the persons on the lines below."""
        listed = self._is_listed(pieces[0])
        last = self.drafts[-1] if self.drafts and self._last_was_name and not listed else None
        if last and len(pieces) == 1 and not last.body:
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
            if merged and (piece.bracketed or self._is_one_subject(merged[-1], piece)):
                merged[-1] = through(self.text, merged[-1], piece)
            else:
                merged.append(piece)
        self.drafts += [Draft(body=body_text(self.text, piece)) for piece in merged[:-1]]
        self.waiting = merged[-1]

    def _is_one_subject(self, first: Piece, last: Piece) -> bool:
        """Pensions and Pay; but Children's Social Care, Health and Legal/Finance are two each."""
        if {first.kind, last.kind} != {"subject"} or last.mark == "slash":
            return False
        bare = {plain(self._words(first)), plain(self._words(last))} & known("bare_body")
        return not (bare and last.mark == "comma")

    def _words(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def _give_body(self, draft: Draft, piece: Piece) -> None:
        body = body_text(self.text, piece)
        if abbreviates(body, draft.name):
            return
        if plain(body) in known("service") and self._names_field(draft, piece):
            return
        if piece.bracketed and draft.roles and abbreviates(body, self._words(draft.roles[-1])):
            draft.roles[-1] = through(self.text, draft.roles[-1], piece)
            return
        another = piece.mark == "comma" and bool(draft.roles) and draft.roles[-1].unit
        goes_on = piece.kind == "subject" and not another
        if piece.mark == "join" and body.lower() in {"team", "teams", "others"}:
            return  # Jo Smith & team
        if self._is_part_of_role(draft, piece):
            draft.roles[-1] = through(self.text, draft.roles[-1], draft.body_piece or piece)
            draft.body, draft.body_piece = body, piece
            return
        together = draft.body_piece and in_one_bracket(self.text, draft.body_piece, piece)
        if draft.body_piece and together and (piece.bracketed or goes_on):
            draft.body_piece = through(self.text, draft.body_piece, piece)
            draft.body = body_text(self.text, draft.body_piece)
            return
        if draft.body is None or draft.held:
            draft.body, draft.held, draft.body_piece = body, False, piece
        elif another or piece.kind == "body" or piece.mark in {"join", "slash"}:
            self.drafts.append(Draft(body=body))
        else:
            draft.body = f"{draft.body}, {body}"

    def _is_part_of_role(self, draft: Draft, piece: Piece) -> bool:
        """Head of Service – Disabled Children Service, Devon CC: a service is what is headed."""
        unit, role = draft.body_piece, draft.roles[-1] if draft.roles else None
        if unit is None or role is None or unit.mark != "dash" or piece.mark != "comma":
            return False
        last = self._words(unit).lower().rsplit(" ", 1)[-1]
        return role.start < unit.start and piece.kind == "body" and last in INTERNAL

    def _names_field(self, draft: Draft, piece: Piece) -> bool:
        """Corporate Director (Place): what the brackets right after a role hold goes with it."""
        role = draft.roles[-1] if draft.roles else None
        if role is None or role.bracketed or not piece.bracketed or role.start < draft.named_at:
            return False
        if self.text[role.end : piece.start].strip() != "(" or draft.roles == self.unknown[-1:]:
            return False
        draft.roles[-1] = through(self.text, role, piece)
        return True

    def _goes_on_with_body(self, draft: Draft, piece: Piece) -> bool:
        """HMPPS Prison Group | – | Yorkshire."""
        if not draft.body_piece or piece.mark != "dash" or piece.bracketed:
            return False
        draft.body_piece = through(self.text, draft.body_piece, piece)
        draft.body = body_text(self.text, draft.body_piece)
        return True

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

    def _is_only_unknown(self, draft: Draft) -> bool:
        """Its role is nothing but words that say neither who nor what."""
        return draft.roles == self.unknown[-1:] and not draft.body

    def _is_staff(self, draft: Draft) -> bool:
        """Current staff (Managers, Coordinators): the brackets say who."""
        return self.text[: draft.roles[-1].end].lower().endswith("staff")

    def _body_among_roles(
        self, draft: Draft | None, prefix: Piece | None, piece: Piece
    ) -> Piece | None:
        """Gives the body to the role before it, or returns it to wait for the role after it."""
        apart = piece.mark in {"join", "slash"} and piece.kind == "body"
        if draft and draft.roles and piece.bracketed and self._is_only_unknown(draft):
            self.drafts.remove(draft)  # Making Changes Together (Parent Carer Network)
            return through(self.text, draft.roles[0]._replace(kind="body"), piece)
        if draft and draft.roles and not apart:
            numbered = piece.bracketed and any(map(str.isdigit, self._words(piece)))
            if numbered or (piece.kind == "subject" and not self._is_unit(draft, piece)):
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
            if self._goes_on_with_body(draft, piece) or self._names_field(draft, piece):
                return draft
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
