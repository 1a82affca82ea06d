"""What may be sent, decided from the first bytes and the name. Pure."""

import re
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_SECRET = re.compile(r"(?<!bảo )(?<!\w)mật(?!\w)(?! khẩu| độ| mã)")
_SECRET_BARE = re.compile(r"(?<!\w)(toi|tuyet) mat(?!\w)")
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})

MOST_PIXELS = 50_000_000  # what one request may unfold in memory: a phone gives 12 to 48 million
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_PLAIN_MODES = frozenset({"L", "LA", "RGB", "RGBA"})

LONGEST_ENDING = 8  # letters after the dot; more is part of the name


def media_type(first_bytes: bytes) -> str:
    """The kind of content by its first bytes, never by its name."""
    if first_bytes[:4] == b"RIFF" and first_bytes[8:12] == b"WEBP":
        return "image/webp"
    for signature, kind in _SIGNATURES:
        if first_bytes.startswith(signature):
            return kind
    return "application/octet-stream"


def safe_name(name: str) -> str:
    """The last part of a file name without anything a file system or a header could trip on."""
    last = re.split(r"[\\/]", name)[-1]
    kept = clean(re.sub(r"[\x00-\x1f\x7f\"<>|:*?]", " ", last)).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= LONGEST_ENDING:
        return f"{stem[:200]}.{ending}" if stem else f"tep.{ending}"
    return kept[:200] or "tep"


def named_secret(name: str) -> bool:
    """True when the file's own name says that it is a secret paper."""
    words = re.sub(r"[_\-.\s]+", " ", clean(name).lower())
    return bool(_SECRET.search(words) or _SECRET_BARE.search(words))


def without_traces(content: bytes, kind: str) -> bytes:
    """The same picture, upright, without where, when and with what it was taken.

    Only the dots of the picture go into the copy, so nothing hidden beside them can. A picture that
    cannot be opened is refused rather than handed out with what it may carry.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(content, _FORMATS[kind])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise RuleBroken(
            "Ảnh này hỏng nên chưa bỏ được nơi chụp ghi trong ảnh. Hỏi nơi gửi để xem bản gốc."
        ) from error


def _redrawn(content: bytes, form: str) -> bytes:
    with Image.open(BytesIO(content), formats=[form]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(picture.size)
        upright = ImageOps.exif_transpose(picture)
        if upright.mode not in _PLAIN_MODES:
            upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
        bare = Image.new(upright.mode, upright.size)
        bare.paste(upright)
        kept = BytesIO()
        bare.save(kept, form, quality=90)
        return kept.getvalue()
