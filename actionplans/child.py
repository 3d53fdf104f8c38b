"""Starting a Python process that runs one function of this package, and nothing of the user's.

The child gets the parent's search path as it is: neither the user's script nor a module that lies
in the current folder is imported, as multiprocessing would.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

START = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "module, _, name = sys.argv[2].partition(':'); "
    "getattr(importlib.import_module(module), name)(*sys.argv[3:])"
)
# Reading many PDFs at once is what keeps the processors busy; libraries need no threads of theirs.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def started(function: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process that calls the function, "module:name", with pipes to its stdin and stdout."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", START, json.dumps(sys.path), function, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**dict.fromkeys(THREADS, "1"), **os.environ},
        start_new_session=True,  # Ctrl-C in a terminal goes to the parent alone
    )
