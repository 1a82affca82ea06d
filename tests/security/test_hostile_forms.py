"""Forms of papers and tasks filled with what no clerk would write: a sentence, never a fault."""

import re
import unicodedata

import pytest

from behoc.direction.assignments.models import AssignedBody, ReportedFigure
from behoc.direction.assignments.services.working import accept_task
from behoc.direction.drafting.services.writing import Beginning, start_draft
from tests.kits.dispatches import (
    assigned_dispatch,
    assigned_task,
    fresh_share,
    sample_reading,
    share_of,
)

# One letter that Unicode takes apart into two when texts are brought into one form, a syllable that
# comes apart into three when it is folded, and a vowel whose marks stand on both sides.
LETTERS = ("\u0958", "한", "\u09cb")
KEPT, REFUSED = 303, 422
FACTS = {
    "number_symbol": 120,
    "doc_type": 80,
    "issuer_name": 300,
    "subject": 1000,
    "signer_name": 120,
}
# address → how long each of its words may be, and what else it is sent.
OF_DISPATCH = {
    "noi-nhan/them/": ({"name": 300, "reason": 500}, {"purpose": "know"}),
    "lien-quan/them/": ({"symbol": 120, "issuer": 300, "name": 500}, {"kind": "cites"}),
    "thong-tin/0/": (FACTS | {"reason": 500}, {"part": "main"}),
    "thu-hoi/": ({"reason": 2000}, {"on": "2026-03-02"}),
    "pho-bien/ghi/": (
        {"minutes": 200, "note": 1000},
        {
            "told": "1",
            "total": "2",
            "held_on": "2026-03-01",
            "form": "conference",
            "submission_key": "a",
        },
    ),
}
OF_NOTHING = {
    "/so-van-ban/giay/": (
        FACTS | {"forwarded_to": 300},
        {"direction": "den", "submission_key": "a"},
    ),
    "/phong-trao/them/": (
        {"name": 300, "short_name": 120, "founding_symbol": 120},
        {"kind": "movement"},
    ),
    "/van-ban/luot-tim/": ({"name": 80, "query": 100}, {}),
}


@pytest.fixture
def share(world):
    """The commune has taken its task on; the province gave it."""
    return accept_task(world.actor(world.commune.clerk), assigned_task(world))


@pytest.fixture
def giver(world):
    return world.client(world.province.clerk)


@pytest.fixture
def doer(world):
    return world.client(world.commune.clerk)


def _filled(letter, longest, more):
    return {name: letter * length for name, length in longest.items()} | more


def _report(doer, share, **more):
    facts = {"text": "Đã mở.", "submission_key": "a"} | more
    return doer.post(f"/nhiem-vu/{share.public_id}/bao/", facts)


def _amended(world, share, **more):
    kept = [world.commune.body.public_id, world.neighbour.body.public_id]
    facts = {"text": "Khác.", "effective_on": "2026-03-02", "reason": "Đổi.", "seen": "0"}
    return facts | {"giu": kept} | more


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("page", OF_DISPATCH)
def test_letters_that_come_apart_are_no_fault_of_a_paper(giver, share, page, letter):
    dispatch = share.assignment.document.dispatch

    response = giver.post(
        f"/van-ban/{dispatch.public_id}/{page}", _filled(letter, *OF_DISPATCH[page])
    )

    assert response.status_code in (KEPT, REFUSED)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("page", OF_NOTHING)
def test_letters_that_come_apart_are_no_fault_of_what_is_new(doer, page, letter):
    response = doer.post(page, _filled(letter, *OF_NOTHING[page]))

    assert response.status_code in (KEPT, REFUSED)


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_that_come_apart_are_no_fault_of_the_leaders_word(world, giver, share, letter):
    page = f"/van-ban/{share.assignment.document.dispatch.public_id}/trinh/"
    leader = _first(giver.get(page), "leader")
    head = world.client(world.province.head)

    advice = letter * 1000
    sent = giver.post(page, {"submission_key": "a", "leader": leader, "advice": advice})
    assert sent.status_code in (KEPT, REFUSED)
    short = {"submission_key": "a", "leader": leader, "advice": "Xin ý kiến."}
    paper = sent.url if sent.status_code == KEPT else giver.post(page, short).url
    word = {"submission_key": "b", "lead": _first(head.get(paper), "lead"), "text": letter * 2000}

    assert head.post(f"{paper}y-kien/", word).status_code in (KEPT, REFUSED)


