"""Reading sources in processes of their own, so that a bad one harms nothing but itself.

A Lane is a process that reads one source after another. Lanes keeps them waiting between sources,
stops one that takes too long, notices one that dies, and always answers with a part. Threads of
this process, or those of a cluster's workers, do nothing but wait for their lane.
"""

from __future__ import annotations

import pickle
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress

from actionplans.child import started
from actionplans.errors import CrashError, LimitError
from actionplans.limits import OUT_OF_MEMORY
from actionplans.parts import Part, part_of_bytes, part_of_error
from actionplans.worker import LENGTH, READY, Task

START_UP = 120.0  # seconds that a process may take to load its libraries
TRIES = 2  # a process may die of what is no fault of the source: then the source is read again


class DiedError(Exception):
    """A reading process ended before it answered; code is what the system says of its end.

    at_start: it had not been given a source yet.
    """

    def __init__(self, code: int, *, too_late: bool, at_start: bool) -> None:
        super().__init__(code)
        self.code = code
        self.too_late = too_late
        self.at_start = at_start


class Lane:
    """A reading process and the pipes to it. Raises DiedError whenever the process is gone."""

    def __init__(self, reader: str, memory: int) -> None:
        self.process = started("actionplans.worker:serve", reader, str(memory))
        self.kind = (reader, memory)
        self.is_ready = False
        self.too_late = False

    def ask(self, task: Task) -> Part:
        """What the process says of the source."""
        if not self.is_ready:
            with self._no_longer_than(START_UP):
                self._read(len(READY))
            self.is_ready = True
        body = pickle.dumps(task)
        with self._no_longer_than(task.limits.timeout):
            self._write(LENGTH.pack(len(body)) + body)
            (length,) = LENGTH.unpack(self._read(LENGTH.size))
            return part_of_bytes(self._read(length))

    def _write(self, data: bytes) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (OSError, ValueError) as error:
            raise self._death() from error

    def _read(self, length: int) -> bytes:
        assert self.process.stdout
        try:
            data = self.process.stdout.read(length)
        except (OSError, ValueError) as error:
            raise self._death() from error
        if len(data) < length:
            raise self._death()
        return data

    def _death(self) -> DiedError:
        return DiedError(self.process.wait(), too_late=self.too_late, at_start=not self.is_ready)

    @contextmanager
    def _no_longer_than(self, seconds: float) -> Iterator[None]:
        if seconds <= 0:
            yield
            return
        alarm = threading.Timer(seconds, self._time_is_up)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    def _time_is_up(self) -> None:
        self.too_late = True
        self.process.kill()

    def end(self) -> None:
        """Kill the process and close the pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()


class Lanes:
    """The reading processes of this process: as many as there are threads that ask."""

    def __init__(self) -> None:
        self._idle: list[Lane] = []
        self._busy: set[Lane] = set()
        self._stopped = threading.Event()

    def read(self, task: Task) -> Part:
        """The part that the source gives. Raises CancelledError after stop(), nothing else."""
        for _ in range(TRIES):
            try:
                lane = self._take(task)
            except OSError as error:
                return _part_without_process(task, error)
            try:
                part = lane.ask(task)
            except DiedError as death:
                self._busy.discard(lane)
                lane.end()
                failed = _part_of_death(task, death)
                if death.too_late or death.code == OUT_OF_MEMORY:
                    return failed
            else:
                self._busy.discard(lane)
                self._idle.append(lane)
                if self._stopped.is_set():  # meanwhile: stop() may not have seen it here
                    lane.end()
                return part
        if self._stopped.is_set():
            raise CancelledError
        return failed

    def _take(self, task: Task) -> Lane:
        if self._stopped.is_set():
            raise CancelledError
        lane = None
        while self._idle and lane is None:
            waiting = self._idle.pop()
            if waiting.kind == (task.reader, task.limits.memory):
                lane = waiting
            else:
                waiting.end()
        lane = lane or Lane(task.reader, task.limits.memory)
        self._busy.add(lane)
        if self._stopped.is_set():  # meanwhile: nobody else would end it
            self._busy.discard(lane)
            lane.end()
            raise CancelledError
        return lane

    def warm_up(self, count: int, reader: str, memory: int) -> None:
        """Start processes ahead of their first source."""
        self._idle += [Lane(reader, memory) for _ in range(count)]

    def stop(self) -> None:
        """End every process at once, busy or not."""
        self._stopped.set()
        for lane in (*self._idle, *self._busy):
            lane.process.kill()
        while self._idle:
            self._idle.pop().end()


def _part_of_death(task: Task, death: DiedError) -> Part:
    limits = str(task.limits)
    if death.at_start:
        reason = f"the process that was to read it did not start ({_ending(death.code)})."
        step = "Free some memory, use fewer --jobs or a higher --memory, and run the command again."
        return part_of_error(CrashError(task.name, reason, step), lasting=False)
    if death.too_late:
        reason = f"it was not read within {task.limits.timeout:g} seconds, and was stopped."
        error = LimitError(task.name, reason, "Allow more with --timeout SECONDS (0 is no limit).")
        return part_of_error(error, limits=limits)
    if death.code == OUT_OF_MEMORY:
        reason = f"reading it took more than {task.limits.memory} MB of memory, and was stopped."
        error = LimitError(task.name, reason, "Allow more with --memory MB (0 is no limit).")
        return part_of_error(error, limits=limits)
    reason = f"it ended the process that read it, twice ({_ending(death.code)})."
    step = "The file is damaged or hostile: open it in a viewer, save or print it to a new PDF."
    return part_of_error(CrashError(task.name, reason, step), limits=limits)


def _part_without_process(task: Task, error: OSError) -> Part:
    reason = f"no process could be started to read it ({error.strerror or error})."
    step = "Run the same command again with fewer --jobs."
    return part_of_error(CrashError(task.name, reason, step), lasting=False)


def _ending(code: int) -> str:
    with suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


_OF_THIS_PROCESS = Lanes()


def read_contained(task: Task) -> Part:
    """Lanes.read() for executors of other processes, which can only be sent a function."""
    return _OF_THIS_PROCESS.read(task)
