"""Two versions of a plan compared: what is the same action, and what changed of it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

import actionplans
from actionplans.cli import app
from actionplans.differences import as_lines
from actionplans.errors import OutputError
from actionplans.export.dataset import write_dataset
from actionplans.normalise.plan import Action, Plan

TEXTS = (
    "Review the threshold guidance with all partner agencies",
    "Audit the quality of case recording in the front door team",
    "Publish the escalation policy and tell every practitioner of it",
    "Train the staff of children's homes in recognising exploitation",
)


def action(place, text, ref=None, **known):
    known = {"deadline": date(2020, 6, 30), "status": None, "lead_text": "Jo", **known}
    return Action(
        "p", f"p/{ref or place}", place, None, None, None, ref, text, "June 2020", None,
        known["deadline"], None, None, known["deadline"], None, known["status"], None,
        known["lead_text"], False, (), (),
    )  # fmt: skip


def plan(*actions):
    return Plan("p", None, "p.pdf", "00" * 32, 1, actions, converter_version="1")


@pytest.fixture
def old():
    return plan(*(action(i, text, f"1.{i}") for i, text in enumerate(TEXTS, 1)))


def kinds(old, new):
    return [(change.kind, (change.new or change.old).ref) for change in actionplans.diff(old, new)]


def test_the_same_plan_has_no_differences(old):
    assert actionplans.diff(old, old) == ()
    assert list(as_lines(())) == ["Nothing changed."]


def test_added_and_dropped(old):
    new = plan(*old.actions[1:], action(9, "Appoint a lead for neglect", "2.1"))
    assert kinds(old, new) == [("added", "2.1"), ("dropped", "1.1")]


@pytest.mark.parametrize(
    ("changed", "kind", "before", "after"),
    [
        ({"deadline": date(2020, 9, 30)}, "moved deadline", "2020-06-30", "2020-09-30"),
        ({"deadline": None}, "moved deadline", "2020-06-30", None),
        ({"status": "complete"}, "changed status", None, "complete"),
        ({"lead_text": "Ann"}, "changed lead", "Jo", "Ann"),
        ({"due_text": "End of June 2020"}, "changed due text", "June 2020", "End of June 2020"),
    ],
)
def test_one_change(old, changed, kind, before, after):
    new = plan(replace(old.actions[0], **changed), *old.actions[1:])
    (change,) = actionplans.diff(old, new)
    assert (change.kind, change.before, change.after) == (kind, before, after)
    assert change.new.ref == "1.1"


def test_reworded(old):
    reworded = replace(old.actions[0], action=TEXTS[0] + " by means of a joint workshop")
    assert kinds(old, plan(reworded, *old.actions[1:])) == [("changed text", "1.1")]


def test_case_spaces_and_marks_are_no_change(old):
    retyped = replace(old.actions[0], action=TEXTS[0].upper() + "  .")
    assert actionplans.diff(old, plan(retyped, *old.actions[1:])) == ()


def test_renumbered_actions_are_known_by_their_text(old):
    shifted = [action(i + 1, text, f"1.{i + 1}") for i, text in enumerate(TEXTS, 1)]
    new = plan(action(1, "Appoint a lead for neglect", "1.1"), *shifted)
    assert kinds(old, new) == [("added", "1.1")]


def test_another_action_under_the_same_reference(old):
    other = replace(old.actions[0], action="Zebra crossings near 5 schools")
    assert kinds(old, plan(other, *old.actions[1:])) == [("added", "1.1"), ("dropped", "1.1")]


def test_the_same_text_twice_is_matched_in_order():
    old = plan(action(1, "Meet monthly", "1"), action(2, "Meet monthly", "2"))
    new = plan(action(1, "Meet monthly", "1"), action(2, "Meet monthly", "2", status="complete"))
    assert kinds(old, new) == [("changed status", "2")]


@pytest.mark.parametrize("chosen", ["json", "parquet", "csv"])
def test_datasets_of_any_format(old, tmp_path, chosen):
    write_dataset([old], tmp_path, (chosen,))
    assert actionplans.diff(tmp_path, old) == ()


def test_a_dataset_without_rows_that_can_be_read(old, tmp_path):
    write_dataset([old], tmp_path, ("xlsx",))
    with pytest.raises(OutputError, match="json, parquet or csv"):
        actionplans.diff(tmp_path, old)


def test_a_damaged_dataset(old, tmp_path):
    write_dataset([old], tmp_path, ("json",))
    (tmp_path / "actions.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(OutputError, match="actionplans validate"):
        actionplans.diff(tmp_path, old)


def test_thousands_of_actions_are_compared_in_seconds():
    words = sorted(set(" ".join(TEXTS).lower().split()))
    count = len(words)
    texts = [f"{words[i % count]} {words[i * 7 % count]} for child {i}" for i in range(2000)]
    old = plan(*(action(i, text, str(i)) for i, text in enumerate(texts)))
    new = plan(*(action(i, text + " and report", str(i)) for i, text in enumerate(texts)))
    start = time.perf_counter()
    assert len(actionplans.diff(old, new)) == 2000
    assert time.perf_counter() - start < 10


def run(*arguments):
    result = CliRunner().invoke(app, ["diff", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_command(old, tmp_path):
    new = plan(replace(old.actions[0], status="complete"), *old.actions[2:])
    write_dataset([old], tmp_path / "old")
    write_dataset([new], tmp_path / "new")
    table = run(tmp_path / "old", tmp_path / "new")
    assert table.splitlines() == [
        "dropped: 1",
        "  1.2  " + TEXTS[1],
        "changed status: 1",
        "  1.1  none → complete  (" + TEXTS[0] + ")",
    ]
    records = json.loads(run("--json", tmp_path / "old", tmp_path / "new"))
    assert [each["kind"] for each in records] == ["dropped", "changed status"]
    assert records[1]["new"]["action_id"] == "p/1.1"


def test_the_reference_of_the_area_names_an_action_without_its_own(old):
    new = plan(replace(old.actions[0], action_ref=None, area_ref="R3", action_id="mk-v2/1"))
    names = {change.name for change in actionplans.diff(plan(), new)}
    assert names == {"R3"}


def test_in_datasets_of_several_plans_each_change_names_its_plan(old, tmp_path):
    other = replace(
        old, plan_id="q",
        actions=tuple(replace(a, plan_id="q", action_id=f"q/{a.action_ref}") for a in old.actions),
    )  # fmt: skip
    done = replace(
        other, actions=(replace(other.actions[0], status="complete"), *other.actions[1:])
    )
    write_dataset([old, other], tmp_path / "old")
    write_dataset([old, done], tmp_path / "new")
    assert "  q 1.1  none → complete" in run(tmp_path / "old", tmp_path / "new")


def test_boilerplate_under_another_reference_is_another_action(old):
    dropped = action(5, "Review the pathway for children who go missing from home", "1.5")
    added = action(6, "Review the pathway for adults who go missing from home", "1.6")
    assert kinds(plan(*old.actions, dropped), plan(*old.actions, added)) == [
        ("added", "1.6"), ("dropped", "1.5"),
    ]  # fmt: skip
    same = replace(added, action_ref="1.5")
    assert kinds(plan(*old.actions, dropped), plan(*old.actions, same)) == [("changed text", "1.5")]


def test_passwords_and_profiles_are_for_pdfs(tmp_path):
    from made_plans import write_plan

    write_plan(tmp_path / "old.pdf", rows=4, seed=1, password="secret")
    write_plan(tmp_path / "new.pdf", rows=4, seed=1, password="secret")
    (tmp_path / "p.toml").write_text('[headings]\n"Actions" = "extra"\n"Lead" = "action"\n')
    pair = (tmp_path / "old.pdf", tmp_path / "new.pdf")
    assert "Nothing changed." in run(*pair, "--password", "secret")
    told = actionplans.diff(
        pair[0], actionplans.read(pair[1], password="secret"),
        password="secret", profile=tmp_path / "p.toml",
    )  # fmt: skip
    assert told
    assert run(*pair, "--password", "secret", "--profile", tmp_path / "p.toml")
