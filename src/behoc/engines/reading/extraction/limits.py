"""How large a file may be before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may ask of the machine that reads it."""

    file_bytes: int = 50 * MEGABYTE
    pages: int = 1_000
    characters: int = 6_000_000
    archive_members: int = 2_000
    archive_bytes: int = 200 * MEGABYTE
    member_bytes: int = 40 * MEGABYTE
    compression_ratio: int = 200
    bundled_files: int = 100
    picture_pixels: int = 80_000_000
