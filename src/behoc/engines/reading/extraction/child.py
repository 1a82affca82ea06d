"""The process in which one file is read: bounds first, then the file, then one JSON answer."""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Final

from behoc.engines.reading.extraction.isolation import MEMORY_EXIT
from behoc.engines.reading.extraction.limits import MEGABYTE, Limits
from behoc.engines.reading.extraction.refusals import Refused

_LARGEST_FILE: Final = 256 * MEGABYTE
_OPEN_FILES: Final = 512


def main() -> int:
    """Answer the request on standard input; the exit code tells the caller how it went."""
    request = json.load(sys.stdin)
    answer_to = _answer_alone()
    _bound(request["seconds"], request["memory_mb"])
    try:
        answer = _answer(request)
    except MemoryError:
        return MEMORY_EXIT
    with os.fdopen(answer_to, "w", encoding="utf-8") as pipe:
        json.dump(answer, pipe, ensure_ascii=False)
    return 0


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from behoc.engines.reading.extraction.whole import (  # noqa: PLC0415 (bounds come first)
        read_whole,
    )

    try:
        limits = Limits(**request["limits"])
        reading = read_whole(Path(request["path"]), name=request["name"], limits=limits)
    except Refused as refused:
        return {"refused": [refused.code, refused.sentence]}
    return {"reading": reading}


def _answer_alone() -> int:
    """Keep the answer's pipe to ourselves: what a library prints must not mix with the answer."""
    answer_to = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    return answer_to


def _bound(seconds: int, memory_mb: int) -> None:
    """Bound this process and its children; no core file may keep what was read."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory_mb * MEGABYTE)
    _limit(resource.RLIMIT_CPU, seconds + 1)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)


def _limit(kind: int, value: int) -> None:
    hardest = resource.getrlimit(kind)[1]
    value = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    sys.exit(main())
