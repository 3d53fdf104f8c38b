"""--scheduler: a real scheduler and two real workers, one of which is killed in mid-run."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from made_plans import write_plan
from test_converting import ASKED

from actionplans.asked import Asked
from actionplans.converting import run
from actionplans.errors import ClusterError
from actionplans.export.validate import validate
from actionplans.watching import Nobody

pytestmark = pytest.mark.cluster
pytest.importorskip("distributed", reason="needs the extra [cluster]")

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))),
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}


def started(*command, cwd):
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def cluster(tmp_path):
    """The scheduler's address, and the processes of its workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started(
        "distributed.cli.dask_scheduler",
        "--host", "127.0.0.1", "--port", port, "--no-dashboard",
        cwd=tmp_path,
    )  # fmt: skip
    worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny")
    workers = [
        started(*worker, "--no-dashboard", "--local-directory", str(tmp_path / name), cwd=tmp_path)
        for name in ("one", "two")
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_worker_is_killed_and_the_dataset_is_whole(cluster, tmp_path):
    address, workers = cluster
    (tmp_path / "plans").mkdir()
    for number in range(12):
        (tmp_path / "plans" / f"{number:02}.pdf").write_text(f"slow {number}")
    (tmp_path / "plans" / "bad.pdf").write_text("crash")
    out = tmp_path / "out"

    def kill_one():
        parts = out / ".actionplans" / "parts"
        while not parts.exists() or len(list(parts.iterdir())) < 3:
            time.sleep(0.02)
        workers[0].kill()

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    report = run([tmp_path / "plans"], out, replace(ASKED, scheduler=address), Nobody())
    killer.join(1)
    assert workers[0].wait(5) == -9
    assert len(report.converted) == 12
    assert [type(error).__name__ for error in report.failed] == ["CrashError"]
    assert not validate(out)
    assert len(json.loads((out / "actions.json").read_text())) == 12
    assert workers[1].poll() is None


def test_the_cluster_gives_the_same_bytes(cluster, tmp_path):
    address, _ = cluster
    (tmp_path / "plans").mkdir()
    for seed in range(3):
        write_plan(tmp_path / "plans" / f"{seed}.pdf", rows=4, seed=seed)
    asked = Asked(jobs=2)
    run([tmp_path / "plans"], tmp_path / "here", asked, Nobody())
    run([tmp_path / "plans"], tmp_path / "there", replace(asked, scheduler=address), Nobody())
    for path in (tmp_path / "here").glob("*.*"):
        if path.is_file() and path.name != "report.html":
            assert path.read_bytes() == (tmp_path / "there" / path.name).read_bytes(), path.name


def test_no_scheduler_is_said(small_plan, tmp_path, monkeypatch):
    monkeypatch.setattr("actionplans.cluster.PATIENCE", 1)
    with pytest.raises(ClusterError, match="no scheduler answers"):
        run([small_plan], tmp_path / "out", Asked(scheduler="tcp://127.0.0.1:9"), Nobody())
