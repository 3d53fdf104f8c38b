"""convert(): resuming, failures, names, two runs at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import actionplans
from actionplans.asked import Asked, UsageError
from actionplans.converting import run
from actionplans.errors import OutputError
from actionplans.export.validate import validate
from actionplans.limits import Limits
from actionplans.lock import only_run_in
from actionplans.watching import Nobody

ASKED = Asked(formats=("json", "csv"), jobs=2, reader="bad_readers:read", limits=Limits(60, 500))


def plans(out):
    return {p["source_file"]: p for p in json.loads((out / "plans.json").read_text())}


def texts(out):
    return [a["action"] for a in json.loads((out / "actions.json").read_text())]


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "plans"

    def write(name, text):
        path = folder / f"{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    write.folder = folder
    return write


@pytest.fixture
def convert(source, tmp_path):
    def convert(*named, **changed):
        out = tmp_path / "out"
        report = run(named or [source.folder], out, replace(ASKED, **changed), Nobody())
        if report.files:
            assert not validate(out)
        return report

    convert.out = tmp_path / "out"
    return convert


def test_real_plans_become_a_sound_dataset(small_plan, tmp_path):
    report = actionplans.convert([small_plan], tmp_path / "out", jobs=1)
    assert report.converted == ("small.pdf",)
    assert (report.plans, report.actions) == (1, 4)
    assert not validate(tmp_path / "out")
    assert {path.name for path in report.files} == {
        path.name for path in (tmp_path / "out").iterdir() if path.name != ".actionplans"
    }


def test_an_unchanged_source_is_not_read_again(source, convert):
    for name in "abc":
        source(name, f"good {name}")
    assert convert().converted == ("a.pdf", "b.pdf", "c.pdf")
    before = {path: path.stat().st_mtime_ns for path in convert.out.iterdir() if path.is_file()}
    again = convert()
    assert (again.converted, again.skipped) == ((), ("a.pdf", "b.pdf", "c.pdf"))
    assert again.plans == 3
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert convert(force=True).converted == ("a.pdf", "b.pdf", "c.pdf")


def test_only_the_content_counts(source, convert):
    path = source("a", "good a")
    convert()
    os.utime(path, (1, 1))
    assert convert().skipped == ("a.pdf",)
    source("a", "good b")  # as long as before
    os.utime(path, (1, 1))
    assert convert().converted == ("a.pdf",)
    assert texts(convert.out) == ["good b"]


def test_new_changed_and_vanished_sources(source, convert):
    for name in "abc":
        source(name, f"good {name}")
    convert()
    source("b", "good b, changed")
    source("d", "good d")
    (source.folder / "a.pdf").unlink()
    report = convert()
    assert report.converted == ("b.pdf", "d.pdf")
    assert report.skipped == ("c.pdf",)
    assert report.gone == ("a.pdf",)
    assert texts(convert.out) == ["good b, changed", "good c", "good d"]
    assert len(list((convert.out / ".actionplans/parts").iterdir())) == 3


def test_other_formats_are_written_from_what_was_read(source, convert):
    source("a", "good a")
    convert()
    report = convert(formats=("parquet",))
    assert report.skipped == ("a.pdf",)
    assert {path.name for path in convert.out.glob("actions.*")} == {"actions.parquet"}


def test_a_damaged_dataset_is_written_again(source, convert):
    source("a", "good a")
    convert()
    (convert.out / "actions.json").write_text("[]")
    assert convert().skipped == ("a.pdf",)
    assert texts(convert.out) == ["good a"]


def test_a_damaged_part_is_read_again(source, convert):
    source("a", "good a")
    convert()
    (part,) = (convert.out / ".actionplans/parts").iterdir()
    part.write_bytes(part.read_bytes()[:-1])
    assert convert().converted == ("a.pdf",)


def test_the_bad_ones_are_named_and_the_others_are_there(source, convert):
    for what in ("crash", "eat", "fault", "good", "hang", "no-table", "slow"):
        source(what, what)
    limits = Limits(2, 300)
    report = convert(limits=limits)
    assert report.converted == ("good.pdf", "slow.pdf")
    kinds = {Path(error.source).name: type(error).__name__ for error in report.failed}
    assert kinds == {
        "crash.pdf": "CrashError",
        "eat.pdf": "LimitError",
        "fault.pdf": "UnexpectedError",
        "hang.pdf": "LimitError",
        "no-table.pdf": "NoActionTableError",
    }
    for error in report.failed:
        assert error.reason.endswith(".")
        assert error.next_step
    again = convert(limits=limits)
    assert again.skipped == ("good.pdf", "slow.pdf")
    assert [str(e) for e in again.failed] == [str(e) for e in report.failed]


def test_other_limits_are_another_chance(source, convert):
    source("slow", "slow")
    assert convert(limits=Limits(0.05, 300)).failed
    assert convert(limits=Limits(30, 300)).converted == ("slow.pdf",)


def test_fail_fast_stops_at_the_first(source, convert):
    for name in "abcdefgh":
        source(name, "no-table" if name == "a" else f"slow {name}")
    report = convert(fail_fast=True, jobs=1)
    assert len(report.failed) == 1
    assert len(report.left) >= 5


def test_when_nothing_can_be_read_the_old_dataset_stays(source, convert):
    source("a", "good a")
    convert()
    source("a", "no-table")
    report = convert()
    assert (report.files, report.plans) == ((), 0)
    assert texts(convert.out) == ["good a"]


def test_what_is_not_there_is_named(source, convert, tmp_path):
    source("a", "good a")
    (tmp_path / "hollow").mkdir()
    missing = tmp_path / "nowhere.pdf"
    report = convert(source.folder, missing, tmp_path / "hollow")
    assert report.converted == ("a.pdf",)
    assert {e.source for e in report.failed} == {str(missing), str(tmp_path / "hollow")}


def test_one_name_in_two_folders(source, convert):
    source("x/plan", "good x")
    source("y/plan", "good y")
    convert()
    assert {p["plan_id"] for p in plans(convert.out).values()} == {"plan", "plan-2"}
    first = {file: p["plan_id"] for file, p in plans(convert.out).items()}
    source("a/plan", "good a")  # sorted before both
    convert()
    now = {file: p["plan_id"] for file, p in plans(convert.out).items()}
    assert now == {**first, "a/plan.pdf": "plan-3"}
    (source.folder / "x/plan.pdf").rename(source.folder / "z.pdf")
    (source.folder / "z.pdf").rename(source.folder / "y/Plan.pdf")
    convert(force=True)
    assert plans(convert.out)["y/Plan.pdf"]["plan_id"] == first["x/plan.pdf"]


def test_one_file_under_two_names_is_read_once_and_stands_twice(source, convert):
    source("a", "good")
    source("b", "good")
    report = convert()
    assert report.converted == ("a.pdf", "b.pdf")
    assert {p["plan_id"] for p in plans(convert.out).values()} == {"a", "b"}
    assert len(list((convert.out / ".actionplans/parts").iterdir())) == 1


def test_files_of_one_name_given_one_by_one_are_told_apart(source, convert):
    x, y = source("x/plan", "good x"), source("y/plan", "good y")
    convert(x, y, x)
    assert list(plans(convert.out)) == ["x/plan.pdf", "y/plan.pdf"]


@pytest.mark.parametrize(
    "name",
    ["=cmd|' /C calc'!A0", "line\nbreak", "\x1b[31mred", "-rf", "ünïcødé ✓", "a" * 200, "‮fdp",
     os.fsdecode(b"caf\xe9 \xff"), "..", "con", "{curly} [square] $HOME `x` %2e%2e%2f"],
)  # fmt: skip
def test_no_file_name_does_harm(source, convert, name):
    source(name, "good")
    report = convert()
    (file,) = plans(convert.out)
    assert report.converted == (file,)
    assert file.isprintable()
    inside = {path.name for path in convert.out.parent.iterdir()}
    assert inside == {"plans", "out"}


def test_two_runs_at_once_are_told(source, convert):
    source("a", "good a")
    with only_run_in(convert.out):
        code = (
            "import sys; from actionplans import convert\n"
            "try: convert(sys.argv[1], sys.argv[2])\n"
            "except Exception as error: print(type(error).__name__, error)"
        )
        command = [sys.executable, "-c", code, source.folder, convert.out]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert said.startswith("LockedError")
        assert f"process {os.getpid()}" in said
    assert convert().plans == 1


def test_a_lock_left_by_a_dead_run_holds_nobody_up(source, convert):
    hidden = convert.out / ".actionplans"
    hidden.mkdir(parents=True)
    (hidden / "lock").write_text('{"process": 1, "machine": "gone", "since": "long ago"}')
    source("a", "good a")
    assert convert().plans == 1


def test_a_folder_that_is_a_file(source, convert):
    source("a", "good a")
    convert.out.write_text("mine")
    with pytest.raises(OutputError, match="could not be written"):
        convert()
    assert convert.out.read_text() == "mine"


def test_a_library_call_says_nothing(small_plan, tmp_path, capfd):
    actionplans.convert(small_plan, tmp_path / "out")
    assert capfd.readouterr() == ("", "")


def test_wrong_arguments(tmp_path):
    for wrong in (
        {"formats": ["pdf"]},
        {"formats": []},
        {"jobs": 0},
        {"ocr": "x"},
        {"timeout": -1},
    ):
        with pytest.raises(UsageError):
            actionplans.convert(tmp_path, tmp_path / "out", **wrong)


def test_a_script_without_a_guard_converts_once(small_plan, tmp_path):
    script = tmp_path / "analyst.py"
    script.write_text(
        "import actionplans, sys\n"
        "print(actionplans.convert([sys.argv[1]], sys.argv[2], jobs=2).plans)\n"
    )
    (tmp_path / "export.py").write_text("raise SystemExit('mine')")
    command = [sys.executable, script, small_plan, tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")
