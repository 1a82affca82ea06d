"""Fuzzing of extraction and reading: `python tools/fuzz_reading.py [SECONDS] [SEED]`.

`one_input(data)` is the target; with `--atheris` that fuzzer drives it, where it is installed.
Nothing but lines or one refusal may come out; anything else is printed with the bytes that did it.
"""

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from behoc.engines.reading.extraction.limits import Limits
from behoc.engines.reading.extraction.refusals import Refused
from behoc.engines.reading.extraction.tests import papers
from behoc.engines.reading.extraction.whole import read_whole

LIMITS = Limits(file_bytes=1 << 20, pages=20, member_bytes=1 << 22, archive_bytes=1 << 23)
SLOW = 10.0


def one_input(data: bytes) -> None:
    """Read the bytes as a file; raises where anything but a reading or a refusal comes out."""
    with tempfile.NamedTemporaryFile(prefix="behoc-fuzz-") as file:
        file.write(data)
        file.flush()
        try:
            result = read_whole(Path(file.name), name="tệp", limits=LIMITS)
        except Refused:  # an answer as good as a reading
            return
    assert len(result["lines"]) == len(result["page_of_line"])
    assert isinstance(result["documents"], list)


def main(arguments: list[str]) -> int:
    """Change good files at random for some seconds and read what becomes of them."""
    if "--atheris" in arguments:
        return _with_atheris()
    seconds = float(arguments[0]) if arguments else 60.0
    numbers = random.Random(int(arguments[1]) if len(arguments) > 1 else 1)
    seeds, end, tried, failed = _seeds(), time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        data = _changed(numbers.choice(seeds), numbers)
        started = time.monotonic()
        try:
            one_input(data)
        except Exception:  # whatever it is, it is what we are looking for
            failed += 1
            traceback.print_exc()
            _keep(data, failed)
        if time.monotonic() - started > SLOW:
            failed += 1
            print(f"quá chậm: {time.monotonic() - started:.1f} giây")
            _keep(data, failed)
        tried += 1
    print(f"đã thử {tried} tệp trong {seconds:.0f} giây, {failed} lỗi")
    return 1 if failed else 0


def _seeds() -> list[bytes]:
    """One good file of each kind that needs no other program."""
    lines = [(70.0, 60.0 + 20 * at, line) for at, line in enumerate(papers.PLAN)]
    return [
        "\n".join(papers.PLAN).encode(),
        "\n".join(papers.PLAN).encode("utf-16"),
        papers.word_file(papers.PLAN),
        papers.odt_lines(papers.PLAN),
        papers.pdf_file([lines, lines]),
        papers.archive({"1.docx": papers.word_file(papers.PLAN), "2.txt": b"van ban"}),
    ]


def _changed(seed: bytes, numbers: random.Random) -> bytes:
    """The file with some bytes changed, cut out, doubled or put elsewhere."""
    data = bytearray(seed)
    for _ in range(numbers.randint(1, 8)):
        at = numbers.randrange(len(data) + 1)
        length = numbers.choice((1, 2, 4, 16, 256))
        piece = data[at : at + length]
        change = numbers.randrange(4)
        if change == 0:
            data[at : at + length] = numbers.randbytes(len(piece))
        elif change == 1:
            del data[at : at + length]
        elif change == 2:
            data[at:at] = piece * numbers.randint(1, 9)
        else:
            other = numbers.randrange(len(data) + 1)
            data[other:other] = piece
    return bytes(data)


def _keep(data: bytes, number: int) -> None:
    folder = Path(".var/fuzz")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"reading-{number}.bin"
    path.write_bytes(data)
    print(f"giữ lại ở {path}")


def _with_atheris() -> int:
    try:
        import atheris  # noqa: PLC0415 (no part of this project's environment)
    except ImportError:
        print("Chưa cài atheris; chạy không có --atheris để thử bằng các thay đổi ngẫu nhiên.")
        return 2
    atheris.instrument_all()
    atheris.Setup([arg for arg in sys.argv if arg != "--atheris"], one_input)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
