"""A file is read in a process of its own; a secret paper leaves nothing but the fact."""

import pytest

from behoc.direction.documents.models import Find, SourceText
from behoc.direction.documents.rules import DispatchState, FindKind
from behoc.direction.documents.services.reading import read_dispatch
from behoc.direction.documents.services.receiving import read_again, receive_dispatch
from behoc.ground.attachments.services import content_path, store_file
from tests.kits.dispatches import LINES, fresh

PLAN = "\n".join(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *LINES))


@pytest.fixture
def clerk(world):
    return world.actor(world.province.clerk)


def _receive(actor, text):
    content = text.encode()
    file = store_file(actor, name="ke-hoach.txt", chunks=[content], size=len(content))
    return receive_dispatch(actor, [file]), file


def _finds():
    return Find.objects.everything(reason="counted by a test")


def test_a_file_that_was_read_waits_for_a_person(clerk):
    dispatch, _ = _receive(clerk, PLAN)

    read_dispatch(dispatch.pk)

    assert fresh(dispatch).state == DispatchState.REVIEW
    assert _finds().filter(kind=FindKind.FACT, field="number_symbol").get().value == {
        "value": "12/KH-UBND"
    }


def test_reading_a_second_time_changes_nothing(clerk):
    dispatch, _ = _receive(clerk, PLAN)
    read_dispatch(dispatch.pk)
    before = _finds().count()

    read_dispatch(dispatch.pk)

    assert _finds().count() == before


def test_of_a_secret_paper_only_the_fact_is_kept(clerk):
    dispatch, file = _receive(clerk, f"MẬT\n{PLAN}")

    read_dispatch(dispatch.pk)

    file.refresh_from_db()
    assert (fresh(dispatch).state, fresh(dispatch).title) == (
        DispatchState.REFUSED,
        "Văn bản mật (đã hủy nội dung)",
    )
    assert not content_path(file).exists()
    assert file.discarded_at is not None
    assert not SourceText.objects.filter(dispatch=dispatch).exists()
    assert not _finds().exists()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_may_be_tried_again(clerk):
    dispatch, file = _receive(clerk, "x")
    content_path(file).write_bytes(b"PK\x03\x04 hong")

    read_dispatch(dispatch.pk)
    assert fresh(dispatch).state == DispatchState.REFUSED
    assert fresh(dispatch).refusal.endswith(".")

    read_again(clerk, dispatch)
    assert (fresh(dispatch).state, fresh(dispatch).refusal) == (DispatchState.WAITING, "")
