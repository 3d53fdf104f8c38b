"""The process that reads PDFs: it takes tasks on stdin and answers with parts on stdout.

It lives as long as its parent wants it to. Whatever a PDF does to it, nothing else is harmed. It
answers in JSON, so that the parent never has to trust what a process that read a hostile file says.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import IO, TYPE_CHECKING

from actionplans.errors import (
    ActionPlanError,
    EncryptedPdfError,
    LimitError,
    SourceNotFoundError,
    SourceUnreadableError,
    unexpected,
)
from actionplans.limits import (
    OUT_OF_MEMORY,
    USUAL,
    Limits,
    all_is_well,
    end_at_last_after,
    limit_memory,
)
from actionplans.naming import renamed
from actionplans.normalise.profile import NO_PROFILE, Profile

if TYPE_CHECKING:
    from actionplans.corrections import Correction
    from actionplans.normalise.plan import Plan
    from actionplans.parts import Part

READER = "actionplans.reading:read"
LENGTH = struct.Struct("<Q")
READY = b"R"
# What the next run may find mended though the file's bytes are the same.
PASSING = (SourceNotFoundError, SourceUnreadableError)
GRACE = 30.0  # seconds past the time limit after which a worker without a parent ends itself


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read, and how. key is what its part is kept under.

    corrections: those of the plan of this plan_id, to be applied before names are taken out.
    """

    key: str
    path: str
    name: str
    sha256: str
    password: str | None = None
    ocr: str = "auto"
    profile: Profile | None = None
    without_names: bool = False
    limits: Limits = USUAL
    reader: str = READER
    plan_id: str = ""
    corrections: tuple[Correction, ...] = ()


def serve(reader: str, memory: str) -> None:
    """Answer tasks until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to understand
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    limit_memory(int(memory))
    _warm_up(reader)
    gc.freeze()  # what is loaded stays, and need not be searched for garbage
    answers.write(READY)
    answers.flush()
    for task in _tasks(sys.stdin.buffer):
        end_at_last_after(task.limits.timeout and task.limits.timeout + GRACE)
        part = answer(task)
        all_is_well()
        answers.write(LENGTH.pack(len(part.data)) + part.data)
        answers.flush()


def _warm_up(reader: str) -> None:
    """Load what every reading needs, so that the clock of the first source does not count it."""
    import_module(reader.partition(":")[0])
    if reader == READER:
        import_module("actionplans.extract.read")
        import_module("actionplans.extract.pdfium")
        import_module("actionplans.normalise.normalise")


def _tasks(stream: IO[bytes]) -> Iterator[Task]:
    while len(head := stream.read(LENGTH.size)) == LENGTH.size:
        body = stream.read(*LENGTH.unpack(head))
        task: Task = pickle.loads(body)
        yield task


def answer(task: Task) -> Part:
    """The part that reading this source gives: its plan, or why there is none."""
    from actionplans.parts import part_of_error

    try:
        return _part(task, _read(task))
    except (MemoryError, LimitError):
        os._exit(OUT_OF_MEMORY)  # at once: there is no memory left to say more
    except ActionPlanError as error:
        wrong_password = isinstance(error, EncryptedPdfError) and task.password is not None
        return part_of_error(error, lasting=not (wrong_password or isinstance(error, PASSING)))
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings to light
        return part_of_error(unexpected(task.name, error))


def _read(task: Task) -> Plan:
    module, _, name = task.reader.partition(":")
    read = getattr(import_module(module), name)
    plan: Plan = read(task.path, password=task.password, ocr=task.ocr, profile=task.profile)
    if plan.source_sha256 != task.sha256:
        raise SourceUnreadableError(
            task.name, "it was changed while it was being read.", "Run the same command again."
        )
    return plan


def _part(task: Task, plan: Plan) -> Part:
    """The part of a plan that was read, as the task wants it."""
    from actionplans.parts import part_of_plan

    unused: tuple[str, ...] = getattr(plan, "unused_headings", ())
    stale: tuple[tuple[int, str], ...] = ()
    names = {lead.name for action in plan.actions for lead in action.leads if lead.name}
    plan = renamed(plan, task.plan_id if task.corrections else plan.plan_id, task.name)
    if task.corrections:
        from actionplans.corrections import apply, without_reason

        told = map(without_reason, task.corrections) if task.without_names else task.corrections
        plan, failed = apply(plan, told, task.profile or NO_PROFILE)
        stale = tuple((each.correction.row, str(each)) for each in failed)
    if task.without_names:
        from actionplans.export.without_names import without_names

        plan = without_names(plan, names)
    return part_of_plan(plan, unused, stale)
