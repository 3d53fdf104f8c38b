"""Finding the atomic dates of a text: the table of due_patterns, tried where a date can begin."""

from __future__ import annotations

from actionplans.normalise.due_atoms import Atom, Context
from actionplans.normalise.due_patterns import BEGINNING, DIGITS, LETTERS, TABLE

ROWS = {first: tuple(row for row in TABLE if first in row.begins) for first in (*DIGITS, *LETTERS)}


def atoms(context: Context) -> list[Atom]:
    """The dates of the text from left to right, without overlaps."""
    text, found, position = context.text, [], 0
    while match := BEGINNING.search(text, position):
        atom = _atom_at(match.start(), context)
        if atom:
            found.append(atom)
            position = atom.end
        else:
            position = _past(text, match.start())
    return found


def _past(text: str, position: int) -> int:
    """Past the run of digits or letters at the position."""
    kind = str.isdigit if text[position].isdigit() else str.isalpha
    while position < len(text) and kind(text[position]):
        position += 1
    return position


def _atom_at(position: int, context: Context) -> Atom | None:
    text = context.text
    first = text[position].lower()
    inside = first in DIGITS and position > 1 and text[position - 1] in ".,"
    if inside and text[position - 2].isdigit():
        return None  # "6.1", "1.0.1", "2,020"
    for row in ROWS[first]:
        if match := row.pattern.match(text, position):
            atom = row.reader(match, context)
            if atom:
                end = atom.end
                while end > atom.start and text[end - 1] in " \n,.-/(":
                    end -= 1
                return atom if atom.week or end == atom.end else atom._replace(end=end)
    return None