def test_words_are_measured_as_they_are_kept(doer):
    """A phone may send each Vietnamese letter as three signs: the name is no longer for that."""
    name = "Phong trào ấy" + "ế" * 287
    apart = unicodedata.normalize("NFD", name)

    response = doer.post(
        "/phong-trao/them/", {"name": apart, "short_name": "a", "kind": "movement"}
    )

    assert len(apart) > len(name) == 300
    assert response.status_code == KEPT


def test_a_search_finds_whichever_way_its_letters_were_sent(doer):
    response = doer.get("/phong-trao/", {"q": unicodedata.normalize("NFD", "Ấp")})

    assert 'value="Ấp"' in response.content.decode()


@pytest.mark.parametrize(
    "value", ["999.999.999.999.999", "-999.999.999.999.999,9999", "NaN", "1e9", "٣", "²"]
)
def test_a_figure_that_no_column_holds_is_refused(doer, share, value):
    response = _report(doer, share, figure_name="Người", figure_value=value)

    assert response.status_code == REFUSED
    assert ReportedFigure.objects.count() == 0


def test_the_largest_figure_is_kept_to_its_last_digit(doer, share):
    response = _report(doer, share, figure_name="Người", figure_value="99.999.999.999.999,9999")

    assert response.status_code == KEPT
    assert str(ReportedFigure.objects.get().value) == "99999999999999.9999"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,a",
        "https://a.vn/" + "x" * 1000,
        "https://a.vn/\u202efdp.exe",
        "https://a.vn\u200b/",
        "https://ai@a.vn/",
    ],
    ids=range(6),
)
def test_a_link_that_is_none_or_reads_otherwise_than_it_leads_is_refused(doer, share, link):
    assert _report(doer, share, links=link).status_code == REFUSED


@pytest.mark.parametrize("amount", ["99999999999999", "1000000000000", "0,001", "0", "-5"])
def test_an_amount_that_no_column_holds_is_refused(world, amount):
    desk = world.commune_association
    reading = sample_reading(desk.body.name)
    share = share_of(assigned_dispatch(world, reading=reading), desk)
    accept_task(world.actor(desk.clerk), share)
    cell = world.cell.body.public_id
    facts = {"text": "Mở lớp.", "role": "carry_out", "bodies": [cell], "unit": "người"}

    response = world.client(desk.clerk).post(
        f"/nhiem-vu/{share.public_id}/thu-xep/chia/", facts | {f"amount-{cell}": amount}
    )

    assert response.status_code == REFUSED
    rows = AssignedBody.objects.everything(reason="a test looks for what was given out")
    assert not rows.filter(organisation=world.cell.body).exists()


@pytest.mark.parametrize("seen", ["7", "2147483648", "9" * 40])
def test_a_version_that_never_was_is_not_amended(world, giver, share, seen):
    response = giver.post(f"/nhiem-vu/{share.public_id}/sua/", _amended(world, share, seen=seen))

    assert response.status_code == 409
    assert share.assignment.amendments.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-01", "2206-11-20", "9999-12-31"])
def test_no_work_is_asked_for_until_a_day_that_is_a_slip(world, giver, doer, share, day):
    address = f"/nhiem-vu/{share.public_id}"

    amended = giver.post(f"{address}/sua/", _amended(world, share, due_on=day))
    asked = doer.post(f"{address}/gia-han/", {"proposed_on": day, "reason": "Chưa kịp."})

    assert (amended.status_code, asked.status_code) == (REFUSED, REFUSED)
    assert fresh_share(share).due_on == share.due_on


def test_a_calendar_holds_the_last_day_that_there_is(world, doer, share):
    """The reader of papers takes what is printed, whatever the year."""
    share.due_on = "9999-12-31"
    share.save(update_fields=["due_on"])
    page = doer.post("/thong-bao/lich/", {"cua": "co-quan"}).content.decode()

    response = world.client().get(re.search(r"/lich/[\w-]+\.ics", page)[0])

    assert response.status_code == 200
    assert b"DTSTART;VALUE=DATE:99991231" in response.content


def test_a_version_to_compare_that_is_longer_than_any_number_shows_the_latest(world, doer):
    beginning = Beginning("V/v mở lớp", "answer", "Kính gửi quý cơ quan.")
    clerk = world.actor(world.commune.clerk)
    draft = start_draft(clerk, beginning, files=[], submission_key="a")

    response = doer.get(f"/du-thao/{draft.public_id}/so-sanh/", {"ban": "9" * 5000})

    assert response.status_code == 200


def test_an_address_for_letters_that_no_mail_server_takes_is_refused(doer):
    address = "a@" + ".".join(["b" * 60] * 5) + ".vn"

    response = doer.post("/thong-bao/cach-nhan/", {"email": address, "hour": "7", "by_mail": "on"})

    assert response.status_code == REFUSED


def _first(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', page.content.decode())[1]
