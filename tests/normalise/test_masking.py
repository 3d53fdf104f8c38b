"""Names out of texts, roles and bodies left in."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.normalise.leads import parse_leads
from actionplans.normalise.masking import mask_names, without_names
from actionplans.normalise.plan import Lead

DATA = Path(__file__).parent / "data"
CELLS = [
    row["cell"].replace("\\n", "\n")
    for path in sorted(DATA.glob("leads_*.tsv"))
    for row in csv.DictReader(
        path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
]


@pytest.mark.parametrize("text", CELLS)
def test_no_name_stays_and_roles_do(text: str) -> None:
    leads = parse_leads(text)
    bare = without_names(text, leads)
    for lead in leads:
        if lead.name:
            assert lead.name not in bare
            surname = lead.name.split()[-1]
            in_role = surname in f"{lead.role} {lead.organisation}"
            assert in_role or not re.search(rf"\b{re.escape(surname)}\b", bare)
        for word in re.findall(r"\w{4,}", f"{lead.role or ''} {lead.organisation or ''}"):
            assert word in bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Health – Matt Stone, CAMHS Head of Service", "Health – CAMHS Head of Service"),
        ("CCG Named GP -Dr Judith Sakala", "CCG Named GP"),
        ("Head of Safeguarding (Karen Tomlinson)", "Head of Safeguarding"),
        ("Trina Shane and Charlie Moat, Group Managers", "Group Managers"),
        ("Fiona Daykin (FD) Headteacher", "Headteacher"),
        ("Abdul Siddiqui, Manager (01273 336 220)", "Manager"),
        ("Jane Doe (jane.doe@x.gov.uk), Manager", "Manager"),
        ("Ruth Davies", ""),
        ("Head of Service", "Head of Service"),
    ],
)
def test_the_marks_that_part_nothing_go(text: str, bare: str) -> None:
    assert without_names(text, parse_leads(text)) == bare


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jane Smith to report", "[name] to report"),
        ("Dr Smith, Mrs J. Smith and J Smith", "[name], [name] and [name]"),
        ("JANE SMITH agreed; Smith, Jane did not", "[name] agreed; [name] did not"),
        ("Jane to lead, with Smith’s help", "[name] to lead, with [name]’s help"),
        ("Jane Ann Smith; Jane A. Smith", "[name]; [name]"),
        ("write to jane.smith@x.gov.uk.", "write to [name]."),
        (
            "Mark Price will mark the price; Mr Price agrees",
            "[name] will mark the price; [name] agrees",
        ),
        ("Blacksmith and Smithson", "Blacksmith and Smithson"),
        ("Amber rating", "Amber rating"),
        ("HK to review, hk", "[name] to review, hk"),
        ("Paul O’Brien; O'Brien P; Mark van der Berg", "[name]; [name]; [name]"),
    ],
)
def test_names_in_other_texts(text: str, masked: str) -> None:
    names = ("Jane Smith", "Mark Price", "Amber Green", "HK", "Paul O'Brien", "Mark van der Berg")
    assert mask_names(text, names) == masked


def test_nobody_to_mask() -> None:
    assert mask_names("Jane Smith", ()) == "Jane Smith"
    assert mask_names("Jane Smith", ("",)) == "Jane Smith"


@given(st.text(max_size=200), st.text(min_size=1, max_size=30))
def test_nothing_raises(text: str, name: str) -> None:
    without_names(text, (Lead(name),))
    assert "\x00" not in mask_names(text.replace("\x00", ""), (name,))
