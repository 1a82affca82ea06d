"""What a process of its own does first: bound itself, and keep its answer to itself."""

import os
import resource
from typing import Final

_MEGABYTE: Final = 1024 * 1024
_LARGEST_FILE: Final = 256 * _MEGABYTE
_OPEN_FILES: Final = 512


def answer_alone() -> int:
    """Keep the answer's pipe to ourselves: what a library prints must not mix with the answer."""
    answer_to = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    return answer_to


def bound(seconds: int, memory_mb: int) -> None:
    """Bound this process and its children; no core file may keep what was read."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory_mb * _MEGABYTE)
    _limit(resource.RLIMIT_CPU, seconds + 1)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)


def _limit(kind: int, value: int) -> None:
    hardest = resource.getrlimit(kind)[1]
    value = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    resource.setrlimit(kind, (value, value))
