"""Reading processes: what a source does to its own process, and to nothing else."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from actionplans.lanes import Lane, Lanes
from actionplans.limits import Limits, held
from actionplans.parts import Facts, Failure
from actionplans.worker import Task

READER = "bad_readers:read"


@pytest.fixture
def lanes():
    lanes = Lanes()
    yield lanes
    lanes.stop()


@pytest.fixture
def task(tmp_path):
    def make(what, timeout=60.0, memory=500):
        path = tmp_path / f"{what}.pdf"
        path.write_text(f"{what} and nothing else")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        limits = Limits(timeout, memory)
        return Task("key", str(path), path.name, digest, limits=limits, reader=READER)

    return make


def test_a_process_reads_one_source_after_another(lanes, task):
    assert isinstance(lanes.read(task("good")).outcome, Facts)
    (lane,) = lanes._idle
    assert isinstance(lanes.read(task("no-table")).outcome, Failure)
    assert isinstance(lanes.read(task("good")).outcome, Facts)
    assert lanes._idle == [lane]


def test_what_a_library_prints_is_no_answer(lanes, task, capfd):
    assert isinstance(lanes.read(task("print")).outcome, Facts)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("what", ["hang", "hold"])
def test_one_that_never_ends_is_stopped(lanes, task, what):
    begun = time.monotonic()
    outcome = lanes.read(task(what, timeout=0.5)).outcome
    assert outcome.kind == "LimitError"
    assert "not read within 0.5 seconds" in outcome.reason
    assert "--timeout" in outcome.next_step
    assert time.monotonic() - begun < 10
    assert isinstance(lanes.read(task("good")).outcome, Facts)


@pytest.mark.parametrize("what", ["eat", "gulp"])
def test_one_that_eats_memory_is_stopped(lanes, task, what):
    outcome = lanes.read(task(what, memory=300)).outcome
    assert outcome.kind == "LimitError"
    assert "more than 300 MB" in outcome.reason
    assert "--memory" in outcome.next_step


def test_one_that_crashes_is_read_once_more_and_named(lanes, task):
    outcome = lanes.read(task("crash")).outcome
    assert outcome.kind == "CrashError"
    assert "SIGSEGV" in outcome.reason
    assert isinstance(lanes.read(task("crash-once")).outcome, Facts)


def test_a_fault_of_ours_is_one_line_and_no_traceback(lanes, task):
    outcome = lanes.read(task("fault")).outcome
    assert outcome.kind == "UnexpectedError"
    assert "KeyError" in outcome.reason
    assert "bad_readers.py" in outcome.reason
    assert "\n" not in outcome.reason


def test_a_source_that_changes_meanwhile_is_not_taken_for_the_old_one(lanes, task):
    asked = task("good")
    with Path(asked.path).open("a") as file:
        file.write(" and more")
    outcome = lanes.read(asked).outcome
    assert "changed while it was being read" in outcome.reason
    assert not outcome.lasting


def test_stop_ends_a_busy_process_at_once(lanes, task):
    raised = []

    def ask():
        try:
            lanes.read(task("hang"))
        except CancelledError as error:
            raised.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not any(lane.is_ready for lane in lanes._busy):
        time.sleep(0.01)
    lanes.stop()
    thread.join(10)
    assert raised


def test_a_process_ends_with_its_parent(tmp_path, task):
    code = (
        "import sys, time; from actionplans.lanes import Lanes; "
        "lanes = Lanes(); lanes.warm_up(1, 'bad_readers:read', 0); "
        "print(lanes._idle[0].process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.kill()
    parent.communicate()
    for _ in range(200):
        if not alive(child):
            return
        time.sleep(0.05)
    pytest.fail("the reading process outlives its parent")


def alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_memory_held_is_about_right():
    before = held()
    ballast = bytearray(100_000_000)
    assert 90_000_000 < held() - before < 150_000_000
    del ballast


def test_a_process_that_answers_while_the_others_are_stopped_is_ended(lanes, task, monkeypatch):
    asked = []

    def ask(lane, task):
        asked.append(lane)
        lanes.stop()
        return "its answer"

    monkeypatch.setattr(Lane, "ask", ask)
    assert lanes.read(task("good")) == "its answer"
    assert asked[0].process.returncode is not None  # waited for, not only killed


def test_a_process_that_starts_while_the_others_are_stopped_is_ended(lanes, task, monkeypatch):
    started = []

    class Slow(Lane):
        def __init__(self, *facts):
            super().__init__(*facts)
            started.append(self)
            lanes.stop()

    monkeypatch.setattr("actionplans.lanes.Lane", Slow)
    with pytest.raises(CancelledError):
        lanes.read(task("good"))
    assert started[0].process.returncode is not None
