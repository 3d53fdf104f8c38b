"""What is to be done in forms of which no label asks for it: it stands above them.

"1.2 Run sessions for all chairs" is a paragraph, or a row across a card, and below it "Lead: …",
"Deadline: …".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from actionplans.extract.document import Cell, Line, Table
from actionplans.normalise import refs
from actionplans.normalise.facts import title_and_beside
from actionplans.normalise.form_labels import ACTION, Block, asking, role_of
from actionplans.normalise.headings import Role
from actionplans.normalise.text import Lines, plain

_MOST_LINES = 12
_MOSTLY = 0.8  # of the forms
_LEAST = 2  # forms
_SENTENCE = 6  # words


def with_actions(
    body: Sequence[Table | Line],
    blocks: Mapping[int, list[Block]],
    asked_by: Callable[[str], Role | None],
) -> frozenset[int]:
    """Give the blocks what stands above them as their action, where no label asks for one but some
    for who and when; returned are the places of the lines that were taken."""
    asked = {
        at: {asked_by(label) for block in each for label in block.pairs}
        for at, each in blocks.items()
    }
    forms = [at for at, roles in asked.items() if roles & {"due", "lead", "lead_due"}]
    if len(forms) < _LEAST or any("action" in roles for roles in asked.values()):
        return frozenset()
    own = [block for at in forms for block in blocks[at]]
    if all(block.title for block in own):
        for block in own:
            _take_title(block)
        return frozenset()
    if any(_heads_actions(part) for part in body) or _tell_more(own, asked_by):
        return frozenset()
    above = _actions_above(body, [at for at in forms if len(blocks[at]) == 1])
    for at, lines in above.items():
        first = blocks[at][0]
        first.pairs = {ACTION: (asking(ACTION, lines[0]), Cell(lines)), **first.pairs}
    return frozenset(at - n - 1 for at, lines in above.items() for n in range(len(lines)))


def _take_title(block: Block) -> None:
    """Make the title its action, and what stands at its end ("High") a value without a label."""
    if block.title is None or (across := title_and_beside(block.title)) is None:
        return
    lines, places = across
    beside = {f"beside {at}": (Cell(), block.title.cells[at]) for at in places}
    block.pairs = {ACTION: (asking(ACTION, lines[0]), Cell(lines)), **block.pairs, **beside}
    block.title = None


def _heads_actions(part: Table | Line) -> bool:
    """True for a table with headings of actions: the document's plan is there."""
    texts = (
        [plain(cell.lines) for cell in part.rows[0].cells if cell.lines]
        if isinstance(part, Table) and part.rows
        else []
    )
    roles = {role_of(text) for text in texts}
    return len(texts) > 2 and "action" in roles and bool(roles & {"due", "lead", "lead_due"})


def _tell_more(blocks: Sequence[Block], asked_by: Callable[[str], Role | None]) -> bool:
    """True where labels that nobody knows have sentences: these may be what is to be done."""
    told = [
        value
        for block in blocks
        for label, (_, value) in block.pairs.items()
        if asked_by(label) is None and len(plain(value.lines).split()) >= _SENTENCE
    ]
    return 2 * len(told) > len(blocks)


def _actions_above(body: Sequence[Table | Line], forms: Sequence[int]) -> Mapping[int, Lines]:
    """For the place of each form the paragraph right above it that opens with a reference; nothing
    where too few have one."""
    found = {at: lines for at in forms if (lines := _paragraph_above(body, at))}
    return found if len(found) >= _MOSTLY * len(forms) else {}


def _paragraph_above(body: Sequence[Table | Line], at: int) -> Lines:
    lines: list[Line] = []
    for part in reversed(body[max(0, at - _MOST_LINES) : at]):
        if not isinstance(part, Line) or not part.words:
            break
        lines.insert(0, part)
        opening = refs.read(plain((part,)))
        if opening and opening.size < len(plain((part,))):
            label = plain((part,))[: opening.size].rstrip("0123456789.) ")
            named = opening.shape == "label"
            fits = role_of(label) == "action" if named else opening.closed or len(opening.parts) > 1
            return tuple(lines) if fits else ()
    return ()
