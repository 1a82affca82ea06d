"""`behoc read FILE` from the outside: what it prints, its exit codes, and that it is quick."""

import json
import subprocess
import sys
from pathlib import Path

from behoc.engines.reading.extraction.tests.papers import PLAN, write

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from behoc.config.command import main; sys.exit(main())",
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)


def test_json_holds_the_reading(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "\n".join(PLAN).encode())

    done = run("read", str(path), "--json")

    reading = json.loads(done.stdout)
    assert done.returncode == 0
    assert reading["lines"] == list(PLAN)
    assert isinstance(reading["documents"], list)


def test_a_refusal_goes_to_standard_error_with_exit_code_2(tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "khong-co.docx"))

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "Không tìm thấy tệp “khong-co.docx”; hãy kiểm tra lại đường dẫn.\n"


def test_reading_needs_no_django(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "\n".join(PLAN).encode())
    watch = (
        "import sys; sys.argv = ['behoc', 'read', sys.argv[1]]\n"
        "from behoc.config.command import main; main()\n"
        "sys.exit('django' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", watch, str(path)], capture_output=True, check=False
    )

    assert done.returncode == 0
