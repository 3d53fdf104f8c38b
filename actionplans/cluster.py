"""The same work on a Dask cluster: `--scheduler tcp://host:8786`, extra [cluster].

The cluster's workers must see the sources under the same paths and have this version installed.
Each of their threads reads in a process of its own, so a bad source harms no worker; a worker that
is lost gives its sources back to the scheduler, which hands them to another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from actionplans.crew import Crew
from actionplans.errors import ClusterError, CrashError
from actionplans.lanes import read_contained
from actionplans.parts import Part, part_of_error, program_digest
from actionplans.worker import Task

PATIENCE = 30  # seconds to wait for the scheduler, and for its first worker
AHEAD = 4  # sources with the scheduler for each thread of the cluster, so that none runs dry
STEP = "Run the same command again when the cluster is well: what is done is kept."


@contextmanager
def on_cluster(address: str) -> Iterator[Crew]:
    """The crew behind a scheduler's address. Raises ClusterError."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            address, "Dask is not installed.", "pip install 'actionplans[cluster]'."
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails, we say ourselves
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        step = "Check the address; `dask scheduler` prints it when it starts."
        raise ClusterError(address, f"no scheduler answers there ({error}).", step) from error
    with client:
        threads = _threads(client, address)
        executor = client.get_executor(pure=False)
        try:
            yield Crew(executor, read_contained, AHEAD * threads, partial(_rescue, address))
        finally:
            executor.shutdown(wait=False)


def _threads(client: Any, address: str) -> int:
    """How many threads the workers have in all; every worker must run this very program."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(program_digest, "extract", "normalise")
    except TimeoutError:
        raise ClusterError(address, "the scheduler has no workers.", "Start some.") from None
    except Exception as error:  # whatever a worker without this package raises
        reason = f"its workers cannot run actionplans ({type(error).__name__}: {error})."
        raise ClusterError(address, reason, "Install actionplans[cluster] there.") from error
    others = [worker for worker, program in found.items() if program != _here()]
    if others:
        reason = f"these workers have another version of actionplans: {', '.join(others)}."
        raise ClusterError(address, reason, "Install the same version everywhere.")
    return sum(client.nthreads().values())


def _here() -> str:
    return program_digest("extract", "normalise")


def _rescue(address: str, task: Task, error: Exception) -> Part:
    """A source that was lost with its worker, and again with the next, is given up."""
    if type(error).__name__ == "KilledWorker":
        lost = CrashError(task.name, "the cluster lost the workers that read it.", STEP)
        return part_of_error(lost, lasting=False)
    said = str(error) or type(error).__name__
    raise ClusterError(address, f"the cluster gave up ({said}).", STEP) from error
