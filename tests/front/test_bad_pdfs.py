"""Files that are damaged, hostile or absurd: each has a clear outcome, and no other is harmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_pdfs import write_bad
from made_plans import write_plan

import actionplans
from actionplans.errors import EncryptedPdfError
from actionplans.export.validate import validate

NOT_A_PDF = {"empty", "text", "web-page", "zeros"}
PLANS = {"late-header", "wrong-header"}  # plans for all that, as any viewer would say
MARKS = {"mark", "touch"}  # what an action that was carried out would leave


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    write_bad(folder / "plans")
    write_plan(folder / "plans" / "sound.pdf", rows=8, seed=5)
    return folder


@pytest.fixture(scope="module")
def report(folder):
    """All of them in one run, with a sound plan among them."""
    return actionplans.convert(folder / "plans", folder / "out", jobs=2, timeout=60, memory=700)


@pytest.fixture(scope="module")
def kinds(report):
    return {Path(error.source).stem: type(error).__name__ for error in report.failed}


def test_the_sound_ones_are_there(report, folder):
    assert {"sound.pdf", "late-header.pdf", "wrong-header.pdf"} <= set(report.converted)
    assert not validate(folder / "out")


def test_every_file_has_an_outcome(report, kinds, folder):
    names = {path.stem for path in (folder / "plans").iterdir()}
    assert names == {name.removesuffix(".pdf") for name in report.converted} | set(kinds)
    for error in report.failed:
        assert error.reason.strip().endswith((".", ")"))
        assert error.next_step.strip()


def test_what_is_no_pdf_is_called_so(kinds):
    assert {kinds[name] for name in NOT_A_PDF} == {"NotAPdfError"}


def test_a_password_is_asked_for(kinds, folder):
    assert kinds["encrypted"] == "EncryptedPdfError"
    path = folder / "plans" / "encrypted.pdf"
    with pytest.raises(EncryptedPdfError, match="--password"):
        actionplans.read(path)
    with pytest.raises(EncryptedPdfError, match="wrong"):
        actionplans.read(path, password="no")
    assert len(actionplans.read(path, password="secret").actions) == 8


def test_what_blows_up_is_stopped(kinds):
    assert kinds["laughing-forms"] in ("LimitError", "NoActionTableError")


def test_the_converter_itself_never_stumbles(kinds):
    assert {
        name for name, kind in kinds.items() if kind in ("UnexpectedError", "CrashError")
    } == set()


def test_nothing_in_a_pdf_is_carried_out(report, folder):
    assert {path.name for path in folder.iterdir()} == {"plans", "out"}
    assert not MARKS & {path.name for path in (folder / "plans").iterdir()}
    said = (folder / "out" / "plans.json").read_text() + str(report)
    assert "root:" not in said


def test_the_process_that_reads_opens_no_connection_and_starts_nothing(folder, tmp_path):
    """Python's own audit hooks see every socket and every process that Python code would open."""
    import subprocess
    import sys

    code = """
import sys, pathlib, actionplans
from actionplans.errors import ActionPlanError
seen = []
watched = ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "urllib.Request")
sys.addaudithook(lambda event, _: event in watched and seen.append(event))
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.stem in ("script", "launch", "launch-unix", "outside", "elsewhere", "submit", "sound"):
        try: actionplans.read(path)
        except ActionPlanError: pass
print(seen)
"""
    command = [sys.executable, "-c", code, folder / "plans"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"
