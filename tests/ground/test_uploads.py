import pytest

from behoc.ground.attachments import services
from behoc.ground.attachments.models import StoredFile, Upload
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken

CONTENT = b"%PDF-1.7 noi dung cua tep"
HALF = 10


@pytest.fixture
def actor(world):
    return world.actor(world.commune.clerk)


@pytest.fixture
def upload(actor):
    return services.open_upload(actor, name="ke-hoach.pdf", size=len(CONTENT))


def _take(actor, upload, start, end):
    return services.take_chunk(actor, upload, offset=start, chunk=CONTENT[start:end])


def _uploads():
    return Upload.objects.everything(reason="counted by a test")


def _files():
    return StoredFile.objects.everything(reason="counted by a test")


def test_a_file_sent_in_pieces_is_stored_whole(actor, upload):
    upload = _take(actor, upload, 0, HALF)
    upload = _take(actor, upload, HALF, len(CONTENT))
    file = services.finish_upload(actor, upload)

    assert services.content_path(file).read_bytes() == CONTENT
    assert (file.media_type, file.size, file.person_id) == (
        "application/pdf",
        len(CONTENT),
        actor.person_id,
    )


def test_a_piece_sent_twice_changes_nothing(actor, upload):
    upload = _take(actor, upload, 0, HALF)

    assert _take(actor, upload, 0, HALF).received == HALF


def test_a_piece_that_skips_bytes_is_told_where_to_go_on(actor, upload):
    upload = _take(actor, upload, 0, HALF)

    with pytest.raises(Conflict, match=f"byte {HALF}"):
        _take(actor, upload, HALF + 1, len(CONTENT))


def test_a_piece_that_overlaps_what_is_there_is_told_where_to_go_on(actor, upload):
    upload = _take(actor, upload, 0, HALF)

    with pytest.raises(Conflict, match=f"byte {HALF}"):
        _take(actor, upload, HALF - 1, len(CONTENT))


def test_more_bytes_than_announced_are_refused_and_not_kept(actor, upload):
    with pytest.raises(RuleBroken):
        services.take_chunk(actor, upload, offset=0, chunk=CONTENT + b"!")

    assert _uploads().get(pk=upload.pk).received == 0


def test_an_upload_goes_on_where_the_line_was_lost(actor, upload):
    _take(actor, upload, 0, HALF)
    found_again = _uploads().get(pk=upload.pk)

    upload = _take(actor, found_again, found_again.received, len(CONTENT))

    assert services.content_path(services.finish_upload(actor, upload)).read_bytes() == CONTENT


def test_an_upload_that_is_not_whole_cannot_be_finished(actor, upload):
    upload = _take(actor, upload, 0, HALF)

    with pytest.raises(Conflict, match=f"{HALF}/{len(CONTENT)}"):
        services.finish_upload(actor, upload)
    assert not _files().exists()


def test_finishing_twice_gives_the_same_file(actor, upload):
    upload = _take(actor, upload, 0, len(CONTENT))

    first, second = (services.finish_upload(actor, upload) for _ in range(2))

    assert first == second
    assert _files().count() == 1


def test_a_colleague_cannot_go_on_with_somebody_elses_upload(world, upload):
    colleague = world.actor(world.commune.head)

    with pytest.raises(NotAllowed):
        _take(colleague, upload, 0, HALF)


@pytest.mark.parametrize("size", [0, -1])
def test_an_empty_file_is_refused_with_a_sentence(actor, size):
    with pytest.raises(RuleBroken, match="trống"):
        services.open_upload(actor, name="trong.pdf", size=size)


def test_a_file_over_the_limit_is_refused_before_a_byte_is_sent(actor, settings):
    with pytest.raises(RuleBroken, match="lớn hơn"):
        services.open_upload(actor, name="lon.pdf", size=settings.UPLOAD_LARGEST_BYTES + 1)


@pytest.mark.parametrize(
    "name", ["Cong van MẬT.pdf", "TỐI MẬT so 5.docx", "tuyet_mat.pdf", "KH-tối-mật-2026.pdf"]
)
def test_a_file_named_as_a_secret_paper_is_refused(actor, name):
    with pytest.raises(RuleBroken, match="mật"):
        services.open_upload(actor, name=name, size=10)


@pytest.mark.parametrize(
    "name", ["bảo mật thông tin.pdf", "mật khẩu.txt", "mật độ dân số.xlsx", "ngot nhu mat.pdf"]
)
def test_a_harmless_name_is_taken(actor, name):
    assert services.open_upload(actor, name=name, size=10).pk


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\van ban\\kế hoạch.docx", "kế hoạch.docx"),
        ('a"b\n.pdf', "a b .pdf"),
        ("...", "tep"),
        ("x" * 300 + ".pdf", "x" * 200 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_do_harm(actor, sent, kept):
    assert services.open_upload(actor, name=sent, size=10).name == kept


def test_the_same_content_twice_lies_on_disk_once(actor):
    first, second = (
        services.store_file(actor, name=name, chunks=[b"cung noi dung"], size=13)
        for name in ("a.txt", "b.txt")
    )

    assert first != second
    assert services.content_path(first) == services.content_path(second)


def test_discarding_destroys_the_bytes_and_marks_every_row_with_them(actor):
    first, second = (
        services.store_file(actor, name=name, chunks=[b"phai huy di"], size=11)
        for name in ("a.txt", "b.txt")
    )

    services.discard_content(first)

    assert not services.content_path(first).exists()
    assert _files().filter(discarded_at__isnull=True, pk__in=[first.pk, second.pk]).count() == 0


def test_discarding_twice_is_no_error(actor):
    file = services.store_file(actor, name="a.txt", chunks=[b"huy hai lan"], size=11)

    services.discard_content(file)
    services.discard_content(file)

    assert not services.content_path(file).exists()


def test_giving_up_removes_the_upload_and_its_bytes(actor, upload, file_folder):
    upload = _take(actor, upload, 0, HALF)

    services.cancel_upload(actor, upload)

    assert not _uploads().exists()
    assert not (file_folder / "uploads" / upload.public_id).exists()


def test_giving_up_a_finished_upload_keeps_the_file(actor, upload):
    upload = _take(actor, upload, 0, len(CONTENT))
    file = services.finish_upload(actor, upload)

    services.cancel_upload(actor, _uploads().get(pk=upload.pk))

    assert services.content_path(file).exists()
