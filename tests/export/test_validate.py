"""Every kind of damage to a dataset is found, and named by file, row and field."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date

import pytest

from actionplans.errors import OutputError
from actionplans.export.dataset import write_dataset
from actionplans.export.validate import Problem, validate


@pytest.fixture
def dataset(tiny_plan, tmp_path):
    write_dataset([tiny_plan], tmp_path, ("parquet", "csv", "json", "xlsx"))
    return tmp_path


def test_what_was_written_is_sound(dataset):
    assert validate(dataset) == ()


@pytest.mark.parametrize("chosen", ["csv", "json", "parquet", "xlsx"])
def test_one_format_alone_is_sound(tiny_plan, sample_plan, tmp_path, chosen):
    write_dataset([tiny_plan, sample_plan], tmp_path, (chosen,))
    assert validate(tmp_path) == ()


def test_no_plan_is_sound(tmp_path):
    write_dataset([], tmp_path)
    assert validate(tmp_path) == ()


def sealed(folder, name):
    """The package as if the damaged file had been written so: only the damage is left to find."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"] == name:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            resource["hash"] = f"sha256:{digest}"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def change_json(folder, name, row, field, value):
    records = json.loads((folder / name).read_text(encoding="utf-8"))
    if field is None:
        records[row - 1] = value
    elif value is KeyError:
        del records[row - 1][field]
    else:
        records[row - 1][field] = value(records[row - 1][field]) if callable(value) else value
    (folder / name).write_text(json.dumps(records), encoding="utf-8")
    sealed(folder, name)


def change_csv(folder, name, row, field, value):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 1][field] = value
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    sealed(folder, name)


def found(folder):
    return [(each.file, each.row, each.field) for each in validate(folder)]


def milestone(**changed):
    return lambda old: [{**old[0], **changed}, *old[1:]]


IN_JSON = [
    ("actions.json", 1, "action", None, "is null"),
    ("actions.json", 1, "action", "", "empty string"),
    ("actions.json", 1, "section", "", "empty string"),
    ("actions.json", 1, "due_start", "01/07/2020", "ISO 8601"),
    ("actions.json", 1, "due_end", "2020-02-30", "ISO 8601"),
    ("actions.json", 1, "sequence", "1", "not of type int32"),
    ("actions.json", 1, "page_last", 2**31, "32 bits"),
    ("actions.json", 1, "lead_inherited", 0, "not of type bool"),
    ("actions.json", 1, "status", "nearly", "not one of"),
    ("actions.json", 1, "due_precision", "decade", "not one of"),
    ("actions.json", 1, "deadline", KeyError, "missing"),
    ("actions.json", 1, "colour", "red", "not in the contract"),
    ("actions.json", 1, "extra", {"Evidence": 1}, "not a map"),
    ("actions.json", 1, "flags", "ref-gap", "not a list"),
    ("actions.json", 1, "leads", [{"name": "Jo"}], "fields of the contract"),
    ("actions.json", 1, "milestones", milestone(kind="someday"), "kind 'someday'"),
    ("actions.json", 2, None, "Meet", "not an object"),
    ("actions.json", 1, "due_start", "2020-10-01", "after due_end"),
    ("actions.json", 1, "due_edtf", "2020-34", "not the period"),
    ("actions.json", 1, "milestones", milestone(start="2021-01-01"), "ends before it starts"),
    ("actions.json", 1, "milestones", milestone(edtf="2020"), "not the period of"),
    ("actions.json", 1, "deadline", "2020-09-29", "the milestones say 2020-09-30"),
    ("actions.json", 1, "recurrence", "monthly", "no RRULE"),
    ("actions.json", 1, "action_id", "other/1.1", "does not begin with"),
    ("actions.json", 2, "action_id", "tiny/1.1", "there already"),
    ("actions.json", 1, "plan_id", "other", "is not in plans.json"),
    ("actions.json", 2, "sequence", 3, "is 3, not 2"),
    ("actions.json", 1, "page_last", 3, "pages 1 to 3 of 2"),
    ("actions.json", 1, "provenance", lambda old: [{**old[0], "x1": 0.0}], "wrong way round"),
    ("actions.json", 1, "provenance", lambda old: [{**old[0], "page": 9}], "page 9 of 2"),
    ("actions.json", 1, "action", "Audit  the records", "more than one space"),
    ("actions.json", 1, "action", "Audit the records ", "more than one space"),
    ("actions.json", 1, "section", "Audit\u00a0it", "more than one space"),
    ("actions.json", 1, "area", "Cafe\u0301", "normal form C"),
    ("actions.json", 1, "extra", {"Two  spaces": "x"}, "more than one space"),
    ("actions.json", 1, "leads", [{"name": "J  S", "role": None, "organisation": None}], "space"),
    ("actions.json", 1, "flags", ["strange"], "no documented flag"),
    ("plans.json", 1, "flags", ["strange"], "no documented flag"),
    ("repairs.json", 1, "kind", "magic", "no documented kind"),
    ("actions.json", 1, "provenance", lambda old: [{**old[0], "field": "mood"}], "no field that"),
    ("actions.json", 1, "provenance", lambda old: [{**old[0], "x0": -1.0}], "outside the page"),
    ("actions.json", 1, "provenance", lambda old: [{**old[0], "top": -1.0}], "outside the page"),
    ("actions.json", 1, "action_ref", "1.2", "not the reference in"),
    ("actions.json", 1, "milestones", milestone(text="Q3"), "does not stand in due_text"),
    ("actions.json", 1, "recurrence", "FREQ=FOO", "no RRULE"),
    ("actions.json", 1, "recurrence", "FREQ=MONTHLY;INTERVAL=0", "no RRULE"),
    ("plans.json", 1, "words_total", 21, "its parts make 20"),
    ("plans.json", 1, "actions", 3, "there are 2"),
    ("plans.json", 1, "text_layer", "paper", "not one of"),
    ("plans.json", 1, "words_unplaced", 2, "unplaced.json names 1"),
    ("repairs.json", 1, "action_id", "tiny/9", "names no action"),
    ("repairs.json", 2, "kind", None, "is null"),
    ("unplaced.json", 1, "x0", "left", "not of type float64"),
    ("unplaced.json", 1, "plan_id", "other", "names no plan"),
]


