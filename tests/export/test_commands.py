"""The commands schema and validate, as a user calls them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from typer.testing import CliRunner

from actionplans.cli import app
from actionplans.export.dataset import write_dataset


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture(scope="module")
def schema():
    return json.loads(run("schema").stdout)


def test_the_schema_is_one_of_2020_12(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_every_action_written_is_valid(schema, sample_plan, tiny_plan, tmp_path):
    write_dataset([sample_plan, tiny_plan], tmp_path, ("json",))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for action in json.loads((tmp_path / "actions.json").read_text(encoding="utf-8")):
        validator.validate(action)


@pytest.mark.parametrize(
    "changed",
    [
        {"action": ""}, {"action": None}, {"section": ""}, {"sequence": "1"}, {"status": "nearly"},
        {"due_end": "30 June"}, {"leads": [{"name": "Jo"}]}, {"colour": "red"}, {"flags": None},
        {"extra": {"a": 1}}, {"lead_inherited": 1}, {"page_first": 1.5},
    ],
)  # fmt: skip
def test_what_is_not_valid(schema, tiny_plan, tmp_path, changed):
    write_dataset([tiny_plan], tmp_path, ("json",))
    action = json.loads((tmp_path / "actions.json").read_text(encoding="utf-8"))[0]
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert not validator.is_valid({**action, **changed})


def test_validate_says_nothing_on_stdout_of_a_sound_dataset(tiny_plan, tmp_path):
    write_dataset([tiny_plan], tmp_path)
    result = run("validate", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "the dataset is sound" in result.stderr


def test_validate_names_every_problem_on_stdout(tiny_plan, tmp_path):
    write_dataset([tiny_plan], tmp_path, ("json",))
    path = tmp_path / "actions.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2020-09-30", "30/09/20"), "utf-8")
    result = run("validate", tmp_path)
    assert result.exit_code == 1
    assert "actions.json, row 1, due_end: '30/09/20' is not an ISO 8601 date" in result.stdout
    assert "actions.json: was changed after" in result.stdout
    assert "problems" in result.stderr
