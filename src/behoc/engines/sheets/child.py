"""The process in which one table is read: bounds first, then the file, then lines and a summary."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from behoc.engines.isolation.bounds import answer_alone, bound
from behoc.engines.isolation.children import MEMORY_EXIT
from behoc.engines.sheets.reading import SUMMARY


def main() -> int:
    """Answer the request on standard input; the exit code tells the caller how it went."""
    request = json.load(sys.stdin)
    answer_to = answer_alone()
    bound(request["seconds"], request["memory_mb"])
    try:
        told = _work(request, answer_to)
    except MemoryError:
        return MEMORY_EXIT
    Path(SUMMARY).write_text(json.dumps(told), encoding="utf-8")
    os.close(answer_to)
    return 0


def _work(request: dict[str, Any], answer_to: int) -> dict[str, Any]:
    from behoc.engines.sheets import tables  # noqa: PLC0415 (bounds come first)

    path = Path(request["path"])
    # The pipe stays open until the summary lies there: its end says that all was told.
    with os.fdopen(answer_to, "w", encoding="utf-8", newline="", closefd=False) as pipe:
        try:
            if request["task"] == "book":
                json.dump(tables.whole_book(path), pipe, ensure_ascii=False)
                return {}
            return tables.write_rows(path, request["columns"], request["rows"], pipe)
        except tables.Refused as refused:
            return {"refused": refused.code, "facts": refused.facts}


if __name__ == "__main__":
    sys.exit(main())
