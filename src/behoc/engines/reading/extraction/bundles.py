"""Zip files that hold several papers of one dispatch, read in the order of their names."""

import posixpath
import re
from collections.abc import Iterator

from behoc.engines.reading.extraction.archive import Archive
from behoc.engines.reading.extraction.kinds import Kind, kind_of
from behoc.engines.reading.extraction.parts import Source
from behoc.engines.reading.extraction.refusals import Refused


class Bundle:
    """The papers in a zip file; what cannot be read is left out with a note."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._notes: list[str] = []

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, once all members have been asked for."""
        return tuple(self._notes)

    def members(self) -> Iterator[tuple[Source, Kind]]:
        """Each paper with its kind; an archive inside the archive is refused."""
        found = False
        with Archive(self._source) as archive:
            for name in self._names(archive):
                member = Source(_shown(name), archive.read(name), self._source.limits)
                kind = self._kind(member)
                if kind:
                    found = True
                    yield member, kind
        if not found:
            raise self._source.refusal("zip_empty")

    def _names(self, archive: Archive) -> list[str]:
        names = sorted((name for name in archive.names if _is_paper(name)), key=_natural_order)
        if len(names) > self._source.limits.bundled_files:
            raise self._source.refusal("zip_too_many", limit=self._source.limits.bundled_files)
        return names

    def _kind(self, member: Source) -> Kind | None:
        if not member.data:
            raise member.refusal("empty")
        try:
            kind = kind_of(member)
        except Refused as refused:
            if refused.code != "unsupported":
                raise
            self._notes.append(f"Bỏ qua “{member.name}” trong tệp nén: không thuộc loại đọc được.")
            return None
        if kind == "zip":
            raise self._source.refusal("zip_nested")
        return kind


def _is_paper(name: str) -> bool:
    """Folders and the litter that systems leave in archives are no papers."""
    last = posixpath.basename(name)
    if not last or last.startswith((".", "~$")) or name.startswith("__MACOSX/"):
        return False
    return last.lower() not in ("thumbs.db", "desktop.ini")


def _natural_order(name: str) -> list[tuple[int, str]]:
    """Numbers in names count as numbers: “2.docx” comes before “10.docx”."""
    pieces = re.split(r"([0-9]+)", name.lower())
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]


def _shown(name: str) -> str:
    """The name without its folders, its letters restored where an old archiver wrote UTF-8."""
    last = posixpath.basename(name.replace("\\", "/"))
    try:
        return last.encode("cp437").decode("utf-8")
    except UnicodeError:
        return last
