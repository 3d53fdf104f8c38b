"""Lead cells: persons, roles and bodies, and what belongs to whom."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.normalise.lead_vocabulary import known
from actionplans.normalise.leads import FLAGS, LONGEST, lead_flags, parse_leads
from actionplans.normalise.plan import Lead

DATA = Path(__file__).parent / "data"


def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "leads.py"
    spec = importlib.util.spec_from_file_location("bench_leads", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_cells_of_published_plans() -> None:
    score = bench().score(DATA / "leads_gold.tsv")
    assert score.f1 >= 0.99
    assert score.exact / score.cells >= 0.94, score.wrong


def test_the_cells_written_before_the_rules() -> None:
    score = bench().score(DATA / "leads_fresh.tsv")
    assert score.f1 >= 0.99
    assert score.exact / score.cells >= 0.96, score.wrong


@pytest.mark.parametrize("name", ["leads_real.tsv", "leads_real2.tsv"])
def test_the_cells_of_plans_found_in_the_wild(name: str) -> None:
    score = bench().score(DATA / name)
    assert score.f1 >= 0.99
    assert score.exact / score.cells >= 0.91, score.wrong


@pytest.mark.parametrize(
    ("name", "f1", "exact"),
    [
        ("leads_blind.tsv", 0.98, 0.97),
        ("leads_blind2.tsv", 0.98, 0.98),
        ("leads_blind3.tsv", 1.0, 1.0),
        ("leads_checked.tsv", 0.99, 0.97),
        ("leads_checked2.tsv", 0.99, 0.97),
        ("leads_checked3.tsv", 0.99, 0.97),
        ("leads_checked4.tsv", 0.97, 0.93),
        ("leads_checked5.tsv", 0.97, 0.93),
    ],
)
def test_the_cells_of_sets_first_measured_unseen(name: str, f1: float, exact: float) -> None:
    score = bench().score(DATA / name)
    assert score.f1 >= f1
    assert score.exact / score.cells >= exact, score.wrong


def test_the_sample_plan() -> None:
    cells = json.loads((DATA / "leads_east_sussex.json").read_text(encoding="utf-8"))
    wrong = [
        cell["lead_text"]
        for cell in cells
        if parse_leads(cell["lead_text"]) != tuple(Lead(**lead) for lead in cell["leads"])
    ]
    assert not wrong


def test_a_body_holds_until_the_next_is_named() -> None:
    text = (
        "ESCC Douglas Sinclair, Head of Children's Safeguards & Quality Assurance Chris Jackson,"
        " HOS, Locality Social Work Police DCI Chris Mayle"
    )
    assert parse_leads(text) == (
        Lead("Douglas Sinclair", "Head of Children's Safeguards & Quality Assurance", "ESCC"),
        Lead("Chris Jackson", "HOS, Locality Social Work", "ESCC"),
        Lead("Chris Mayle", "DCI", "Police"),
    )


def test_a_body_after_a_person_is_that_persons_alone() -> None:
    leads = parse_leads("Niki Cole, Director, NHS East Sussex CCG Ben Brown, Consultant")
    assert [lead.organisation for lead in leads] == ["NHS East Sussex CCG", None]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Jane Doe", [Lead("Jane Doe")]),
        ("Head of Housing", [Lead(None, "Head of Housing")]),
        ("Fire Service", [Lead(None, None, "Fire Service")]),
        ("Dr Smith", [Lead("Dr Smith")]),
        ("Mr. A. Bromage", [Lead("A. Bromage")]),
        ("Cllr D Brown", [Lead("Cllr D Brown")]),
        ("T/DCI Mick Richards – Child Lead", [Lead("Mick Richards", "T/DCI, Child Lead")]),
        ("JS / KP", [Lead("JS"), Lead("KP")]),
        ("Jane Doe\nditto", [Lead("Jane Doe")]),
        ("TBC", []),
        ("n/a", []),
        ("All", [Lead(None, "All")]),
        ("Head of Service (vacant)", [Lead(None, "Head of Service")]),
        (
            "Headteacher/Deputy Headteacher: AB/CD",
            [Lead("AB", "Headteacher"), Lead("CD", "Deputy Headteacher")],
        ),
        (
            "Trina Shane and Charlie Moat, Group Managers",
            [Lead("Trina Shane", "Group Managers"), Lead("Charlie Moat", "Group Managers")],
        ),
        (
            "Designated Nurse - Louise Jackson Named GP - Dr Judith Sakala",
            [Lead("Louise Jackson", "Designated Nurse"), Lead("Dr Judith Sakala", "Named GP")],
        ),
        ("Chair of SLSCB", [Lead(None, "Chair", "SLSCB")]),
        ("Jane Doe (01273 123456, jane@x.gov.uk)", [Lead("Jane Doe")]),
        ("Lead officer: Peter Maddock", [Lead("Peter Maddock")]),
        ("Safeguarding lead: Peter Maddock", [Lead("Peter Maddock", "Safeguarding lead")]),
        ("Liz Price, Planning Manager", [Lead("Liz Price", "Planning Manager")]),
        ("M. A. Khan / Siân ap Rhys", [Lead("M. A. Khan"), Lead("Siân ap Rhys")]),
        ("Head of Estates, Zorah Huxtable", [Lead("Zorah Huxtable", "Head of Estates")]),
        ("Dev Chaudhary, Room Leader", [Lead("Dev Chaudhary", "Room Leader")]),
        ("Mei-Ling Ho", [Lead("Mei-Ling Ho")]),
        ("Meredith Vance, Deputy Head", [Lead("Meredith Vance", "Deputy Head")]),
        ("Mr Ward", [Lead("Mr Ward")]),
        ("Mrs Cook, Head of Year", [Lead("Mrs Cook", "Head of Year")]),
        ("Cook", [Lead(None, "Cook")]),
        (
            "Obstetric Anaesthetic Lead – Dr Patrick Mulholland",
            [Lead("Dr Patrick Mulholland", "Obstetric Anaesthetic Lead")],
        ),
        ("Gender Focal Point", [Lead(None, None, "Gender Focal Point")]),
        ("Marsh Banks Headteacher", [Lead("Marsh Banks", "Headteacher")]),
        ("Peter Usher", [Lead("Peter Usher")]),
        ("Harrowdale Refuge", [Lead(None, None, "Harrowdale Refuge")]),
        (
            "Local Safeguarding Children Board",
            [Lead(None, None, "Local Safeguarding Children Board")],
        ),
        ("Pro Vice-Chancellor (Education)", [Lead(None, "Pro Vice-Chancellor (Education)")]),
        ("SM Resourcing", [Lead(None, "SM Resourcing")]),
    ],
)
def test_forms(text: str, leads: list[Lead]) -> None:
    assert parse_leads(text) == tuple(leads)


def test_a_titled_name_ends_with_its_line() -> None:
    first, second = "Named GP, Dr Fiona Gillespie", "North Ouse ICB – Nurse, Abena Quaye"
    leads = parse_leads(f"{first} {second}", lines=(first, second))
    assert [lead.name for lead in leads] == ["Dr Fiona Gillespie", "Abena Quaye"]


@pytest.mark.parametrize("lines", [("Supt Mei Lin", "Cheung"), ("Dr Elin Haf", "Roberts")])
def test_a_titled_name_goes_on_with_a_lone_word_of_the_next_line(lines: tuple[str, str]) -> None:
    text = " ".join(lines)
    (lead,) = parse_leads(text, lines=lines)
    assert lead.name == text.removeprefix("Supt ")


def test_printed_lines_part_names_that_stand_side_by_side() -> None:
    text = "Oghene Itene Zbyszek Wrona"
    assert parse_leads(text, lines=("Oghene Itene", "Zbyszek Wrona")) == (
        Lead("Oghene Itene"),
        Lead("Zbyszek Wrona"),
    )


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Jane Doe, Head of Service", ()),
        ("", ()),
        ("TBC", ("lead-to-be-confirmed",)),
        ("ditto", ("lead-ditto",)),
        ("Xyzzy Quux", ("lead-unsure",)),
        ("12/34/56 7", ("lead-not-understood",)),
    ],
)
def test_doubts_are_flagged(text: str, flags: tuple[str, ...]) -> None:
    assert lead_flags(text, parse_leads(text)) == flags
    assert set(flags) <= set(FLAGS)


def test_the_editable_words_are_in_use() -> None:
    assert "slt" in known("role")
    assert "dci" in known("rank")
    assert not known("title") & known("plain_title")


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert lead_flags(text, parse_leads(text)) == lead_flags(text, parse_leads(text))


FRAGMENTS = st.sampled_from(
    [
        *(
            "Jane",
            "Doe",
            "Head of",
            "Service",
            "ESCC",
            "Police",
            "DCI",
            "Dr",
            "Mr.",
            "Manager",
            "JS",
        ),
        *(
            ",",
            "-",
            "–",
            "/",
            "(",
            ")",
            "&",
            "and",
            "with",
            "\n",
            ";",
            ":",
            "of",
            "the",
            "to",
            "0 – 19",
        ),
        *(
            "Director General",
            "Operations",
            "TBC",
            "ditto",
            "lead",
            "Lead:",
            "van",
            "O'Brien",
            "A.",
        ),
        *("SMITH", "School", "Board", "x"),
    ]
)


@settings(max_examples=300)
@given(st.lists(FRAGMENTS, max_size=25))
def test_any_order_of_pieces_is_read(parts: list[str]) -> None:
    text = " ".join(parts)
    for lead in parse_leads(text):
        assert lead.name or lead.role or lead.organisation
        for value in (lead.name, lead.role, lead.organisation):
            assert value is None or (value == value.strip() and value)


def test_a_long_cell_is_read_in_time() -> None:
    text = "Jane Doe, Head of Service, ESCC - John Smith (Manager) and Team / "
    parse_leads("warm")
    started = time.perf_counter()
    parse_leads(text * 200)
    assert len(text * 200) > LONGEST
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("text", ["A. ", "(", "T/", "Head of X and Y, ", "GM Jo and "])
def test_what_repeats_is_read_in_time(text: str) -> None:
    parse_leads("warm")
    started = time.perf_counter()
    parse_leads(text * (LONGEST // len(text)))
    assert time.perf_counter() - started < 2


def test_letters_that_go_on_with_a_place_name_no_person() -> None:
    assert parse_leads("Jo Smith, NHS Marl Vale") == (Lead("Jo Smith", None, "NHS Marl Vale"),)
    assert parse_leads("HMP Long Barrow") == (Lead(None, None, "HMP Long Barrow"),)
    assert parse_leads("NHS Jo Smith") == (Lead("Jo Smith", None, "NHS"),)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("GM Ricky Oduya", [Lead("Ricky Oduya", "GM")]),
        ("GM Prevention", [Lead(None, "GM Prevention")]),
        ("COO, MO", [Lead(None, "COO"), Lead(None, "MO")]),
        ("GM / JS", [Lead("GM"), Lead("JS")]),
        ("ED Cousins", [Lead("ED Cousins")]),
        ("JT (PE Lead)", [Lead("JT", "PE Lead")]),
        ("Head of ICT (RW)", [Lead("RW", "Head of ICT")]),
        ("Head of Catering (HC)", [Lead(None, "Head of Catering")]),
        ("DoN", [Lead(None, "DoN")]),
        ("Don Reece", [Lead("Don Reece")]),
        ("Di Preece", [Lead("Di Preece")]),
        ("DI Preece", [Lead("Preece", "DI")]),
    ],
)
def test_letters_are_a_post_or_a_person_by_their_neighbours(text: str, leads: list[Lead]) -> None:
    assert parse_leads(text) == tuple(leads)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lt Col James Farquhar MBE", ["James Farquhar"]),
        ("Ellen Rowbottom RN, DipN – Quality Matron", ["Ellen Rowbottom"]),
        ("Sean O'Dowd (SOD), Imran Dar (ID)", ["Sean O'Dowd", "Imran Dar"]),
        ("EO Emeka Okpara", ["Emeka Okpara"]),
        ("JMcK / PO'B", ["JMcK", "PO'B"]),
        ("KH (HoS) & AB (PM)", ["KH", "AB"]),
        ("Smythe, Helena (Payroll Manager)", ["Helena Smythe"]),
        ("Kowalczyk, A; Fitzgerald, D", ["A Kowalczyk", "D Fitzgerald"]),
        ("Becky and Tola", ["Becky", "Tola"]),
        ("DS Rosalind ffoulkes", ["Rosalind ffoulkes"]),
        ("PAULA McILROY, HEAD OF AUDIT", ["PAULA McILROY"]),
        ("Head of Steve Biko House", []),
        ("Alice Nutter (maternity cover for Joy Adekunle)", ["Alice Nutter"]),
    ],
)
def test_names_less_what_stands_around_them(text: str, names: list[str]) -> None:
    assert [lead.name for lead in parse_leads(text) if lead.name] == names


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("P Hammersley (Chief Executive, OPCC)", [Lead("P Hammersley", "Chief Executive", "OPCC")]),
        ("Jo Smith (Lead), Head of Roads", [Lead("Jo Smith", "Head of Roads")]),
        (
            "Claire Webber, Programme Lead Email: c.webber@example.gov.uk",
            [Lead("Claire Webber", "Programme Lead")],
        ),
        ("Corporate Director (Place)", [Lead(None, "Corporate Director (Place)")]),
        ("Jo Smith (The Parks Trust)", [Lead("Jo Smith", None, "The Parks Trust")]),
        (
            "T/Detective Chief Superintendent Hal Moor",
            [Lead("Hal Moor", "T/Detective Chief Superintendent")],
        ),
        ("Jo Smith & team", [Lead("Jo Smith")]),
        ("Jo Smith to lead with SLT", [Lead("Jo Smith"), Lead(None, "SLT")]),
        (
            "Executive Director, Northern Region (D. Tremblay)",
            [Lead("D. Tremblay", "Executive Director", "Northern Region")],
        ),
        ("Jo Smith, Programme Manager (SEND)", [Lead("Jo Smith", "Programme Manager (SEND)")]),
        ("Ch Insp. Mackie, Nairn", [Lead("Mackie", "Ch Insp.", "Nairn")]),
        (
            "Bath and North East Somerset Council",
            [Lead(None, None, "Bath and North East Somerset Council")],
        ),
        ("Legal/Finance", [Lead(None, None, "Legal"), Lead(None, None, "Finance")]),
        (
            "Director of Governance and Regulatory Services and Monitoring Officer",
            [
                Lead(None, "Director of Governance and Regulatory Services"),
                Lead(None, "Monitoring Officer"),
            ],
        ),
        ("1. Pete van Rooyen\n2. SENCO", [Lead("Pete van Rooyen"), Lead(None, "SENCO")]),
        (
            "Dave Pickersgill (DP)\nLSCB Independent Chair",
            [Lead("Dave Pickersgill", "Independent Chair", "LSCB")],
        ),
        (
            "Inspectors Natalie Gilmartin and Abdul Aziz-Khan of Kent Police",
            [
                Lead("Natalie Gilmartin", "Inspectors", "Kent Police"),
                Lead("Abdul Aziz-Khan", "Inspectors", "Kent Police"),
            ],
        ),
        (
            "Lead Officer Peer: Rhiannon Pugh, Chief Executive, Stroud District Council",
            [
                Lead(
                    "Rhiannon Pugh", "Lead Officer Peer, Chief Executive", "Stroud District Council"
                )
            ],
        ),
    ],
)
def test_what_belongs_to_whom(text: str, leads: list[Lead]) -> None:
    assert parse_leads(text) == tuple(leads)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Amanda Fairhurst, Chief Nurse, NHS Black Country ICB",
            [Lead("Amanda Fairhurst", "Chief Nurse", "NHS Black Country ICB")],
        ),
        ("NHS Mid and South Essex ICB", [Lead(None, None, "NHS Mid and South Essex ICB")]),
        ("Chief Nurse, Black Country ICB", [Lead(None, "Chief Nurse", "Black Country ICB")]),
        (
            "LSCP Learning & Improvement Sub-Group",
            [Lead(None, None, "LSCP Learning & Improvement Sub-Group")],
        ),
        ("Office of the Chief Constable", [Lead(None, None, "Office of the Chief Constable")]),
        (
            "Chief Finance Officer, Office of the Police and Crime Commissioner",
            [Lead(None, "Chief Finance Officer", "Office of the Police and Crime Commissioner")],
        ),
        ("Maintenance person", [Lead(None, "Maintenance person")]),
        ("Hussain, Nadia", [Lead("Nadia Hussain")]),
        ("Becky, Tola", [Lead("Becky"), Lead("Tola")]),
        (
            "Hannah Prior-Jones; Bilal Rashid; SENDIASS",
            [Lead("Hannah Prior-Jones"), Lead("Bilal Rashid"), Lead(None, None, "SENDIASS")],
        ),
        ("Jo Smith\nKent Police", [Lead("Jo Smith", None, "Kent Police")]),
        (
            "Jo Smith, Head of Roads; Kent Police; Ann Lee",
            [Lead("Jo Smith", "Head of Roads"), Lead(None, None, "Kent Police"), Lead("Ann Lee")],
        ),
        (
            "Police & Crime Commissioner’s Office",
            [Lead(None, None, "Police & Crime Commissioner’s Office")],
        ),
        (
            "Office of the Police & Crime Commissioner",
            [Lead(None, None, "Office of the Police & Crime Commissioner")],
        ),
        ("Sir Jo Smith, Chair", [Lead("Sir Jo Smith", "Chair")]),
        ("Councillor Jo Smith", [Lead("Councillor Jo Smith")]),
        ("Rev Peter Hall", [Lead("Rev Peter Hall")]),
        ("Miss K Dunne", [Lead("K Dunne")]),
    ],
)
def test_bodies_and_persons_of_the_second_blind_set(text: str, leads: list[Lead]) -> None:
    assert parse_leads(text) == tuple(leads)


def test_a_name_on_a_line_above_a_post_and_a_body_over_two_lines() -> None:
    post = ("Barnatty Wilde", "Fostering Service Manager")
    assert parse_leads(" ".join(post), lines=post) == (Lead(*post),)
    body = ("Marsh Edge", "Hospital")
    assert parse_leads(" ".join(body), lines=body) == (Lead(None, None, "Marsh Edge Hospital"),)
