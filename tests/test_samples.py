"""The samples are what their README says: every make holds every word of the one source."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playa
import playa.structure
import pypdfium2
import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
FOLDER = SAMPLES / "east-sussex-jtai"
MAKES = {
    "east-sussex-jtai.pdf": True,
    "east-sussex-jtai-ruled.pdf": False,
    "east-sussex-jtai-print.pdf": True,
}
FIELDS = (
    "section", "area_ref", "area", "action_ref", "action", "due_text", "lead_text",
    "lead_inherited",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Iterator[Any]:
    """The source, read by the module that also sets it."""
    sys.path.insert(0, str(SAMPLES))
    try:
        from press import source

        yield source.load(FOLDER / "plan.toml")
    finally:
        sys.path.remove(str(SAMPLES))


def flat(paragraphs: Any) -> str:
    return " ".join(" ".join(filter(None, (p.marker, p.text.replace("^", "")))) for p in paragraphs)


def records(plan: Any) -> Iterator[tuple[Any, ...]]:
    """The source's actions in the fields of expected.json."""
    for section in plan.sections:
        for area in section.areas:
            lead = ""
            for row in area.rows:
                lead = lead if row.lead is None else flat(row.lead)
                for action in row.actions:
                    ref = action.ref.rstrip(".") if action.ref else None
                    text = flat(action.text).removeprefix("1. ")  # a list number, no reference
                    yield (section.title, area.ref, flat(area.text), ref, text,
                           flat(action.due) or None, lead, row.lead is None)  # fmt: skip


def printed(plan: Any) -> Counter[str]:
    """How often each word stands in the table: a merged cell is printed once."""
    words: Counter[str] = Counter()
    for section in plan.sections:
        words.update(section.title.split())
        for area in section.areas:
            words.update([area.ref, *flat(area.text).split()])
            for row in area.rows:
                words.update(flat(row.lead or ()).split())
                for action in row.actions:
                    words.update([action.ref] if action.ref else [])
                    words.update(flat(action.text).split() + flat(action.due).split())
    return words


def test_the_source_says_what_is_expected(plan: Any) -> None:
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["actions"]
    assert len(expected) == 78
    assert list(records(plan)) == [tuple(action[f] for f in FIELDS) for action in expected]


def pieces(words: Counter[str]) -> Counter[str]:
    """Words cut behind hyphens, where a line may end, and before a raised "rd" or "th"."""
    cut: Counter[str] = Counter()
    for word, count in words.items():
        whole = word.replace("\ufffe", "-").replace("\x02", "-")
        for piece in re.split(r"(?<=-)|(?<=\d)(?=[a-z])", whole):
            cut[piece] += count
    del cut[""]
    return cut


@pytest.mark.parametrize("make", MAKES)
def test_every_word_is_printed(plan: Any, make: str) -> None:
    with pypdfium2.PdfDocument(FOLDER / make) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert not pieces(printed(plan)) - pieces(Counter(text.split()))


def roles_below(node: Any) -> Iterator[str]:
    for child in node:
        if isinstance(child, playa.structure.Element):
            yield child.role
            yield from roles_below(child)


@pytest.mark.parametrize(("make", "tagged"), MAKES.items())
def test_tags(make: str, tagged: bool) -> None:
    with playa.open(FOLDER / make) as pdf:
        tree = pdf.structure
        assert (tree is not None) == tagged
        if tree is not None:
            roles = Counter(roles_below(tree))
            assert roles["Table"] == 1
            assert roles["TR"] > 70
            assert roles["LI"] == 9


@pytest.mark.parametrize("make", MAKES)
def test_small_and_without_a_date_of_its_own(make: str) -> None:
    data = (FOLDER / make).read_bytes()
    assert len(data) < 300_000
    dates = re.findall(rb"Date *\(D:(\d{8})", data)
    assert set(dates) == {b"20200701"}
