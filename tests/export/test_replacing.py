"""A new dataset takes the old one's place whole, and harms nothing else in the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from actionplans.errors import OutputError
from actionplans.export import replacing as module
from actionplans.export.replacing import replacing, settle

FILES = ("actions.json", "plans.json", "unplaced.json", "repairs.json")


def write(out: Path, text: str, files=FILES) -> None:
    with replacing(out) as folder:
        fill(folder, text, files)


def fill(folder: Path, text: str, files=FILES) -> None:
    for name in files:
        (folder / name).write_text(text)
    resources = [{"path": name} for name in files]
    package = {"name": "action-plans", "resources": resources, "text": text}
    (folder / "datapackage.json").write_text(json.dumps(package))
    (folder / "state.json").write_text(text)


def texts(out: Path) -> set[str]:
    return {(out / name).read_text() for name in FILES} | {
        json.loads((out / "datapackage.json").read_text())["text"]
    }


@pytest.fixture(params=["exchanged", "moved"])
def way(request, monkeypatch):
    """Both ways to replace: exchanging folders, and moving files by a journal."""
    if request.param == "moved":
        monkeypatch.setattr(module, "_may_be_exchanged", lambda out: False)
    elif not sys.platform.startswith(("linux", "darwin")):
        pytest.skip("this system cannot exchange folders")
    return request.param


def test_the_new_one_is_whole_and_the_rest_stays(tmp_path, way):
    out = tmp_path / "out"
    write(out, "old", (*FILES, "actions.csv"))
    (out / "mine.txt").write_text("mine")
    (out / "plans.xlsx").write_text("mine too, no data package names it")
    (out / "link").symlink_to("mine.txt")
    (out / ".actionplans" / "parts").mkdir()
    (out / ".actionplans" / "parts" / "p.json").write_text("part")
    inode = out.stat().st_ino
    write(out, "new")
    assert (out.stat().st_ino == inode) == (way == "moved")
    assert texts(out) == {"new"}
    assert {path.name for path in out.iterdir()} == {
        *FILES, "datapackage.json", "mine.txt", "plans.xlsx", "link", ".actionplans",
    }  # fmt: skip
    assert {path.name for path in (out / ".actionplans").iterdir()} == {"parts", "state.json"}
    assert (out / ".actionplans" / "state.json").read_text() == "new"
    assert (out / ".actionplans" / "parts" / "p.json").read_text() == "part"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_old_one(tmp_path, way):
    out = tmp_path / "out"
    write(out, "old")
    with pytest.raises(OutputError, match="No space left"), replacing(out) as folder:  # noqa: PT012
        fill(folder, "new")
        raise OSError(28, "No space left on device")
    with pytest.raises(KeyboardInterrupt), replacing(out) as folder:  # noqa: PT012
        fill(folder, "new")
        raise KeyboardInterrupt
    assert texts(out) == {"old"}
    assert not (out / ".actionplans" / "next").exists()


KILLED = """
import os, pathlib, sys
sys.path.insert(0, {here!r})
import test_replacing as t
from actionplans.export import replacing as module
steps = int(sys.argv[2])
if sys.argv[3] == "moved":
    module._may_be_exchanged = lambda out: False
def trace(frame, event, argument):
    global steps
    if frame.f_code.co_filename == module.__file__ and event == "line":
        steps -= 1
        if not steps:
            os.kill(os.getpid(), 9)
    return trace
sys.settrace(trace)
t.write(pathlib.Path(sys.argv[1]), "new")
"""


def test_killed_at_any_line_it_is_the_old_or_the_new(tmp_path, way):
    """kill -9 before every ninth line that replacing runs; the next run puts all in order."""
    seen = set()
    code = KILLED.format(here=str(Path(__file__).parent))
    for step in range(1 + (way == "moved"), 1000, 9):
        out = tmp_path / str(step) / "out"
        write(out, "old")
        (out / "mine.txt").write_text("mine")
        (out / ".actionplans" / "parts").mkdir()
        command = [sys.executable, "-c", code, out, str(step), way]
        ended = subprocess.run(command, check=False).returncode
        if way == "exchanged":  # whole even before anything tidies up
            assert len(texts(out)) == 1
            assert (out / "mine.txt").read_text() == "mine"
        settle(out)
        (text,) = texts(out)
        assert (out / ".actionplans" / "state.json").read_text() == text
        assert (out / ".actionplans" / "parts").is_dir()
        assert (out / "mine.txt").read_text() == "mine"
        assert [path.name for path in out.parent.iterdir()] == ["out"]
        assert {path.name for path in (out / ".actionplans").iterdir()} == {"parts", "state.json"}
        seen.add(text)
        if ended == 0:
            break
    assert seen == {"old", "new"}
    assert ended == 0


def test_folders_that_cannot_be_exchanged(tmp_path, monkeypatch):
    out = tmp_path / "out"
    write(out, "old")
    assert module._may_be_exchanged(out)
    monkeypatch.chdir(out)
    assert not module._may_be_exchanged(out)
    write(Path(), "new")
    assert texts(out) == {"new"}
    assert texts(Path()) == {"new"}
    monkeypatch.chdir(tmp_path)
    (out / "my folder").mkdir()
    assert not module._may_be_exchanged(out)
    write(out, "newer")
    assert (out / "my folder").is_dir()


def test_a_folder_behind_a_link(tmp_path, way):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out", "new")
    assert (tmp_path / "out").is_symlink()
    assert texts(tmp_path / "real") == {"new"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")
def test_a_mount_and_a_full_disk(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", out], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        write(out, "old")
        with pytest.raises(OutputError, match="No space left"), replacing(out) as folder:
            fill(folder, "new" * 50_000)
        assert texts(out) == {"old"}
        write(out, "new")
        assert texts(out) == {"new"}
    finally:
        subprocess.run(["umount", out], check=True)
