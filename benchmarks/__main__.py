"""`python -m benchmarks` runs every measurement small; with a NAME that one at full size.

A measurement is a module here with `main(size)`, where size is "small" or "full".
"""

import importlib
import pkgutil
import sys

import benchmarks


def main(arguments: list[str]) -> int:
    """Run what was asked for, or say what there is."""
    known = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    names = [name for name in known if not name.startswith("_")]
    if not arguments:
        return max((_run(name, "small") for name in names), default=0)
    name = arguments[0].replace("-", "_")
    if name not in names:
        print(f"Không có phép đo “{arguments[0]}”; hiện có: {', '.join(names) or 'chưa có'}.")
        return 2
    return _run(name, "full")


def _run(name: str, size: str) -> int:
    print(f"→ {name} ({size})", flush=True)
    return importlib.import_module(f"benchmarks.{name}").main(size) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
