"""The limits that a process which reads a PDF sets itself.

The kernel refuses memory beyond a hard limit where it can (Linux). Before that, on every system, a
thread looks how much the process holds and ends it, so that the reason can be named. The time is
kept by the parent; here is only the last resort, for a process whose parent has died.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

OUT_OF_MEMORY = 77  # the exit code of a process that ended itself for want of memory
LOOK_EVERY = 0.05  # seconds
MEGABYTE = 1 << 20
HARD = 1.5  # times --memory: where the kernel steps in


@dataclass(frozen=True, slots=True)
class Limits:
    """timeout in seconds and memory in megabytes for one source; 0 is no limit.

    The memory counts all that the reading process holds, some 60 MB of libraries included.
    """

    timeout: float = 900.0
    memory: int = 4096


USUAL = Limits()


def limit_memory(megabytes: int) -> None:
    """Let this process hold no more than this; beyond, it ends with OUT_OF_MEMORY."""
    if megabytes <= 0:
        return
    _limit_by_kernel(int(HARD * megabytes) * MEGABYTE)
    watch = threading.Thread(target=_watch, args=(megabytes * MEGABYTE,), daemon=True)
    watch.start()


def _limit_by_kernel(size: int) -> None:
    if sys.platform.startswith("linux"):
        import resource

        # RLIMIT_DATA counts what is really asked for; RLIMIT_AS would count mapped libraries too.
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _watch(most: int) -> None:
    while held() <= most:
        time.sleep(LOOK_EVERY)
    os._exit(OUT_OF_MEMORY)


def held() -> int:
    """The memory that this process holds, in bytes."""
    if platform.system() == "Linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    if os.name == "nt":
        return _held_on_windows()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the peak: the nearest there is
    in_bytes = platform.system() == "Darwin"
    return most if in_bytes else most * 1024


def _held_on_windows() -> int:
    """WorkingSetSize of PROCESS_MEMORY_COUNTERS, see GetProcessMemoryInfo in the Windows SDK."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "held", "a", "b", "c", "d", "e", "f")),
        )

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel = ctypes.CDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
    return int(counters.held)


def end_at_last_after(seconds: float) -> None:
    """End this process after so long, even if it never gives the interpreter a turn.

    faulthandler's watchdog is a thread of the system that does not wait for Python.
    """
    if seconds > 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        faulthandler.dump_traceback_later(seconds, exit=True, file=silent)


def all_is_well() -> None:
    """Call off end_at_last_after()."""
    faulthandler.cancel_dump_traceback_later()
