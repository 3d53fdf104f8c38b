"""The columns of a table with their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.extract.document import Row
from actionplans.normalise.headings import Role, claims, normalised
from actionplans.normalise.text import plain

RULE = re.compile(r"(?:regulation|reg|standard|article|rule|section|criterion)\b", re.IGNORECASE)
REVISED = re.compile(r"(?:revised|amended|extended|new)\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: printed headings ("" for none), roles (None: not of the plan), and
    for each the reason of its role in words."""

    titles: tuple[str, ...]
    roles: tuple[Role | None, ...]
    reasons: tuple[str, ...]

    def at(self, role: Role) -> int | None:
        """The place of the column with this role."""
        return self.roles.index(role) if role in self.roles else None

    def given(self, changes: Mapping[int, tuple[Role, str]]) -> Columns:
        """These columns with other roles, and the reasons of these, at some places."""
        roles, reasons = list(self.roles), list(self.reasons)
        for place, (role, reason) in changes.items():
            roles[place], reasons[place] = role, reason
        return replace(self, roles=tuple(roles), reasons=tuple(reasons))

    @property
    def known(self) -> frozenset[Role]:
        """The roles present that make a plan: all but extra."""
        return frozenset(role for role in self.roles if role and role != "extra")

    @property
    def revised(self) -> int | None:
        """The place of the date that stands for the due date once a row has it."""
        if "due" not in self.roles:
            return None
        return next(
            (
                place
                for place, (title, role) in enumerate(zip(self.titles, self.roles, strict=True))
                if role == "extra" and REVISED.match(normalised(title))
                and any(claim.role == "due" for claim in claims(title))
            ),
            None,
        )  # fmt: skip

    @property
    def extra_keys(self) -> Mapping[int, str]:
        """The key in `extra` of each extra column, repeated headings told apart by a number; and of
        those that say more than their field holds: a status in words, the rule that was broken."""
        keys: dict[int, str] = {}
        for place, role in enumerate(self.roles):
            title = self.titles[place] or f"Column {place + 1}"
            cites = role in {"ref", "area_ref"} and RULE.match(title)
            if role in {"extra", "status", "rag"} or cites:
                again = sum(key == title or key.startswith(f"{title} (") for key in keys.values())
                keys[place] = f"{title} ({again + 1})" if again else title
        return keys


def column_texts(rows: Sequence[Row], place: int) -> Iterator[str]:
    for row in rows:
        yield plain(row.cells[place].lines)
