"""The process in which one file is read: bounds first, then the file, then one JSON answer."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from behoc.engines.isolation.bounds import answer_alone, bound
from behoc.engines.isolation.children import MEMORY_EXIT
from behoc.engines.reading.extraction.limits import Limits
from behoc.engines.reading.extraction.refusals import Refused


def main() -> int:
    """Answer the request on standard input; the exit code tells the caller how it went."""
    request = json.load(sys.stdin)
    answer_to = answer_alone()
    bound(request["seconds"], request["memory_mb"])
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


if __name__ == "__main__":
    sys.exit(main())
