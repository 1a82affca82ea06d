"""A body makes a form of its own from the eight headings and the catalogue; another confirms it."""

import pytest

from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.kernel.errors import RuleBroken
from behoc.measure.indicators.rules.catalogue import read_indicators
from behoc.measure.indicators.services.loading import load_indicators
from behoc.measure.reporting.models import Form, FormEdition
from behoc.measure.reporting.queries.editing import blank_content
from behoc.measure.reporting.queries.forms import latest_edition, list_forms
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.services.forms import confirm_edition, propose_form
from tests.kits.reports import CONTENT

REASON = "a test looks at what is kept"
ADDRESS = "/bieu-mau/moi/"
NAME = "Biểu báo cáo hè"


@pytest.fixture
def catalogue(db):
    load_indicators(system_actor("thử"), list(read_indicators(data.path("indicators"))))


@pytest.fixture
def client(world):
    return world.client(world.province.specialist)


def sections_of(content):
    return {f"s.{each['code']}.keep": "on" for each in content["sections"]} | {
        f"s.{each['code']}.heading": each["heading"] for each in content["sections"]
    }


def test_a_new_form_begins_with_eight_headings_and_no_row_ticked(catalogue, client):
    answer = client.get(ADDRESS)

    fields = answer.context["fields"]
    assert len(fields["sections"]) == 8
    assert all(each["keep"] for each in fields["sections"])
    rows = fields["tables"][0]["rows"]
    assert len(rows) > 20
    assert not any(row["keep"] for row in rows)


def test_it_asks_what_was_picked_counted_through_with_the_units_of_the_catalogue(catalogue, client):
    sent = {
        "name": NAME,
        "source": "Công văn 3/UBND",
        **sections_of(blank_content()),
        "r.learning-families.keep": "on",
        "r.learning-families.label": "Gia đình học tập",
        "r.learning-families.required": "on",
        "r.learning-clans.keep": "on",
        "r.learning-clans.label": "Dòng họ học tập",
        "n.1.label": "Tủ sách mở thêm",
        "n.heading": "Số riêng",
    }

    answer = client.post(ADDRESS, sent)

    assert answer.status_code == 303
    edition = FormEdition.objects.everything(reason=REASON).get(form__name=NAME)
    form = parse_form(edition.content)
    assert (edition.state, edition.version) == ("proposed", 1)
    assert len(form.sections) == 8
    assert [(row.number, row.indicator, row.label) for row in form.rows] == [
        ("1", "learning-families", "Gia đình học tập"),
        ("2", "learning-clans", "Dòng họ học tập"),
        ("3", "", "Tủ sách mở thêm"),
    ]
    families = form.rows[0]
    assert (families.unit, families.has_denominator, families.required) == (
        "gia đình",
        True,
        True,
    )


def test_sent_twice_it_is_one_form_and_the_same_name_with_other_rows_is_refused(catalogue, client):
    sent = {"name": NAME, "source": "Công văn 3", **sections_of(blank_content())}
    first, again = client.post(ADDRESS, sent), client.post(ADDRESS, sent)
    assert first.url == again.url

    other = {**sent, "n.1.label": "Tủ sách", "n.heading": "Số riêng"}
    answer = client.post(ADDRESS, other)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "đã có biểu mẫu tên" in shown
    assert 'value="Số riêng"' in shown
    assert 'value="Tủ sách"' in shown, "nothing typed is lost"
    assert Form.objects.filter(name=NAME).count() == 1


def test_a_form_that_asks_nothing_or_has_no_name_is_refused(catalogue, client):
    assert "chưa hỏi gì" in client.post(ADDRESS, {"name": NAME, "source": "X"}).content.decode()
    assert "Chưa đặt tên" in client.post(ADDRESS, {"source": "X"}).content.decode()
    assert not Form.objects.filter(organisation__isnull=False).exists()


def test_another_confirms_it_and_it_is_the_own_body_s_alone(world):
    proposer = world.actor(world.province.head)
    edition = propose_form(proposer, name=NAME, content=CONTENT, source="Ý kiến")
    with pytest.raises(RuleBroken, match="không tự xác nhận"):
        confirm_edition(proposer, edition)
    theirs = propose_form(
        world.actor(world.province.specialist), name="Biểu khác", content=CONTENT, source="Ý kiến"
    )

    confirm_edition(proposer, theirs)

    assert latest_edition(proposer, theirs.form) == theirs
    assert latest_edition(proposer, edition.form) is None
    assert theirs.form not in list_forms(world.actor(world.commune.head))


def test_two_bodies_may_have_forms_of_one_name(world):
    ours = propose_form(world.actor(world.province.head), name=NAME, content=CONTENT, source="Y")
    theirs = propose_form(world.actor(world.commune.head), name=NAME, content=CONTENT, source="Y")

    assert ours.form != theirs.form
