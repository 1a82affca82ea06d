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
from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from behoc.engines.reading.extraction.parts import Source
from behoc.engines.reading.extraction.pieces import Bar, Piece, Rule, pieces_of_words
from behoc.engines.reading.extraction.scans import (
    Turn,
    bars_of,
    ink_of,
    rules_of,
    smooth,
    turn_of,
    turned,
    without_lines,
)

_LANGUAGE: Final = "vie"
_MOST_AT_ONCE: Final = 4
_BULLETS: Final = "~«»®©¢•●▪·"
_BORDERS: Final = " |¦'`¡"
_DASHES: Final = ("-", "–", "—")
_READ_FOR_BULLETS: Final = frozenset({*_BULLETS, "e", "o", "se", "s", "ø"})
_LEAST_CERTAIN: Final = 20.0
_LEAST_CERTAIN_SIGN: Final = 60.0
_SECONDS_PER_PAGE: Final = 120
_DOTS_PER_INCH: Final = "200"
_SPARSE: Final = "11"  # lines wherever they stand, so that columns and headings stay apart
_FEWEST_WORDS: Final = 8
_UPRIGHT: Final = 65.0  # text that stands on its head is read with far less certainty

_Word = dict[str, str]


def is_available() -> bool:
    """Whether Vietnamese text can be recognised on this machine."""
    return _LANGUAGE in _languages()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What stands on a page: its number, its pieces of text and the lines drawn on it."""

    number: int
    pieces: list[Piece]
    rules: list[Rule]
    bars: list[Bar]


def recognise_pages(
    source: Source, pages: Iterable[tuple[int, tuple[Image.Image, float]]]
) -> Iterator[Recognised]:
    """What stands on each page; a page is its number, its picture and its dots per point."""
    if not _languages():
        raise source.refusal("no_ocr")
    if not is_available():
        raise source.refusal("no_ocr_language")
    at_once = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    waiting = iter(pages)
    with ThreadPoolExecutor(at_once) as pool:
        while batch := list(itertools.islice(waiting, at_once)):
            yield from pool.map(lambda page: _recognise(source, page[0], *page[1]), batch)


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


def _recognise(source: Source, number: int, picture: Image.Image, scale: float) -> Recognised:
    ink = ink_of(picture)
    soft, turn = smooth(ink), turn_of(ink)
    words, lines = _seen(source, number, (ink, soft), turn, scale)
    if len(words) >= _FEWEST_WORDS and _certainty(words) < _UPRIGHT:
        other, other_lines = _seen(source, number, (ink, soft), turn.upside_down(), scale)
        if _certainty(other) > _certainty(words):
            words, lines = other, other_lines
    return Recognised(number, _pieces(words, scale, lines[1]), *lines)


def _seen(
    source: Source, number: int, page: tuple[Image.Image, Image.Image], turn: Turn, scale: float
) -> tuple[list[_Word], tuple[list[Rule], list[Bar]]]:
    """The words and the drawn lines of a page, turned that way; lines are erased around words."""
    ink, soft = (turned(picture, turn) for picture in page)
    rules, bars = rules_of(ink, scale), bars_of(ink, scale)
    return _words(source, number, without_lines(soft, rules, bars, scale)), (rules, bars)


def _words(source: Source, number: int, ink: Image.Image) -> list[_Word]:
    """The words that Tesseract sees, line by line: it looks for lines, we put them in order."""
    encoded = io.BytesIO()
    ink.save(encoded, format="PPM")
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--dpi", _DOTS_PER_INCH]
    try:
        done = subprocess.run(  # noqa: S603 (fixed words only; the picture goes in by a pipe)
            [*command, "--psm", _SPARSE, "tsv"],
            input=encoded.getvalue(),
            capture_output=True,
            check=True,
            timeout=_SECONDS_PER_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise source.refusal("ocr_failed", page=number) from error
    table = io.StringIO(done.stdout.decode("utf-8", errors="replace"))
    rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]


def _certainty(words: list[_Word]) -> float:
    """How sure Tesseract is of the letters of a page, from 0 to 100."""
    letters = sum(len(word["text"]) for word in words)
    return sum(float(word["conf"]) * len(word["text"]) for word in words) / max(letters, 1)


def _pieces(words: list[_Word], scale: float, bars: list[Bar]) -> list[Piece]:
    lines: dict[tuple[str, ...], list[Piece]] = {}
    for row in words:
        word = row["text"].strip(_BORDERS)
        line = (row["block_num"], row["par_num"], row["line_num"])
        opens_line = line not in lines and word in _DASHES
        if opens_line or (word and _is_certain(word, float(row["conf"]))):
            lines.setdefault(line, []).append(_word(word, row, scale))
    return [piece for line in lines.values() for piece in pieces_of_words(_with_dash(line), bars)]


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


def _word(word: str, row: _Word, scale: float) -> Piece:
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