@pytest.mark.parametrize(("file", "row", "field", "value", "reason"), IN_JSON)
def test_damage_in_json(dataset, file, row, field, value, reason):
    change_json(dataset, file, row, field, value)
    named = [each for each in validate(dataset) if reason in each.reason]
    assert (file, row, field) in [(each.file, each.row, each.field) for each in named]


IN_CSV = [
    ("actions.csv", 1, "action", "Something else", "differs from actions.json"),
    ("actions.csv", 1, "due_end", "30/09/2020", "ISO 8601"),
    ("actions.csv", 2, "lead_inherited", "False", "not of type bool"),
    ("actions.csv", 1, "lead_names", "", "differs"),
    ("actions.csv", 1, "extra: Evidence", "None", "differs"),
    ("milestones.csv", 1, "position", "one", "not of type int32"),
    ("milestones.csv", 2, "position", "1", "there already"),
    ("milestones.csv", 1, "kind", "review", "differs"),
    ("leads.csv", 2, "action_id", "tiny/9", "names no action"),
    ("plans.csv", 1, "pages", "", "is null"),
]


@pytest.mark.parametrize(("file", "row", "field", "value", "reason"), IN_CSV)
def test_damage_in_csv(dataset, file, row, field, value, reason):
    change_csv(dataset, file, row, field, value)
    named = [each for each in validate(dataset) if reason in each.reason]
    assert (file, row, field) in [(each.file, each.row, each.field) for each in named]


def test_damage_in_parquet(dataset):
    import pyarrow.parquet as pq

    path = dataset / "actions.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("deadline")
    days = [date(2020, 9, 29), None]
    pq.write_table(table.set_column(place, table.schema.field(place), [days]), path)
    sealed(dataset, path.name)
    assert found(dataset) == [("actions.parquet", 1, "deadline")]


@pytest.mark.parametrize("name", ["actions.json", "actions.csv", "actions.parquet", "actions.xlsx",
                                  "repairs.json", "leads.csv"])  # fmt: skip
def test_files_that_are_gone_or_touched_or_broken(dataset, name):
    path = dataset / name
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    assert (name, None, None) in found(dataset)
    path.write_bytes(content[: len(content) // 2])
    sealed(dataset, name)
    assert name == "actions.xlsx" or [each for each in found(dataset) if each[0] == name]
    path.unlink()
    assert (name, None, None) in found(dataset)


def test_a_row_that_is_gone(dataset):
    path = dataset / "milestones.csv"
    path.write_bytes(b"\r\n".join(path.read_bytes().split(b"\r\n")[:-2]) + b"\r\n")
    sealed(dataset, path.name)
    assert found(dataset) == [("milestones.csv", None, None)]


def test_damage_to_the_package(dataset):
    path = dataset / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["path"] != "leads.csv"]
    path.write_text(json.dumps(package), encoding="utf-8")
    assert found(dataset) == [("leads.csv", None, None)]
    package["resources"].append({"path": "../secrets.csv"})
    path.write_text(json.dumps(package), encoding="utf-8")
    assert ("datapackage.json", None, "resources") in found(dataset)
    path.write_text("{", encoding="utf-8")
    assert found(dataset) == [("datapackage.json", None, None)]
    path.unlink()
    with pytest.raises(OutputError, match="no dataset in this folder"):
        validate(dataset)


def test_a_report_that_is_gone(dataset):
    (dataset / "report.html").unlink()
    assert found(dataset) == [("report.html", None, None)]


def test_the_codes_of_the_program_are_documented():
    """Every literal kind that a Repair is made with has its line in the data dictionary."""
    import ast
    from pathlib import Path

    from actionplans.export.codes import REPAIRS

    kinds = set()
    for path in (Path(__file__).parents[2] / "normalise").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if called and node.func.id == "Repair" and len(node.args) > 1:
                kind = node.args[1]
                kinds |= {kind.value} if isinstance(kind, ast.Constant) else set()
    assert len(kinds) > 5
    assert kinds <= set(REPAIRS)


def test_all_problems_at_once(dataset):
    change_json(dataset, "actions.json", 1, "status", "nearly")
    change_json(dataset, "actions.json", 2, "page_first", 0)
    change_json(dataset, "plans.json", 1, "words_total", 21)
    change_csv(dataset, "leads.csv", 1, "position", "x")
    damage = {
        ("actions.json", 1, "status"),
        ("actions.json", 2, "page_first"),
        ("plans.json", 1, "words_total"),
        ("leads.csv", 1, "position"),
    }
    assert damage <= set(found(dataset))


def test_a_problem_reads_as_a_sentence():
    assert str(Problem("a.csv", 3, "due_end", "is wrong")) == "a.csv, row 3, due_end: is wrong"
    assert str(Problem("a.csv", None, None, "is missing")) == "a.csv: is missing"
