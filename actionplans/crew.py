"""Who reads the sources: the processors of this machine, or a cluster. One seam: an Executor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from actionplans.lanes import Lanes
from actionplans.parts import Part
from actionplans.worker import Task


def _raise(_: Task, error: Exception) -> Part:
    raise error


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, the function that it is to run, and how many sources it takes at a time.

    rescue makes a part of what the executor, not the source, did wrong; or raises.
    """

    executor: Executor
    read: Callable[[Task], Part]
    at_once: int
    rescue: Callable[[Task, Exception], Part] = _raise


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def on_this_machine(jobs: int, like: Task) -> Iterator[Crew]:
    """So many threads, each waiting for a reading process of its own."""
    lanes = Lanes()
    executor = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
    try:
        lanes.warm_up(jobs, like.reader, like.limits.memory)
        yield Crew(executor, lanes.read, 2 * jobs)
    finally:
        lanes.stop()
        executor.shutdown(cancel_futures=True)


def work(crew: Crew, tasks: Iterable[Task]) -> Iterator[tuple[Task, Part]]:
    """Each task with its part, as they are done; never more in memory than the crew takes."""
    waiting = iter(tasks)
    asked: dict[Future[Part], Task] = {}
    while True:
        for task in islice(waiting, crew.at_once - len(asked)):
            asked[crew.executor.submit(crew.read, task)] = task
        if not asked:
            return
        done, _ = wait(asked, return_when=FIRST_COMPLETED)
        for future in done:
            task = asked.pop(future)
            try:
                part = future.result()
            except Exception as error:  # noqa: BLE001 - the crew knows what its executor raises
                part = crew.rescue(task, error)
            yield task, part
