"""The caller's side of a process of its own."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import behoc

MEMORY_EXIT: Final = 77
_INHERITED: Final = ("PATH", "TESSDATA_PREFIX", "TZ")


def start(module: str, folder: str) -> subprocess.Popen[bytes]:
    """A module of ours in a process and a session of its own, with pipes in and out."""
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module, no words from outside)
        [sys.executable, "-P", "-s", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment(folder),
        start_new_session=True,
    )


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole session: whatever it started runs in it too."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def environment(folder: str) -> dict[str, str]:
    """What the child is told of the machine: no secret of the caller's."""
    kept = {key: os.environ[key] for key in _INHERITED if key in os.environ}
    return {
        **kept,
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(behoc.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
