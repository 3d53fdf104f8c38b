"""The command line: exit codes, which stream says what, Ctrl-C, a folder without rights."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_plans import write_plan

from actionplans.export.validate import validate

COMMAND = [sys.executable, "-c", "from actionplans.cli import main; main()"]
BAD_READER = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from actionplans import asked, cli
cli_main, asked.Asked.__init__.__defaults__ = cli.main, (
    *asked.Asked.__init__.__defaults__[:-1], "bad_readers:read")
cli_main()
"""


def actionplans(*arguments, **options):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


@pytest.fixture
def folder(tmp_path, small_plan):
    (tmp_path / "plans").mkdir()
    for name in ("a", "b"):
        (tmp_path / "plans" / f"{name}.PDF").write_bytes(small_plan.read_bytes())
    return tmp_path


def test_everything_converted_is_0(folder):
    done = actionplans("convert", "plans", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 plans with 8 actions in out" in done.stderr
    assert "actionplans review out" in done.stderr
    assert not validate(folder / "out")
    again = actionplans("convert", "plans", cwd=folder)
    assert again.returncode == 0
    assert "No plan has changed" in again.stderr


def test_a_failure_is_1_and_named_with_reason_and_next_step(folder):
    (folder / "plans" / "web.pdf").write_text("<html>")
    done = actionplans("convert", "plans", "nowhere.pdf", "--out", "data", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"failed: plans/web\.pdf: it is not a PDF.*\. \w+.*\.", done.stderr)
    assert re.search(r"failed: nowhere\.pdf: .*no such file", done.stderr)
    assert "2 plans with 8 actions in data" in done.stderr
    assert len(json.loads((folder / "data" / "plans.json").read_text())) == 2


def test_only_failures_is_1_and_writes_nothing(folder):
    done = actionplans("convert", "nowhere.pdf", cwd=folder)
    assert done.returncode == 1
    assert "no dataset was written" in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("convert",),
        ("convert", "plans", "--format", "pdf"),
        ("convert", "plans", "--jobs", "0"),
        ("convert", "plans", "--ocr", "perhaps"),
        ("convert", "plans", "--timeout", "soon"),
        ("convert", "plans", "--frobnicate"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_is_2(folder, wrong):
    done = actionplans(*wrong, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_quiet_says_only_what_went_wrong(folder):
    assert actionplans("convert", "plans", "--quiet", cwd=folder).stderr == ""
    done = actionplans("convert", "plans", "nowhere.pdf", "--quiet", cwd=folder)
    assert done.stderr.count("\n") == 1


def test_a_password_on_the_command_line(folder):
    write_plan(folder / "locked.pdf", rows=4, password="secret")
    done = actionplans("convert", "locked.pdf", cwd=folder)
    assert done.returncode == 1
    assert "--password" in done.stderr
    parts = folder / "out" / ".actionplans" / "parts"
    (known,) = parts.iterdir()  # without a password it need not be tried again
    asked_before = known.stat().st_mtime_ns
    again = actionplans("convert", "locked.pdf", cwd=folder)
    assert (again.returncode, known.stat().st_mtime_ns) == (1, asked_before)
    assert again.stderr == done.stderr
    wrong = actionplans("convert", "locked.pdf", "--password", "no", cwd=folder)
    assert wrong.returncode == 1
    assert "wrong" in wrong.stderr
    assert actionplans("convert", "locked.pdf", "--password", "secret", cwd=folder).returncode == 0
    assert "No plan has changed" in actionplans("convert", "locked.pdf", cwd=folder).stderr


def test_a_file_name_steers_no_terminal(folder):
    (folder / "plans" / "\x1b]0;mine\x07[red]x[b].pdf").write_text("<html>")
    done = actionplans("convert", "plans", cwd=folder)
    assert "[red]x[b].pdf" in done.stderr
    assert "\x1b" not in done.stderr


def test_inspect_writes_to_stdout_and_nothing_else(folder):
    done = actionplans("inspect", "plans/a.PDF", cwd=folder)
    assert done.returncode == 0
    assert "Table 1" in done.stdout
    assert "Completion date" in done.stdout
    assert [path.name for path in folder.iterdir()] == ["plans"]
    failed = actionplans("inspect", "nowhere.pdf", cwd=folder)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "nowhere.pdf" in failed.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_a_whole_dataset_of_what_was_done(tmp_path, number):
    (tmp_path / "plans").mkdir()
    for count in range(30):
        (tmp_path / "plans" / f"{count:02}.pdf").write_text(f"slow {count}")
    command = [sys.executable, "-c", BAD_READER, "convert", "plans", "--jobs", "2"]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    parts = tmp_path / "out" / ".actionplans" / "parts"
    while not parts.exists() or len(list(parts.iterdir())) < 4:
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(number)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 1
    assert "The same command goes on from here" in said
    assert "Traceback" not in said
    assert not validate(tmp_path / "out")
    done = len(json.loads((tmp_path / "out" / "plans.json").read_text()))
    assert 4 <= done < 30
    again = subprocess.run(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=True)
    assert f"{done} plans had not changed" in again.stderr
    assert len(json.loads((tmp_path / "out" / "plans.json").read_text())) == 30


@pytest.fixture
def locked(folder):
    """A folder that may not be written to: by its mode, or for root by a read-only mount."""
    place = folder / "locked"
    place.mkdir(mode=0o555)
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield place
        place.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "none", place]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_folder_that_may_not_be_written_to(folder, locked):
    for place in ("locked", "locked/out"):
        done = actionplans("convert", "plans", "--out", place, cwd=folder)
        assert done.returncode == 1
        assert re.search(r"could not be written \((Permission|Read-only)", done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")
def test_a_full_disk(folder):
    (folder / "out").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60k", "none", folder / "out"]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    try:
        done = actionplans("convert", "plans", cwd=folder)
        assert done.returncode == 1
        assert "could not be written (No space left on device)" in done.stderr
        assert "Traceback" not in done.stderr
        assert {path.name for path in (folder / "out").iterdir()} == {".actionplans"}
    finally:
        subprocess.run(["umount", folder / "out"], check=True)


def test_help_says_every_option_of_the_contract():
    said = actionplans("convert", "--help", env={**os.environ, "COLUMNS": "200"}).stdout
    for option in (
        "--out", "--format", "--profile", "--jobs", "--scheduler", "--ocr", "--password",
        "--corrections", "--without-names", "--timeout", "--memory", "--force", "--fail-fast",
        "--quiet",
    ):  # fmt: skip
        assert option in said


def test_help_is_quick():
    """0.7 seconds of processor time; the clock of a shared machine says little."""
    before = os.times()
    actionplans("--help")
    after = os.times()
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    assert spent < 0.7
