"""Mid-term and final reviews: each body's conference, and a dossier that opens with its report."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from behoc.ground.attachments.services import store_file
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.measure.reporting.models import DossierPaper, PhaseReview, Report
from behoc.measure.reporting.queries.duties import shipped_duties
from behoc.measure.reporting.queries.reviews import build_review, get_paper, get_review
from behoc.measure.reporting.rules.reviews import Review, list_missing, paper_kinds
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit
from behoc.measure.reporting.services.reviews import (
    Conference,
    add_papers,
    remove_paper,
    set_conference,
)
from behoc.measure.reporting.services.rounds import open_round
from tests.kits.reports import YEAR, duty_of, edition_of, full, paper_of
from tests.kits.world import MOMENT

REASON = "a test looks at what is kept"
TODAY = MOMENT.date()
HALL = Conference(TODAY, "in_person", "Nhà văn hóa xã")


@pytest.fixture
def turn(world):
    duty = duty_of(world, world.province)
    duty.review = Review.MID_TERM
    duty.save(update_fields=["review"])
    head = world.actor(world.province.head)
    due_on = TODAY + timedelta(days=10)
    return open_round(head, duty, period=YEAR, due_on=due_on, edition=edition_of(duty.form))


def of(turn, desk):
    return PhaseReview.objects.everything(reason=REASON).get(round=turn, organisation=desk.body)


def sends(world, turn, desk):
    report = Report.objects.everything(reason=REASON).get(round=turn, organisation=desk.body)
    writer = world.actor(desk.specialist)
    kept = save_answers(writer, report.public_id, revision=0, patch=full(), key="")
    submit(writer, report.public_id, revision=kept.revision, key="")


def stored(world, desk, content=b"%PDF-1.7 bien ban"):
    actor = world.actor(desk.clerk)
    return store_file(actor, name="bien-ban.pdf", chunks=[content], size=len(content))


def test_both_reviews_of_the_plan_ship_as_duties_of_their_kind():
    found = {each.review: each.due for each in shipped_duties() if each.review}

    assert found == {
        "mid_term": [{"day": "2025", "kind": "year"}],
        "final": [{"day": "2030", "kind": "year"}],
    }
    assert {each.code for each in paper_kinds() if each.needed} >= {"minutes", "papers"}


def test_a_review_is_opened_for_each_body_and_for_who_asks(world, turn):
    bodies = PhaseReview.objects.everything(reason=REASON).filter(round=turn)

    assert {each.organisation for each in bodies} == {
        world.province.body,
        world.commune.body,
        world.neighbour.body,
    }


def test_an_ordinary_round_opens_no_review(world):
    duty = duty_of(world, world.province)
    head = world.actor(world.province.head)

    open_round(head, duty, period=YEAR, due_on=TODAY, edition=edition_of(duty.form))

    assert not PhaseReview.objects.everything(reason=REASON).exists()


def test_a_conference_needs_a_way_and_a_hall_unless_it_is_online(world, turn):
    clerk, review = world.actor(world.commune.clerk), of(turn, world.commune)
    with pytest.raises(RuleBroken, match="hình thức"):
        set_conference(clerk, review, Conference(TODAY, "party", "Đình làng"))
    with pytest.raises(RuleBroken, match="nơi họp"):
        set_conference(clerk, review, Conference(TODAY, "both"))

    set_conference(clerk, review, Conference(TODAY + timedelta(days=3), "online"))
    saved_at = of(turn, world.commune).saved_at
    again = set_conference(clerk, review, Conference(TODAY + timedelta(days=3), "online"))

    assert again.saved_at == saved_at, "the same again changes nothing"


def test_minutes_come_after_the_day_and_the_day_does_not_then_move_ahead(world, turn):
    clerk, review = world.actor(world.commune.clerk), of(turn, world.commune)
    with pytest.raises(RuleBroken, match="chưa họp"):
        paper_of(world, review, world.commune, "minutes")
    set_conference(clerk, review, HALL)

    paper_of(world, review, world.commune, "minutes")

    later = Conference(TODAY + timedelta(days=1), "in_person", "Nhà văn hóa xã")
    with pytest.raises(RuleBroken, match="ngày họp không thể"):
        set_conference(clerk, review, later)


def test_the_same_content_is_in_a_dossier_once_and_taken_out_it_is_kept(world, turn):
    clerk, review = world.actor(world.commune.clerk), of(turn, world.commune)
    paper = paper_of(world, review, world.commune)
    again = store_file(clerk, name="khac.pdf", chunks=[b"%PDF-1.7 ho so"], size=14)
    assert add_papers(clerk, review, kind="papers", files=[again]) == []

    remove_paper(clerk, paper)
    remove_paper(clerk, paper)

    with pytest.raises(NotFound):
        get_paper(clerk, paper.public_id)
    kept = DossierPaper.objects.everything(reason=REASON).get(pk=paper.pk)
    assert kept.removed_by == world.commune.clerk
    assert len(add_papers(clerk, review, kind="papers", files=[again])) == 1


def test_a_dossier_opens_to_who_asks_when_the_report_was_sent(world, turn):
    review = of(turn, world.commune)
    paper = paper_of(world, review, world.commune)
    asks = world.actor(world.province.specialist)

    before = build_review(asks, get_review(asks, review.public_id))
    assert (before.is_open, before.count) == (False, 0)
    with pytest.raises(NotFound):
        get_paper(asks, paper.public_id)

    sends(world, turn, world.commune)

    after = build_review(asks, get_review(asks, review.public_id))
    assert (after.is_open, after.count, after.can_write) == (True, 1, False)
    assert get_paper(asks, paper.public_id) == paper
    assert "Biên bản hội nghị" in after.missing
    with pytest.raises(NotFound):
        get_review(world.actor(world.neighbour.head), review.public_id)


def test_what_is_missing_is_what_is_needed():
    needed = [each.code for each in paper_kinds() if each.needed]

    assert [each.code for each in list_missing([])] == needed
    assert list_missing(needed) == []


def test_the_page_keeps_a_conference_and_files_and_says_what_is_wrong(world, turn):
    review = of(turn, world.commune)
    client, address = world.client(world.commune.clerk), f"/so-ket/{review.public_id}/"

    wrong = client.post(
        f"{address}hoi-nghi/", {"held_on": "2026-03-01", "form": "both", "note": "Ba mươi người"}
    )
    assert wrong.status_code == 422
    assert "nơi họp" in wrong.content.decode()
    assert "Ba mươi người" in wrong.content.decode(), "nothing typed is lost"
    assert client.post(f"{address}tai-lieu/", {"kind": "minutes"}).status_code == 422

    said = {"held_on": "2026-03-01", "form": "both", "place": "Hội trường xã"}
    assert client.post(f"{address}hoi-nghi/", said).status_code == 303
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban", "application/pdf")
    sent = client.post(f"{address}tai-lieu/", {"kind": "minutes", "papers": file})
    assert sent.status_code == 303

    page = client.get(address).content.decode()
    assert "bien-ban.pdf" in page
    assert "Đã họp ngày 01/03/2026" in page
    paper = DossierPaper.objects.everything(reason=REASON).get()
    assert b"".join(client.get(f"/so-ket/tai-lieu/{paper.public_id}/")) == b"%PDF-1.7 bien ban"


def test_the_round_shows_each_conference_and_leads_to_it(world, turn):
    review = of(turn, world.commune)
    clerk = world.actor(world.commune.clerk)
    set_conference(clerk, review, HALL)

    page = world.client(world.province.specialist).get(f"/dot-bao-cao/{turn.public_id}/")
    shown = page.content.decode()

    assert "Đã họp ngày 02/03/2026" in shown
    assert "chưa có biên bản" not in shown, "what the dossier holds is not known before the report"
    assert "Chưa đặt ngày hội nghị" in shown
    assert f"/so-ket/{of(turn, world.province).public_id}/" in shown
    sends(world, turn, world.commune)
    again = world.client(world.province.specialist).get(f"/dot-bao-cao/{turn.public_id}/")
    assert "chưa có biên bản" in again.content.decode()


def test_the_report_leads_to_its_dossier(world, turn):
    report = Report.objects.everything(reason=REASON).get(
        round=turn, organisation=world.commune.body
    )
    address = f"/so-ket/{of(turn, world.commune).public_id}/"

    own = world.client(world.commune.specialist).get(f"/bao-cao/{report.public_id}/")

    assert address in own.content.decode()
    sends(world, turn, world.commune)
    decides = world.client(world.province.specialist).get(f"/bao-cao/{report.public_id}/xem/")
    assert address in decides.content.decode()
