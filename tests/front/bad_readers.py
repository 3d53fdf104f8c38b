"""Stand-ins for the reading function that do what a hostile PDF might make it do."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from pathlib import Path

from actionplans.errors import NoActionTableError
from actionplans.normalise.plan import Action, Plan


def read(path: str, **_: object) -> Plan:
    """Do what the file says; a file that says nothing special is a plan of one action."""
    data = Path(path).read_bytes()
    what = data.decode().split()[0]
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif what == "crash-once":
        mark = Path(path).with_suffix(".mark")
        if not mark.exists():
            mark.touch()
            os._exit(3)
    elif what == "hang":
        while True:
            time.sleep(1)
    elif what == "hold":  # a pattern that never ends and never lets another thread run
        re.match(r"(a+)+$", "a" * 64 + "b")
    elif what == "eat":
        eaten = []
        while True:
            eaten.append(bytearray(10_000_000))
    elif what == "gulp":
        bytearray(1 << 40)
    elif what == "fault":
        raise KeyError("a fault\nof ours")
    elif what == "print":
        os.write(1, b"noise on standard output\n" * 1000)
    elif what == "no-table":
        raise NoActionTableError(path, "no table was found in it.", "Look at it.")
    elif what == "slow":
        time.sleep(0.3)
    return _plan(path, data)


def _plan(path: str, data: bytes) -> Plan:
    action = Action(
        "x", "x/1", 1, None, None, None, "1", data.decode(), None, None, None, None, None, None,
        None, None, None, None, False, (), (),
    )  # fmt: skip
    digest = hashlib.sha256(data).hexdigest()
    return Plan(
        "x",
        None,
        path,
        digest,
        1,
        (action,),
        words_total=1,
        words_placed=1,
        converter_version="test",
    )


def die() -> None:
    """What a page that cannot be drawn may do."""
    os.kill(os.getpid(), signal.SIGSEGV)
