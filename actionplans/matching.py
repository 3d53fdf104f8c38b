"""Which action of a new version of a plan is which of the old: by reference, and by text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

# Two texts are one action reworded from here on; with the same reference, from there on.
ALIKE = 0.75
ALIKE_BY_REF = 0.4
# With references that differ: boilerplate makes texts alike, so more is asked.
ALIKE_DESPITE_REF = 0.9
_SAME_REF = 0.25  # what a reference in common adds to the likeness
CANDIDATES = 12  # actions that share the rarest words: only these are compared letter by letter


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an action: what a comparison looks at. deadline is an ISO 8601 date."""

    action_id: str
    ref: str | None
    area_ref: str | None
    text: str
    due_text: str | None
    deadline: str | None
    status: str | None
    lead_text: str | None

    @property
    def plan_id(self) -> str:
        return self.action_id.partition("/")[0]


def letters(text: str | None) -> str:
    """The text less what only typing changes: case, spaces, marks."""
    return re.sub(r"[\W_]+", " ", (text or "").casefold()).strip()


def matched(before: Sequence[Version], after: Sequence[Version]) -> list[tuple[Version, Version]]:
    """The pairs that are the same action, in the order of before; each is in one pair at most."""
    alone = all(len({version.plan_id for version in side}) <= 1 for side in (before, after))
    found = _Matching(before, after, (lambda _: "") if alone else (lambda v: v.plan_id))
    found.same(lambda v: (found.plan(v), v.ref, letters(v.text)))
    found.same(lambda v: (found.plan(v), v.area_ref, letters(v.text)))
    found.same(lambda v: letters(v.text))
    for _, i, j in sorted(found.alike(), key=lambda each: (-each[0], each[1], each[2])):
        found.pair(i, j)
    return [(before[i], after[found.partner[i]]) for i in sorted(found.partner)]


@dataclass(slots=True)
class _Matching:
    """The pairs found so far, by position. plan: what tells the plans of a dataset apart."""

    before: Sequence[Version]
    after: Sequence[Version]
    plan: Callable[[Version], str]
    partner: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    printed: tuple[set[object], set[object]] = field(init=False)

    def __post_init__(self) -> None:
        self.printed = (set(map(self._ref, self.before)), set(map(self._ref, self.after)))

    def pair(self, i: int, j: int) -> None:
        if i not in self.partner and j not in self.taken:
            self.partner[i] = j
            self.taken.add(j)

    def same(self, key: Callable[[Version], object]) -> None:
        """Pair those with the same key that are still free, first with first."""
        free: dict[object, list[int]] = defaultdict(list)
        for j in reversed(range(len(self.after))):
            if j not in self.taken:
                free[key(self.after[j])].append(j)
        for i, version in enumerate(self.before):
            same = free.get(key(version))
            if i not in self.partner and same:
                self.pair(i, same.pop())

    def alike(self) -> Iterator[tuple[float, int, int]]:
        """The free pairs whose texts are near enough, with how near; a reference helps."""
        texts = {j: letters(v.text) for j, v in enumerate(self.after) if j not in self.taken}
        places, refs = defaultdict(list), defaultdict(list)
        for j, text in texts.items():
            refs[self._ref(self.after[j])].append(j)
            for word in set(text.split()):
                places[word].append(j)
        for i, version in enumerate(self.before):
            if i not in self.partner:
                near = _Near(letters(version.text), texts)
                by_ref = refs[self._ref(version)] if version.ref else []
                likely = near.among(by_ref, ALIKE_BY_REF)
                if not any(likeness >= ALIKE for likeness, _ in likely):
                    likely += near.among(_candidates(near.text, places), ALIKE)
                for likeness, j in likely:
                    if likeness < ALIKE_DESPITE_REF and self._renumbered(i, j):
                        continue
                    yield likeness + _SAME_REF * (j in by_ref), i, j

    def _renumbered(self, i: int, j: int) -> bool:
        """Whether the two are printed with references that differ, each unknown to the other side:
        a dropped and an added action rather than a reworded one."""
        old, new = self.before[i], self.after[j]
        if not old.ref or not new.ref or self._ref(old) == self._ref(new):
            return False
        before, after = self.printed
        return self._ref(old) not in after and self._ref(new) not in before

    def _ref(self, version: Version) -> tuple[str, str | None]:
        return self.plan(version), version.ref


class _Near:
    """One text, compared with others."""

    def __init__(self, text: str, others: Mapping[int, str]) -> None:
        self.text, self._others = text, others
        self._compared = SequenceMatcher(None, "", text, autojunk=False)

    def among(self, places: Iterable[int], least: float) -> list[tuple[float, int]]:
        """Those at these places that are alike, from the least to 1, with how much."""
        found = []
        for j in places:
            self._compared.set_seq1(self._others[j])
            bounds = (self._compared.real_quick_ratio, self._compared.quick_ratio)
            if all(bound() >= least for bound in bounds):
                likeness = self._compared.ratio()
                if likeness >= least:
                    found.append((likeness, j))
        return found


def _candidates(text: str, places: Mapping[str, Sequence[int]]) -> list[int]:
    """The places of the texts that share the rarest words with this one."""
    found: dict[int, float] = defaultdict(float)
    for word in sorted(set(text.split())):
        for j in places.get(word, ()):
            found[j] += 1 / len(places[word])
    return sorted(found, key=lambda j: (-found[j], j))[:CANDIDATES]
