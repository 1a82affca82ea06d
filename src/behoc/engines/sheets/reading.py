"""A table read in a process of its own; whoever calls sees cells or a refusal."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from behoc.engines.isolation.children import MEMORY_EXIT, end, start
from behoc.engines.sheets.refusals import SENTENCES, UnreadableSheet

CHILD: Final = "behoc.engines.sheets.child"
SUMMARY: Final = "summary.json"
_CHUNK: Final = 1 << 18
# How the process ends when the machine refuses it memory: Rust gives up at once.
_OUT_OF_MEMORY: Final = (MEMORY_EXIT, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Column:
    """A wanted column: its heading, other spellings of it, and whether it may be missing."""

    heading: str
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may ask of the machine that reads it."""

    seconds: int = 300
    memory_mb: int = 1536
    rows: int = 1_048_576  # what a sheet of Excel holds


@dataclass(slots=True)
class Rows:
    """Lines on their way; once they have ended, how many there were and under which headings."""

    chunks: Iterator[bytes]
    count: int = 0
    headings: int = 0
    sheet: str = ""
    places: tuple[int | None, ...] = ()  # where each column stands, from the left


def read_book(path: Path, *, name: str, bounds: Bounds | None = None) -> dict[str, list[Any]]:
    """Every sheet of a small workbook by its name: rows of cells, empty ones None."""
    bounds = bounds or Bounds(seconds=60, memory_mb=768)
    with _child({"task": "book"}, path, name, bounds) as (chunks, folder):
        answer = b"".join(chunks)
        _summary(folder, name)
    sheets: dict[str, list[Any]] = json.loads(answer)
    return sheets


@contextmanager
def stream_rows(
    path: Path, columns: tuple[Column, ...], *, name: str, bounds: Bounds | None = None
) -> Iterator[Rows]:
    """The wanted columns of a long table as comma-separated lines, one for each row below the head.

    A refusal may come at the first piece or at the last: keep nothing before all were read.
    """
    asked = {"task": "rows", "columns": [asdict(each) for each in columns]}
    with _child(asked, path, name, bounds or Bounds()) as (chunks, folder):
        rows = Rows(iter(()))

        def told() -> Iterator[bytes]:
            yield from chunks
            found = _summary(folder, name)
            rows.count, rows.headings = found["count"], found["headings"]
            rows.sheet, rows.places = found["sheet"], tuple(found["places"])

        rows.chunks = told()
        yield rows


@contextmanager
def _child(
    asked: dict[str, Any], path: Path, name: str, bounds: Bounds
) -> Iterator[tuple[Iterator[bytes], Path]]:
    request = {**asked, "path": str(path.absolute()), **asdict(bounds)}
    with tempfile.TemporaryDirectory(prefix="behoc-", ignore_cleanup_errors=True) as folder:
        child = start(CHILD, folder)
        try:
            _tell(child, json.dumps(request).encode())
            yield _chunks(child, name, bounds.seconds), Path(folder)
        finally:
            end(child)


def _tell(child: subprocess.Popen[bytes], request: bytes) -> None:
    if child.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError):  # a child that died at once is told by its exit
        child.stdin.write(request)
        child.stdin.close()


def _chunks(child: subprocess.Popen[bytes], name: str, seconds: int) -> Iterator[bytes]:
    last = time.monotonic() + seconds
    if child.stdout is None:
        return
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = last - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise UnreadableSheet("time", name, limit=seconds)
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            if not chunk:
                break
            yield chunk
    _check_end(child, name, seconds)


def _check_end(child: subprocess.Popen[bytes], name: str, seconds: int) -> None:
    code = child.wait()
    if code == -signal.SIGXCPU:
        raise UnreadableSheet("time", name, limit=seconds)
    if code in _OUT_OF_MEMORY:
        raise UnreadableSheet("memory", name)
    if code != 0:
        raise UnreadableSheet("crashed", name)


def _summary(folder: Path, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / SUMMARY).read_bytes())
    except (OSError, ValueError) as error:
        raise UnreadableSheet("crashed", name) from error
    if found.get("refused") in SENTENCES:
        raise UnreadableSheet(found["refused"], name, **found.get("facts", {}))
    return found
