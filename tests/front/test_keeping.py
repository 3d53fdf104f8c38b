"""A run that ends early, or a source that fails, never loses a plan without a word."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from test_converting import ASKED, plans, texts

from actionplans.converting import run
from actionplans.errors import LimitError
from actionplans.export.validate import validate
from actionplans.limits import Limits
from actionplans.normalise.profile import Profile
from actionplans.summary import summary, troubles
from actionplans.watching import Nobody


class Impatient(Nobody):
    """Presses Ctrl-C when so many sources are done."""

    def __init__(self, after):
        self.left = after

    def read(self, pages):
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plans").mkdir()
    for name in "abcdef":
        write(tmp_path, name, f"good {name}")
    return tmp_path


def write(folder, name, text):
    (folder / "plans" / f"{name}.pdf").write_text(text)


def convert(folder, *named, watcher=None, **changed):
    out = folder / "out"
    named = named or [folder / "plans"]
    report = run(named, out, replace(ASKED, **{"jobs": 1, **changed}), watcher or Nobody())
    if (out / "datapackage.json").exists():
        assert not validate(out)
    return report


def said(report, folder, **options):
    return "\n".join(summary(report, folder / "out", **options))


def test_an_interrupted_force_keeps_the_plans_it_did_not_come_to(folder):
    convert(folder)
    report = convert(folder, force=True, watcher=Impatient(2))
    assert report.interrupted
    assert len(report.left) >= 3
    assert len(plans(folder / "out")) == report.plans == 6
    assert set(report.kept) == set(report.left)
    assert "as an earlier run read them" in said(report, folder)
    assert "begins anew" in said(report, folder, force=True)
    assert convert(folder).converted == ()


def test_a_plan_not_come_to_keeps_the_rows_of_the_file_before(folder):
    convert(folder)
    for name in "abcdef":
        write(folder, name, f"good {name} changed")
    report = convert(folder, watcher=Impatient(2))
    assert len(plans(folder / "out")) == 6
    changed = [text for text in texts(folder / "out") if text.endswith("changed")]
    assert len(changed) == len(report.converted)
    again = convert(folder)
    assert set(again.converted) == set(report.left)
    assert all(text.endswith("changed") for text in texts(folder / "out"))
    assert not again.kept


@pytest.mark.parametrize("changed", [{"profile": Profile(areas="none")}, {"without_names": True}])
def test_with_other_options_the_old_dataset_stays_whole(folder, changed):
    convert(folder)
    before = (folder / "out" / "actions.json").read_bytes()
    report = convert(folder, watcher=Impatient(2), **changed)
    assert not report.files
    assert (folder / "out" / "actions.json").read_bytes() == before
    assert "is as it was" in said(report, folder)
    assert "goes on from here" in said(report, folder)
    again = convert(folder, **changed)
    assert len(again.skipped) == len(report.converted) >= 2
    assert again.plans == 6


def test_fail_fast_keeps_the_plans_it_did_not_come_to(folder):
    convert(folder)
    write(folder, "a", "no-table")
    report = convert(folder, force=True, fail_fast=True)
    assert len(report.left) >= 3
    assert set(plans(folder / "out")) == {f"{name}.pdf" for name in "bcdef"}
    assert report.lost == ("a.pdf",)
    assert "No longer in the dataset, as they failed: a.pdf." in said(report, folder)
    assert next(iter(troubles(report))).startswith("No longer in the")  # said with --quiet


def test_a_file_that_has_been_read_before_keeps_its_plan_when_it_fails(folder):
    """The same bytes, read with less patience."""
    write(folder, "a", "slow a")
    convert(folder)
    report = convert(folder, force=True, limits=Limits(0.05, 500))
    assert [type(error) for error in report.failed] == [LimitError]
    assert (report.kept, report.lost) == (("a.pdf",), ())
    assert len(plans(folder / "out")) == 6
    assert "as an earlier run read them, since this one did not: a.pdf" in said(report, folder)
    again = convert(folder)
    assert (again.failed, again.kept) == ((), ())


def test_a_file_that_cannot_be_opened_keeps_its_plan(folder, monkeypatch):
    from actionplans import survey
    from actionplans.errors import SourceUnreadableError

    convert(folder)
    real = survey.digest

    def digest(path):
        if path.name == "c.pdf":
            raise SourceUnreadableError("c.pdf", "it cannot be read.", "Ask.")
        return real(path)

    monkeypatch.setattr(survey, "digest", digest)
    report = convert(folder)
    assert [error.source for error in report.failed] == ["c.pdf"]
    assert (report.kept, report.gone) == (("c.pdf",), ())
    assert list(plans(folder / "out")) == [f"{name}.pdf" for name in "abcdef"]
    monkeypatch.undo()
    assert convert(folder).skipped == tuple(f"{name}.pdf" for name in "abcdef")


@pytest.mark.parametrize("missing", [True, False])
def test_fail_fast_stops_at_what_is_not_there_or_cannot_be_read(folder, monkeypatch, missing):
    named = [folder / "plans"]
    if missing:
        named.append(folder / "nowhere.pdf")
    else:
        (folder / "plans" / "a.pdf").unlink()
        (folder / "plans" / "a.pdf").symlink_to("gone.pdf")
    report = convert(folder, *named, fail_fast=True)
    assert len(report.failed) == 1
    assert (report.converted, report.files) == ((), ())
    assert len(report.left) == (6 if missing else 5)
    assert not (folder / "out" / "datapackage.json").exists()


def test_messages_tell_what_is_so(folder):
    convert(folder)
    assert "No plan has changed since the last run" in said(convert(folder), folder)
    write(folder, "copy", "good a")
    copied = said(convert(folder), folder)
    assert "No plan has changed" not in copied
    assert "7 plans had not changed and were not read again" in copied
    write(folder, "a", "no-table")
    broken = said(convert(folder), folder)
    assert "No plan has changed" not in broken
    for path in (folder / "plans").iterdir():
        path.unlink()
    gone = convert(folder)
    assert len(gone.failed) == 1
    words = said(gone, folder)
    assert re.search("the dataset in .* is that of an earlier run", words)
    assert "no longer in the dataset" not in words
    assert len(json.loads((folder / "out" / "plans.json").read_text())) == 6


def test_where_there_is_nothing_to_convert_nothing_is_touched(folder):
    report = convert(folder, folder / "nowhere.pdf")
    assert "no dataset was written" in said(report, folder)
    assert not (folder / "out").exists()
