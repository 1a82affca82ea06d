"""Writes of files: open an upload, take its chunks, store, discard."""

import hashlib
import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import transaction

from behoc.ground.access.services import require_right
from behoc.ground.attachments import rules
from behoc.ground.attachments.models import StoredFile, Upload
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from behoc.kernel.scope import one


def open_upload(actor: Actor, *, name: str, size: int) -> Upload:
    """Begin an upload; too large, empty, or named as a secret paper is refused at once."""
    require_right(actor, "file.send")
    _check_announced(name, size)
    upload = Upload(
        organisation_id=actor.body,
        person_id=actor.person,
        name=rules.safe_name(name),
        size=size,
        created_at=now(),
    )
    upload.save()
    return upload


def take_chunk(actor: Actor, upload: Upload, *, offset: int, chunk: bytes) -> Upload:
    """Append a chunk where the upload stands; a chunk sent twice changes nothing."""
    if upload.person_id != actor.person_id:
        raise NotAllowed
    with transaction.atomic():
        upload = _locked(upload)
        if offset + len(chunk) <= upload.received:
            return upload
        if offset != upload.received:
            raise Conflict(
                "Máy chủ đã nhận đến byte %(byte)s. Gửi tiếp từ đó.", byte=upload.received
            )
        if upload.received + len(chunk) > upload.size:
            raise RuleBroken("Phần gửi lên dài hơn dung lượng đã báo. Tải lại tệp từ đầu.")
        _write_at(_upload_path(upload), offset, chunk)
        upload.received += len(chunk)
        upload.save(update_fields=["received"])
    return upload


def finish_upload(actor: Actor, upload: Upload) -> StoredFile:
    """Turn a complete upload into a stored file; finishing twice gives the same file."""
    if upload.person_id != actor.person_id:
        raise NotAllowed
    if upload.received < upload.size:
        raise Conflict(
            "Tệp “%(name)s” mới nhận %(received)s/%(size)s byte.",
            name=upload.name,
            received=upload.received,
            size=upload.size,
        )
    with transaction.atomic():
        upload = _locked(upload)
        if upload.stored_file is None:
            upload.stored_file = _store(actor, upload.name, _upload_path(upload))
            upload.save(update_fields=["stored_file"])
    return upload.stored_file


def cancel_upload(actor: Actor, upload: Upload) -> None:
    """The person gave up: what came so far is removed. A finished upload stays."""
    if upload.person_id != actor.person_id:
        raise NotAllowed
    with transaction.atomic():
        upload = _locked(upload)
        if upload.stored_file is not None:
            return
        upload.delete()
    _upload_path(upload).unlink(missing_ok=True)


def store_file(actor: Actor, *, name: str, chunks: Iterable[bytes], size: int) -> StoredFile:
    """Store a file that came in one piece (a plain form)."""
    upload = open_upload(actor, name=name, size=size)
    offset = 0
    for chunk in chunks:
        upload = take_chunk(actor, upload, offset=offset, chunk=chunk)
        offset += len(chunk)
    return finish_upload(actor, upload)


def require_sender(actor: Actor, files: Iterable[StoredFile]) -> None:
    """Refuse files that somebody else sent: only one's own may be attached to anything."""
    if any(file.person_id != actor.person for file in files):
        raise NotAllowed


def lock_files(files: Iterable[StoredFile]) -> list[StoredFile]:
    """Each of the files once, held until the transaction ends, so that two requests take turns."""
    once = list({file.pk: file for file in files}.values())
    rows = StoredFile.objects.everything(reason="the files were fetched within reach; now locked")
    held = rows.filter(pk__in=[file.pk for file in once]).order_by("pk").select_for_update()
    found = {file.pk: file for file in held}
    return [found[file.pk] for file in once]


def discard_content(file: StoredFile) -> None:
    """Destroy the bytes and keep only the fact that there was a file (secret papers, D14)."""
    rows = StoredFile.objects.everything(reason="the same content may hang on other rows")
    rows.filter(sha256=file.sha256).update(discarded_at=now())
    target = content_path(file)
    if target.exists():
        _overwrite(target)
        target.unlink()


def content_path(file: StoredFile) -> Path:
    """Where the bytes of a file lie."""
    return Path(settings.MEDIA_ROOT) / "files" / file.sha256[:2] / file.sha256


def stripped_copy(file: StoredFile) -> BytesIO:
    """A picture as it may be published: without the place and time that the stored one keeps."""
    return BytesIO(rules.without_traces(content_path(file).read_bytes(), file.media_type))


def _locked(upload: Upload) -> Upload:
    """The upload as it stands, locked; NotFound when it was given up meanwhile."""
    rows = Upload.objects.everything(reason="the upload was fetched within reach; now locked")
    # No join here: a request that waited for the lock would see the row new but the join old.
    return one(Upload, rows.select_for_update().filter(pk=upload.pk))


def _check_announced(name: str, size: int) -> None:
    if rules.named_secret(name):
        raise RuleBroken(
            "Tên tệp “%(name)s” ghi mức độ mật. Bể Học không nhận văn bản mật; "
            "xử lý văn bản này theo đường công văn mật.",
            name=rules.safe_name(name),
        )
    if size <= 0:
        raise RuleBroken("Tệp “%(name)s” trống (0 byte). Chọn lại tệp.", name=rules.safe_name(name))
    if size > settings.UPLOAD_LARGEST_BYTES:
        limit = settings.UPLOAD_LARGEST_BYTES // 1_000_000
        raise RuleBroken(
            "Tệp “%(name)s” lớn hơn %(limit)s MB. Chia nhỏ rồi gửi lại.",
            name=rules.safe_name(name),
            limit=limit,
        )


def _upload_path(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads" / upload.public_id


def _write_at(target: Path, offset: int, chunk: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.seek(offset)
        out.write(chunk)
        out.truncate(offset + len(chunk))
        out.flush()
        os.fsync(out.fileno())


def _store(actor: Actor, name: str, source: Path) -> StoredFile:
    with source.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        kind = rules.media_type(content.read(16))
    file = StoredFile(
        organisation_id=actor.body,
        person_id=actor.person,
        name=name,
        media_type=kind,
        size=source.stat().st_size,
        sha256=digest,
        created_at=now(),
    )
    target = content_path(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        os.link(source, target)
    file.save()
    # Rolled back, the pieces are still there to finish with.
    transaction.on_commit(lambda: source.unlink(missing_ok=True))
    return file


def _overwrite(target: Path) -> None:
    size = target.stat().st_size
    with target.open("r+b") as out:
        out.write(b"\0" * size)
        out.flush()
        os.fsync(out.fileno())
