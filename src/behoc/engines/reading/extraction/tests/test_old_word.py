"""Old Word files are read through LibreOffice where the machine has it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.refusals import Refused
from behoc.engines.reading.extraction.tests.papers import PLAN, word_file, write

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="máy này không có LibreOffice")
def test_an_old_word_file_is_read(tmp_path: Path) -> None:
    modern = write(tmp_path, "ke-hoach.docx", word_file(PLAN))
    command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/hồ-sơ", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "doc", "--outdir", str(tmp_path), str(modern)],
        check=True,
        capture_output=True,
    )

    result = read_file(tmp_path / "ke-hoach.doc", name="ke-hoach.doc")

    assert result["lines"] == list(PLAN)
    assert result["parts"][0]["kind"] == "doc"


def test_a_machine_without_libreoffice_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Refused) as refused:
        read_file(write(tmp_path, "a.doc", OLD_WORD), name="a.doc")

    assert refused.value.code == "no_libreoffice"
    assert ".docx" in refused.value.sentence
