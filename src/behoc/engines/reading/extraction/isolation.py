"""A file read in a process of its own, so that no file can take the service down.

The child gets no secret of the caller's environment, a bound on memory, processor time and what it
writes, a session of its own that is killed with all its children, and a folder for temporary files
that is removed whatever happens.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from behoc.engines.isolation.children import MEMORY_EXIT, end, start
from behoc.engines.reading.extraction.limits import MEGABYTE, Limits
from behoc.engines.reading.extraction.refusals import Refused, refusal

CHILD: Final = "behoc.engines.reading.extraction.child"
_MOST_RESULT_BYTES: Final = 128 * MEGABYTE
_CHUNK: Final = 1 << 20


def read_file(
    path: Path,
    *,
    name: str,
    seconds: int = 120,
    memory_mb: int = 1024,
    limits: Limits | None = None,
) -> dict[str, Any]:  # Any: the reading's own JSON, whose shape its package owns
    """The reading of a file as JSON; raises Refused, and nothing else, whatever the file holds."""
    request = {
        "path": str(path.absolute()),
        "name": name,
        "seconds": seconds,
        "memory_mb": memory_mb,
        "limits": asdict(limits or Limits()),
    }
    with tempfile.TemporaryDirectory(prefix="behoc-", ignore_cleanup_errors=True) as folder:
        answer, exit_code = _run(json.dumps(request).encode(), folder, seconds)
    if answer is None:
        raise refusal("time", name, limit=seconds)
    return _understood(answer, exit_code, name, seconds)


def _understood(answer: bytes, exit_code: int, name: str, seconds: int) -> dict[str, Any]:
    if exit_code == MEMORY_EXIT:
        raise refusal("memory", name)
    if exit_code == -signal.SIGXCPU:
        raise refusal("time", name, limit=seconds)
    try:
        result = json.loads(answer) if exit_code == 0 else {}
    except ValueError:
        result = {}
    if "refused" in result:
        raise Refused(*result["refused"])
    if "reading" not in result:
        raise refusal("crashed", name)
    reading: dict[str, Any] = result["reading"]
    return reading


def _run(request: bytes, folder: str, seconds: int) -> tuple[bytes | None, int]:
    """The child's answer and exit code; no answer where its time ran out."""
    child = start(CHILD, folder)
    try:
        answer = _exchange(child, request, time.monotonic() + seconds)
    finally:
        end(child)
    return answer, child.returncode


def _exchange(child: subprocess.Popen[bytes], request: bytes, end: float) -> bytes | None:
    if child.stdin is None or child.stdout is None:
        return b""
    with contextlib.suppress(BrokenPipeError):  # a child that died at once is told by its exit
        child.stdin.write(request)
        child.stdin.close()
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(answer) <= _MOST_RESULT_BYTES:
            left = end - time.monotonic()
            if left <= 0 or not selector.select(left):
                return None
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            if not chunk:
                return _once_ended(child, bytes(answer), end)
            answer += chunk
    return b""


def _once_ended(child: subprocess.Popen[bytes], answer: bytes, end: float) -> bytes | None:
    try:
        child.wait(max(0.1, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    return answer
