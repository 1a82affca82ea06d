"""Text recognised from pictures by Tesseract, run as a process of its own."""

import csv
import functools
import io
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from PIL import Image

from behoc.engines.reading.extraction.parts import Source
from behoc.engines.reading.extraction.pieces import Piece, pieces_of_words

_LANGUAGE: Final = "vie"
_MOST_AT_ONCE: Final = 4
_BULLETS: Final = "«»®©¢•●▪·"
_READ_FOR_BULLETS: Final = frozenset({*_BULLETS, "e", "o", "se", "s", "ø"})
_LEAST_CERTAIN: Final = 20.0
_LEAST_CERTAIN_SIGN: Final = 60.0
_SECONDS_PER_PAGE: Final = 120


def is_available() -> bool:
    """Whether Vietnamese text can be recognised on this machine."""
    return _LANGUAGE in _languages()


def recognise_pages(
    source: Source, pages: Iterable[tuple[int, tuple[Image.Image, float]]]
) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces of text of each page; a page is its number, its picture and its dots per point."""
    if not _languages():
        raise source.refusal("no_ocr")
    if not is_available():
        raise source.refusal("no_ocr_language")
    at_once = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    waiting = iter(pages)
    with ThreadPoolExecutor(at_once) as pool:
        while batch := list(itertools.islice(waiting, at_once)):
            tables = pool.map(lambda page: _recognise(source, page[0], page[1][0]), batch)
            for (number, (_, scale)), table in zip(batch, tables, strict=True):
                yield number, _pieces(table, scale)


def recognition_note(pages: list[int]) -> str:
    """The note that tells which pages were recognised from pictures."""
    return f"Trang {_ranges(pages)} được nhận dạng từ ảnh quét."


def unread_note(pages: list[int]) -> str:
    """The note that tells which scanned pages were left out for want of recognition."""
    return f"Trang {_ranges(pages)} là ảnh quét nên chưa đọc: máy chủ chưa có bộ nhận dạng chữ."


@functools.cache
def _languages() -> frozenset[str]:
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run(  # noqa: S603 (the program's own path, no shell, no words from outside)
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    return frozenset(listed.stdout.split()) | {"tesseract"}


def _recognise(source: Source, number: int, picture: Image.Image) -> str:
    encoded = io.BytesIO()
    picture.save(encoded, format="PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--dpi", "300", "--psm", "3", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 (fixed words only; the picture goes in by a pipe)
            command,
            input=encoded.getvalue(),
            capture_output=True,
            check=True,
            timeout=_SECONDS_PER_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise source.refusal("ocr_failed", page=number) from error
    return done.stdout.decode("utf-8", errors="replace")


def _pieces(table: str, scale: float) -> list[Piece]:
    lines: dict[tuple[str, ...], list[Piece]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row.get("level") == "5" and word and _is_certain(word, float(row["conf"])):
            line = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(line, []).append(_word(word, row, scale))
    return [piece for words in lines.values() for piece in pieces_of_words(_with_dash(words))]


def _with_dash(words: list[Piece]) -> list[Piece]:
    """The round bullet, which no Vietnamese word looks like, is read as signs or lone letters."""
    first = words[0]
    if first.text[0] in _BULLETS and first.text[1:2].isupper():
        return [replace(first, text=f"- {first.text[1:]}"), *words[1:]]
    is_bullet = first.text in _READ_FOR_BULLETS and words[1:] and words[1].text[0].isupper()
    return [replace(first, text="-"), *words[1:]] if is_bullet else words


def _is_certain(word: str, confidence: float) -> bool:
    """Lone signs are mostly borders, stamps and dust: they must be surer than words."""
    has_letter = any(letter.isalnum() for letter in word)
    return confidence >= (_LEAST_CERTAIN if has_letter else _LEAST_CERTAIN_SIGN)


def _word(word: str, row: dict[str, str], scale: float) -> Piece:
    left, top = float(row["left"]) / scale, float(row["top"]) / scale
    return Piece(
        word, left, top, left + float(row["width"]) / scale, top + float(row["height"]) / scale
    )


def _ranges(pages: list[int]) -> str:
    """Page numbers for people: “1–3, 5”."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
