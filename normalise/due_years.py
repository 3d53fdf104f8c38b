"""Years that a text leaves out: from the right neighbour, an earlier date, the plan's start."""

from __future__ import annotations

from datetime import date

from actionplans.normalise import periods
from actionplans.normalise.due_atoms import Atom
from actionplans.normalise.due_glue import glued
from actionplans.normalise.periods import Period


def with_years(
    atoms: list[Atom], text: str, plan_start: date | None
) -> tuple[list[Atom], set[int]]:
    """The atoms with their years, and the places of those whose year the plan's start gave.

    Never from today: without a neighbour or a plan's start, a year stays unknown.
    """
    atoms = _of_bracket(atoms, text)
    for i in range(len(atoms) - 2, -1, -1):
        right, named = atoms[i + 1].period, atoms[i].in_year
        if named and right:
            atoms[i] = _dated(atoms[i], periods.last_until(named, right.first))
    inferred: set[int] = set()
    for i, atom in enumerate(atoms):
        if atom.in_year is None:
            continue
        period = _from_earlier(atoms, i, text)
        if period is None and plan_start:
            period = periods.first_from(atom.in_year, plan_start)
            inferred.add(i)
        atoms[i] = _dated(atom, period)
    return atoms, inferred


def _of_bracket(atoms: list[Atom], text: str) -> list[Atom]:
    """A year in a bracket is that of the date before it: "Q1: plan; Q4: sum up (2023/24)"."""
    out: list[Atom] = []
    for atom in atoms:
        before = out[-1] if out else None
        if before and before.in_year and atom.precision == "year" and atom.period:
            gap = text[before.end : atom.start].rstrip()
            inside = periods.first_from(before.in_year, atom.period.first)
            if gap.endswith("(") and inside and inside.last <= atom.period.last:
                out[-1] = _dated(before, inside)
                continue
        out.append(atom)
    return out


def _dated(atom: Atom, period: Period | None) -> Atom:
    return atom._replace(period=period, in_year=None) if period else atom


def _from_earlier(atoms: list[Atom], i: int, text: str) -> Period | None:
    """The next such period after the date before it, if both are one list; else only that year's.

    "July 2020 ... by July" is the same July, but "December 2020  Q2 review" says nothing certain.
    """
    named, earlier = atoms[i].in_year, atoms[i - 1].period if i else None
    if not named or not earlier:
        return None
    period = periods.first_from(named, earlier.first)
    gap = text[atoms[i - 1].end : atoms[i].start]
    if period and (glued(gap) or period.first.year == earlier.first.year):
        return period
    return None
