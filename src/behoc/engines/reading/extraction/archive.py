"""Archives opened with suspicion: nothing is written to disk and every size is counted."""

import io
import struct
import zipfile
import zlib
from types import TracebackType
from typing import Final, Self

from behoc.engines.reading.extraction.limits import MEGABYTE
from behoc.engines.reading.extraction.parts import Source

_END_RECORD: Final = b"PK\x05\x06"
_BYTES_PER_ENTRY: Final = 600  # what an honest directory entry needs, name included
_CHUNK: Final = 1 << 16
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
)


class Archive:
    """A zip file whose members are read one by one within the limits of its source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read_so_far = 0
        _check_directory_size(source)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except _DAMAGE as error:
            raise source.refusal("damaged") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check_entries()

    @property
    def names(self) -> list[str]:
        """The names of all members, in the order in which they are stored."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one member."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._source.refusal("damaged")
        try:
            return self._unpack(entry)
        except RuntimeError as error:  # what zipfile raises where a password is asked for
            raise self._source.refusal("encrypted") from error
        except _DAMAGE as error:
            raise self._source.refusal("damaged") from error

    def read_if_present(self, name: str) -> bytes | None:
        """The unpacked bytes of one member, or None where the archive lacks it."""
        return self.read(name) if name in self._entries else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def _check_entries(self) -> None:
        limits = self._source.limits
        if len(self._entries) > limits.archive_members:
            raise self._source.refusal("zip_too_many", limit=limits.archive_members)
        if any(entry.flag_bits & 1 for entry in self._entries.values()):
            raise self._source.refusal("encrypted")
        if any(map(_is_unsafe, self._entries)):
            raise self._source.refusal("zip_path")
        if sum(entry.file_size for entry in self._entries.values()) > limits.archive_bytes:
            raise self._source.refusal("zip_bomb")

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        """Unpack in chunks: the sizes that an archive claims for itself are not believed."""
        limits = self._source.limits
        allowed = min(
            limits.member_bytes,
            limits.archive_bytes - self._read_so_far,
            max(MEGABYTE, entry.compress_size * limits.compression_ratio),
        )
        unpacked = bytearray()
        with self._zip.open(entry) as member:
            while chunk := member.read(_CHUNK):
                unpacked += chunk
                if len(unpacked) > allowed:
                    raise self._source.refusal("zip_bomb")
        self._read_so_far += len(unpacked)
        return bytes(unpacked)


def _check_directory_size(source: Source) -> None:
    """Refuse a directory of a million entries before the time is spent to read it."""
    at = source.data.rfind(_END_RECORD, max(0, len(source.data) - 70_000))
    if at < 0 or at + 22 > len(source.data):
        raise source.refusal("damaged")
    entries, size = struct.unpack_from("<HI", source.data, at + 10)
    most = source.limits.archive_members
    if entries > most or size > most * _BYTES_PER_ENTRY:
        raise source.refusal("zip_too_many", limit=most)


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    drive = len(name) > 1 and name[1] == ":"
    control = any(ord(letter) < 32 for letter in name)
    return name.startswith(("/", "\\")) or ".." in parts or drive or control
