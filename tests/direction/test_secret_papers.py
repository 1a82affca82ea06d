"""Of a paper that bears a secrecy mark only the fact is kept."""

from behoc.direction.documents.models import Dispatch, Document, SourceText
from behoc.direction.documents.rules import DispatchState
from behoc.direction.documents.services.reading import read_dispatch
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.ground.attachments.services import content_path, store_file

PAPER = "TUYỆT MẬT\nỦY BAN NHÂN DÂN TỈNH MỘC SƠN\nKẾ HOẠCH\nCất giữ chum mật ong của đoàn ghe\n"


def test_a_paper_with_a_secrecy_mark_is_destroyed_and_only_the_fact_stays(world):
    actor = world.actor(world.commune.clerk)
    content = PAPER.encode()
    file = store_file(actor, name="ke-hoach.txt", chunks=[content], size=len(content))
    dispatch = receive_dispatch(actor, [file])

    read_dispatch(dispatch.pk)

    kept = Dispatch.objects.everything(reason="looked at by a test").get(pk=dispatch.pk)
    assert kept.state == DispatchState.REFUSED
    assert "TUYỆT MẬT" in kept.refusal
    assert "chum" not in f"{kept.title} {kept.refusal}"
    assert not content_path(file).exists()
    assert not SourceText.objects.filter(dispatch=dispatch).exists()
    documents = Document.objects.everything(reason="looked at by a test")
    assert not documents.filter(dispatch=dispatch).exists()
