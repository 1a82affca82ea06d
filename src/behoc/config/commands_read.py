"""`behoc read FILE`: what a directive says, for people or as JSON, without Django or a database."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Final

from behoc.config.reading_summary import summary
from behoc.engines.reading.extraction import Refused
from behoc.engines.reading.extraction.isolation import read_file

REFUSED: Final = 2
_PATIENCE: Final = 1800  # a person who waits at a terminal can stop a long scan themselves


def main(arguments: list[str]) -> int:
    """Read one file and print what it says; a refusal is one sentence and exit code 2."""
    wanted = _parser().parse_args(arguments)
    path: Path = wanted.file
    try:
        reading = read_file(path, name=path.name or str(path), seconds=wanted.seconds)
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return REFUSED
    try:
        print(
            json.dumps(reading, ensure_ascii=False, indent=1) if wanted.json else summary(reading)
        )
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="behoc read", description="Đọc một văn bản chỉ đạo và cho biết văn bản nói gì."
    )
    parser.add_argument(
        "file", type=Path, metavar="TỆP", help=".txt, .md, .docx, .odt, .doc, .pdf, ảnh hoặc .zip"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument(
        "--seconds", type=int, default=_PATIENCE, metavar="GIÂY", help="dừng sau số giây này"
    )
    return parser
