"""Write data/places/2025-07-01 from the official list; run once per edition by a developer.

The list is taken from the pinned test package `vietnam-provinces`; spelling is then made uniform,
and every place where our spelling differs from the package is kept in data/places/settled.toml.
"""

import csv
import json
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import vietnam_provinces

PLACES = Path(__file__).resolve().parents[1] / "data" / "places"
EDITION = "2025-07-01"
KINDS = ("thành phố trung ương", "tỉnh", "xã", "phường", "đặc khu")
CITY = "Thành phố "

# Letter pairs whose tone mark one habit puts on the second letter and ours on the first.
PAIRS = ("oa", "oe", "uy")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def main() -> None:
    """Write the two tables and report what differs from the package."""
    sources = tomllib.loads((PLACES / "sources.toml").read_text(encoding="utf-8"))
    by_province = {row["province"]: row["id"] for row in sources["source"] if "province" in row}
    kept = set(sources["provinces_kept"])
    listed = json.loads(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8"))
    provinces, communes, settled = [], [], []
    for province in listed:
        code = f"{province['code']:02d}"
        source = "qd-19-2025-qd-ttg" if code in kept else "nq-202-2025-qh15"
        name = clean(province["name"].removeprefix(CITY))
        provinces.append((code, name, province["division_type"], EDITION, source))
        for ward in province["wards"]:
            kind = ward["division_type"]
            bare = ward["name"][len(kind) :].strip()
            row = (f"{ward['code']:05d}", clean(bare), kind, code, EDITION, by_province[code])
            communes.append(row)
            if row[1] != ward["name"][len(kind) + 1 :]:
                settled.append((row[0], ward["name"], f"{kind.capitalize()} {row[1]}"))
    folder = PLACES / EDITION
    write(folder / "provinces.csv", ["code", "name", "kind", "valid_from", "source"], provinces)
    header = ["code", "name", "kind", "province", "valid_from", "source"]
    write(folder / "communes.csv", header, sorted(communes, key=lambda row: (row[3], row[0])))
    print(Counter(row[2] for row in communes), len(provinces), len(communes))
    for code, theirs, ours in sorted(settled):
        print(f'[[settled]]\ncode = "{code}"\npackage = "{theirs}"\nours = "{ours}"\n')


def clean(name: str) -> str:
    """One space between words, NFC, one dash, one apostrophe, the tone mark on the first vowel."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    name = name.replace("–", "-").replace("'", "’")
    return " ".join(move_tone(word) for word in name.split(" "))


def move_tone(word: str) -> str:
    """Put the tone mark of a final oa, oe, uy on its first letter: Thuỷ becomes Thủy, Quý stays."""
    spread = unicodedata.normalize("NFD", word)
    found = re.search(rf"(?i)(?<!q)({'|'.join(PAIRS)})([{TONES}])$", spread)
    if found is None:
        return word
    pair, tone = found.groups()
    return unicodedata.normalize("NFC", spread[: found.start()] + pair[0] + tone + pair[1])


def write(path: Path, header: list[str], rows: list[tuple[str, ...]]) -> None:
    """Write one table: comma, UTF-8, Unix line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
