"""Wrong usage, wrong values and wrong files: said clearly, with the exit code of the contract."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer import _param_types
from typer.testing import CliRunner

import actionplans
from actionplans.asked import Asked
from actionplans.cli import app
from actionplans.errors import ActionPlanError, UsageError
from actionplans.lanes import Lanes
from actionplans.limits import Limits
from actionplans.worker import Task

COMMAND = [sys.executable, "-c", "from actionplans.cli import main; main()"]


def invoke(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "300"})


def run(*arguments, cwd):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=cwd
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--timeout", "1e30"), "timeout: must be 0"),
        (("--timeout", "inf"), "timeout: must be 0"),
        (("--timeout", "nan"), "timeout: must be 0"),
        (("--timeout", "-1"), "timeout: must be 0"),
        (("--memory", "1"), "memory: must be 0"),
        (("--memory", "50"), "memory: must be 0"),
        (("--memory", "99999999999999"), "memory: must be 0"),
        (("--scheduler", "bogus"), "scheduler: must be an address such as tcp://HOST:8786"),
        (("--ocr", "maybe"), "ocr: must be one of auto, off, force, not 'maybe'"),
        (("--format", "parquet,pdf"), "no format is called 'pdf'"),
        (("--format", ""), "no format is called ''"),
        (("--out", ""), "out: must name a folder"),
    ],
)
def test_a_value_that_cannot_be_meant_is_2(small_plan, tmp_path, wrong, said):
    done = invoke("convert", small_plan, "--out", tmp_path / "out", *wrong)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Value error" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["tcp://h:1", "h:8786", "tls://[::1]:8786", "inproc://1/2/3"])
def test_addresses(address):
    assert Asked(scheduler=address)


def test_formats_in_any_case_with_spaces(small_plan, tmp_path):
    done = invoke("convert", small_plan, "--out", tmp_path / "out", "--format", "JSON, csv")
    assert done.exit_code == 0
    assert (tmp_path / "out" / "actions.csv").exists()


def test_the_version(tmp_path):
    done = invoke("--version")
    assert (done.exit_code, done.stdout) == (0, f"actionplans {actionplans.__version__}\n")


@pytest.mark.parametrize("option", ["--profile", "--corrections"])
@pytest.mark.parametrize("content", [None, "= no = file\n"])
def test_a_file_of_options_that_cannot_be_understood_is_2(small_plan, tmp_path, option, content):
    if content:
        (tmp_path / "file").write_text(content)
    done = run("convert", small_plan, option, "file", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("actionplans: file: ")
    assert not (tmp_path / "out").exists()


def test_a_source_that_may_not_be_read_is_a_failure_and_no_wrong_usage(
    small_plan, tmp_path, monkeypatch
):
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(small_plan.read_bytes())
    monkeypatch.setattr(_param_types.os, "access", lambda *_: False)
    real = actionplans.sources.digest

    def digest(path):
        if path.name == "locked.pdf":
            reason = "it cannot be read from the disk (Permission denied)."
            raise actionplans.errors.SourceUnreadableError(str(path), reason, "Ask.")
        return real(path)

    monkeypatch.setattr("actionplans.survey.digest", digest)
    done = invoke("convert", locked, small_plan, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert f"failed: {locked}: it cannot be read" in done.stderr.replace("\n", "")
    assert "1 plan with 4 actions" in done.stderr
    for command in (
        ("validate", tmp_path / "out"),
        ("inspect", small_plan),
        ("diff", small_plan, small_plan, "--profile", tmp_path / "no.toml"),
        ("convert", small_plan, "--profile", tmp_path / "no.toml"),
        ("convert", small_plan, "--corrections", tmp_path / "no.csv"),
        ("review", tmp_path / "nowhere"),
    ):
        assert "is not readable" not in invoke(*command).stderr


@pytest.fixture
def without_rights(monkeypatch):
    """Path.open and Path.stat as they are for somebody who may not look into "locked…"."""
    real_open, real_stat = Path.open, Path.stat

    def opened(path, *arguments, **options):
        if any(part.startswith("locked") for part in path.parts):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *arguments, **options)

    def looked_at(path, *arguments, **options):
        if any(part.startswith("locked") for part in path.parts[:-1]):
            raise PermissionError(13, "Permission denied", str(path))
        return real_stat(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(Path, "stat", looked_at)


def test_what_may_not_be_read_is_said_by_every_command(small_plan, tmp_path, without_rights):
    locked, folder = tmp_path / "locked.pdf", tmp_path / "locked-folder"
    shutil.copy(small_plan, locked)
    folder.mkdir()
    with pytest.raises(ActionPlanError, match=r"cannot be read.*\(Permission denied"):
        actionplans.read(locked)
    for command in (
        ("inspect", locked),
        ("diff", locked, small_plan),
        ("validate", folder),
        ("diff", folder, small_plan),
        ("convert", small_plan, "--out", folder),
    ):
        error = invoke(*command).exception
        assert isinstance(error, ActionPlanError), (command, error)
        assert "Permission denied" in error.reason
    assert isinstance(invoke("review", folder).exception, ActionPlanError)
    report = actionplans.convert([folder / "x.pdf", locked, small_plan], tmp_path / "out")
    assert len(report.failed) == 2
    assert report.converted == ("small.pdf",)


def test_a_name_that_the_system_refuses_is_a_failure(small_plan, tmp_path):
    report = actionplans.convert(["x" * 5000, small_plan], tmp_path / "out")
    assert len(report.failed) == 1
    assert report.converted == ("small.pdf",)


def test_a_failure_is_named_by_the_path_that_was_given(tmp_path):
    for name in "AB":
        (tmp_path / name).mkdir()
        (tmp_path / name / "empty.pdf").write_bytes(b"")
    done = run("convert", "A", "B", cwd=tmp_path)
    assert "failed: A/empty.pdf: it is not a PDF" in done.stderr
    assert "failed: B/empty.pdf: it is not a PDF" in done.stderr


def test_out_that_is_a_file(small_plan, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = run("convert", small_plan, "--out", "file", cwd=tmp_path)
    assert done.returncode == 1
    assert "there is a file where the folder should be" in done.stderr
    assert "Free some space" not in done.stderr


def test_quiet_says_what_was_not_corrected(small_plan, tmp_path):
    (tmp_path / "c.csv").write_text("action_id,field,value,reason\nsmall/1.1,rag,banana,\n")
    done = run("convert", small_plan, "--corrections", "c.csv", "--quiet", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "correction 1 (small/1.1, rag) was not applied" in done.stderr


def test_inspect_of_a_folder_and_diff_of_a_file_of_a_dataset(small_plan, tmp_path):
    actionplans.convert(small_plan, tmp_path / "out")
    done = run("inspect", "out", cwd=tmp_path)
    assert (done.returncode, "this is a folder" in done.stderr) == (1, True)
    done = run("diff", "out/actions.json", "out", cwd=tmp_path)
    assert (done.returncode, "one file of a dataset" in done.stderr) == (1, True)
    assert "Name its folder, out" in done.stderr


def test_a_process_that_does_not_start_is_no_fault_of_the_file(small_plan):
    lanes = Lanes()
    task = Task("key", str(small_plan), "small.pdf", "", limits=Limits(60, 1))
    outcome = lanes.read(task).outcome
    lanes.stop()
    assert "did not start" in outcome.reason
    assert "damaged" not in outcome.next_step
    assert not outcome.lasting


def test_profile_headings_that_no_plan_has_are_said(small_plan, tmp_path):
    (tmp_path / "p.toml").write_text('[headings]\n"Officer" = "lead"\n"Lead" = "lead"\n')
    for options in ((), ("--quiet",)):
        done = run("convert", small_plan, "--profile", "p.toml", *options, cwd=tmp_path)
        assert done.returncode == 0
        assert "in no plan: “Officer”" in done.stderr
        assert "“Lead”" not in done.stderr
    assert (
        "that no table has: “Officer”"
        in run("inspect", small_plan, "--profile", "p.toml", cwd=tmp_path).stdout
    )
    plan = actionplans.read(small_plan, profile=tmp_path / "p.toml")
    assert plan.unused_headings == ("Officer",)


def test_the_library_takes_what_can_be_meant(small_plan, tmp_path):
    report = actionplans.convert(small_plan, tmp_path / "out", formats="csv, JSON")
    assert {path.suffix for path in report.files} == {".csv", ".json", ".html"}
    assert actionplans.read(small_plan).source_file == "small.pdf"
    assert actionplans.parse_due(None) == actionplans.parse_due("")
    assert actionplans.parse_leads(None) == ()
    assert actionplans.parse_due("Q2", plan_start=date(2020, 4, 1)).end == date(2020, 9, 30)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda path, out: actionplans.read(None),
        lambda path, out: actionplans.read(""),
        lambda path, out: actionplans.read(path, ocr="x"),
        lambda path, out: actionplans.read(path, profile=5),
        lambda path, out: actionplans.parse_due(5),
        lambda path, out: actionplans.parse_leads(b"Jo"),
        lambda path, out: actionplans.convert([], out),
        lambda path, out: actionplans.convert([None], out),
        lambda path, out: actionplans.convert(path, out, formats="c"),
    ],
)
def test_the_library_refuses_what_cannot_be_meant(small_plan, tmp_path, wrong):
    with pytest.raises(UsageError) as raised:
        wrong(small_plan, tmp_path / "out")
    assert isinstance(raised.value, ActionPlanError)
    assert isinstance(raised.value, ValueError)
    assert not (tmp_path / "out").exists()


def test_inspect_says_what_reads_well(small_plan):
    said = invoke("inspect", small_plan).stdout
    assert "1 page, 1 table" in said
    assert "read: has columns for" in said
    assert "because has" not in said
