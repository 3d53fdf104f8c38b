"""Files of the user's in the folder for the dataset: they are never overwritten."""

from __future__ import annotations

import json
import shutil

import pytest

import actionplans
from actionplans.errors import OutputError, UsageError


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["actions.csv", "report.html", "datapackage.json", "leads.csv"])
def test_a_file_of_the_users_is_not_overwritten(small_plan, out, name):
    (out / name).write_text("mine")
    with pytest.raises(OutputError, match=f"holds {name}, not written by actionplans") as raised:
        actionplans.convert(small_plan, out)
    assert "--out" in raised.value.next_step
    assert {path.name: path.read_text() for path in out.iterdir()} == {name: "mine"}


def test_a_data_package_of_the_users_makes_its_files_not_ours(small_plan, out):
    package = {"name": "mine", "resources": [{"path": "actions.csv"}, {"path": "mine.csv"}]}
    (out / "datapackage.json").write_text(json.dumps(package))
    (out / "actions.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"actions\.csv, datapackage\.json"):
        actionplans.convert(small_plan, out)


def test_other_names_do_not_matter(small_plan, out):
    (out / "notes.csv").write_text("mine")
    (out / "actions.xlsx").write_text("mine, and no format that is wanted")
    assert actionplans.convert(small_plan, out).files
    with pytest.raises(OutputError, match=r"actions\.xlsx"):
        actionplans.convert(small_plan, out, formats=("xlsx",))
    assert (out / "notes.csv").read_text() == "mine"


def test_its_own_files_are_replaced_however_they_came_there(small_plan, out):
    actionplans.convert(small_plan, out)
    (out / "actions.csv").write_text("edited")
    assert actionplans.convert(small_plan, out).written
    shutil.rmtree(out / ".actionplans")  # as when the files were sent to somebody
    assert actionplans.convert(small_plan, out).written


def test_an_empty_name_is_no_folder(small_plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="out: must name a folder"):
        actionplans.convert(small_plan, "")
    assert not list(tmp_path.iterdir())
