"""No file of a dataset without names holds the name of a person; roles and bodies stay."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from actionplans.export.dataset import write_dataset
from actionplans.export.validate import validate
from actionplans.export.without_names import without_names
from actionplans.normalise.plan import Milestone, Repair, UnplacedWord

FORMATS = ("parquet", "csv", "json", "xlsx")


@pytest.fixture(scope="module")
def named(tiny_plan):
    """A plan with Jo Smith in every text that a plan has."""
    full, bare = tiny_plan.actions
    milestone = Milestone("Jo Smith by May 2021", "due", None, None, "month", None)
    said = replace(
        full, section="Jo Smith's work", area="Mr Smith to Mend", action="Smith, Jo to audit",
        due_text="Jo Smith by May 2021", milestones=(milestone,),
        extra={"Notes by J Smith": "ask jo.smith@council.gov.uk"},
    )  # fmt: skip
    return replace(
        tiny_plan,
        title="Plan of Jo Smith",
        actions=(said, bare),
        repairs=(Repair("tiny/1.1", "cell-split", 1, "Jo Smith", "Smith", "Jo Smith begins"),),
        unplaced=(UnplacedWord("Smith,", 1, 0, 0, 1, 1), UnplacedWord("JO", 1, 0, 0, 1, 1)),
        words_total=21,
        words_unplaced=2,
    )


def every_byte(folder):
    for path in filter(Path.is_file, folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from ((f"{path.name}/{name}", book.read(name)) for name in book.namelist())
        elif path.suffix == ".parquet":
            import pyarrow.parquet as pq

            yield path.name, str(pq.read_table(path).to_pylist()).encode()
            yield path.name + " as it is", path.read_bytes()
        else:
            yield path.name, path.read_bytes()


def test_no_file_holds_the_name(named, tmp_path):
    write_dataset([without_names(named)], tmp_path, FORMATS)
    for name, content in every_byte(tmp_path):
        assert b"smith" not in content.lower(), name
        assert b"Jo " not in content, name
        assert b'"JO"' not in content, name


def test_with_names_the_same_search_finds_them(named, tmp_path):
    write_dataset([named], tmp_path, FORMATS)
    found = [name for name, content in every_byte(tmp_path) if b"smith" in content.lower()]
    assert {"actions.csv", "actions.json", "actions.parquet", "leads.csv", "plans.json",
            "repairs.json", "unplaced.json", "milestones.csv"} <= set(found)  # fmt: skip


def test_roles_and_bodies_stay(named):
    action = without_names(named).actions[0]
    assert [(lead.name, lead.role, lead.organisation) for lead in action.leads] == [
        (None, "Head of Audit", None),
        (None, None, "Police"),
    ]
    assert "Head of Audit" in action.lead_text
    assert "Police" in action.lead_text
    assert action.action == "[name] to audit"


def test_milestones_still_stand_in_the_due_text(named):
    action = without_names(named).actions[0]
    (milestone,) = action.milestones
    assert action.due_text[slice(*milestone.span)] == milestone.text == "[name] by May 2021"


def test_a_plan_without_names_is_left_alone(tiny_plan):
    nameless = replace(tiny_plan, actions=tiny_plan.actions[1:])
    assert without_names(nameless) == nameless


def test_the_sample_is_sound_without_its_names(sample_plan, tmp_path):
    names = {lead.name for action in sample_plan.actions for lead in action.leads if lead.name}
    assert len(names) > 20
    write_dataset([without_names(sample_plan)], tmp_path, FORMATS)
    assert validate(tmp_path) == ()
    for file, content in every_byte(tmp_path):
        for name in names:
            assert name.encode() not in content, f"{name} stands in {file}"
