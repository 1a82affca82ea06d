"""Old Word files (.doc), brought to .docx by LibreOffice where the machine has it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from behoc.engines.reading.extraction.parts import Content, Source
from behoc.engines.reading.extraction.word import read_word

_SECONDS: Final = 90


def read_old_word(source: Source) -> Content:
    """The lines of an old Word file."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise source.refusal("no_libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        converted = _convert(source, program, Path(folder))
    return read_word(Source(source.name, converted, source.limits))


def _convert(source: Source, program: str, folder: Path) -> bytes:
    """Convert in a folder of its own: macros off, no profile of anyone's, no document open."""
    original = folder / "document.doc"
    original.write_bytes(source.data)
    command = [
        *(program, "--headless", "--norestore", "--nologo", "--nolockcheck"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", "docx", "--outdir", str(folder), str(original)),
    ]
    try:
        subprocess.run(  # noqa: S603 (our own words and file names only)
            command,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env={**os.environ, "HOME": str(folder)},
        )
        return (folder / "document.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise source.refusal("damaged") from error
