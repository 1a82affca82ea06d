"""Rounds, duties and forms: whom they ask, how they are watched, who confirms what."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.http import QueryDict

from behoc.ground.notifications.models import Notice
from behoc.kernel.clock import held
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.kernel.periods import Kind
from behoc.measure.reporting.models import Duty, Report
from behoc.measure.reporting.queries.duties import shipped_duties
from behoc.measure.reporting.queries.editing import read_fields
from behoc.measure.reporting.queries.forms import get_edition, latest_edition
from behoc.measure.reporting.queries.known import list_known
from behoc.measure.reporting.queries.opening import list_choices
from behoc.measure.reporting.queries.overlaps import list_overlaps, list_same_asked
from behoc.measure.reporting.queries.reports import get_report
from behoc.measure.reporting.queries.rounds import get_progress, list_reports_of
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.rules.turns import list_turns
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.duties import DutyFacts, end_duty, set_duty
from behoc.measure.reporting.services.forms import confirm_edition, propose_edition
from behoc.measure.reporting.services.going_up import submit
from behoc.measure.reporting.services.rounds import (
    close_round,
    open_round,
    remind_silent,
    reopen_round,
)
from tests.kits.reports import CONTENT, YEAR, ask, duty_of, edition_of, full
from tests.kits.world import MOMENT

REASON = "a test looks at what is kept"


@pytest.fixture
def turn(world):
    """Both communes are asked; the first has sent."""
    duty = duty_of(world, world.province)
    head = world.actor(world.province.head)
    due_on = MOMENT.date() + timedelta(days=10)
    opened = open_round(head, duty, period=YEAR, due_on=due_on, edition=edition_of(duty.form))
    writer, report = world.actor(world.commune.specialist), of(opened, world.commune)
    kept = save_answers(writer, report.public_id, revision=0, patch=full(), key="")
    submit(writer, report.public_id, revision=kept.revision, key="")
    return opened


def of(turn, desk):
    rows = Report.objects.everything(reason=REASON)
    return rows.get(round=turn, organisation=desk.body)


def test_progress_counts_who_has_sent_who_has_not_and_who_is_late(world, turn):
    actor = world.actor(world.province.specialist)
    counted = get_progress(actor, turn)
    assert (counted.total, counted.sent, counted.silent, counted.late) == (2, 1, 1, 0)
    assert counted.submitted == 1

    with held(MOMENT + timedelta(days=11)):
        assert get_progress(actor, turn).late == 1
        assert [each.organisation for each in list_reports_of(turn, state="late")] == [
            world.neighbour.body
        ]
    assert not list_reports_of(turn, state="late")
    assert [each.organisation for each in list_reports_of(turn, words="tan loc")] == [
        world.neighbour.body
    ]


def test_only_the_silent_are_reminded_and_once_a_day(world, turn):
    quiet, sent = world.neighbour.specialist, world.commune.specialist
    actor = world.actor(world.province.specialist)

    assert remind_silent(actor, turn, text="Còn mười ngày.") == 1
    assert remind_silent(actor, turn) == 1

    told = Notice.objects.everything(reason=REASON).filter(kind="report.reminded")
    assert [each.person for each in told] == [quiet]
    assert sent not in [each.person for each in told]
    with held(MOMENT + timedelta(days=1)):
        remind_silent(actor, turn)
    assert told.all().count() == 2


def test_in_a_closed_round_nothing_is_sent_until_it_is_opened_again(world, turn):
    actor = world.actor(world.province.head)
    writer, report = world.actor(world.neighbour.specialist), of(turn, world.neighbour)
    kept = save_answers(writer, report.public_id, revision=0, patch=full(), key="")
    close_round(actor, turn)
    close_round(actor, turn)
    with pytest.raises(RuleBroken, match="đã đóng"):
        submit(writer, report.public_id, revision=kept.revision, key="")
    with pytest.raises(RuleBroken, match="đã đóng"):
        remind_silent(actor, turn)
    with pytest.raises(RuleBroken, match="đã qua"):
        reopen_round(actor, turn, due_on=MOMENT.date() - timedelta(days=1))

    again = reopen_round(actor, turn, due_on=MOMENT.date() + timedelta(days=3))

    assert again.due_is_set, "a day that the receiver sets is said to be set"
    assert submit(writer, report.public_id, revision=kept.revision, key="").version == 1


def test_a_round_needs_a_confirmed_edition_and_somebody_to_ask(world):
    head = world.actor(world.province.head)
    duty = duty_of(world, world.province, kinds=["police"])
    edition = edition_of(duty.form)
    with pytest.raises(RuleBroken, match="Không có cơ quan nào"):
        open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=edition)
    proposed = propose_edition(head, duty.form, content=CONTENT, source="Ý kiến lãnh đạo")
    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=proposed)
    end_duty(head, duty)
    with pytest.raises(RuleBroken, match="thôi áp dụng"):
        open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=edition)


def test_another_person_confirms_an_edition_and_it_then_comes_first(world):
    duty = duty_of(world, world.province)
    shipped = edition_of(duty.form)
    proposer = world.actor(world.province.head)
    edition = propose_edition(proposer, duty.form, content=CONTENT, source="Công văn 5/UBND")
    again = propose_edition(proposer, duty.form, content=CONTENT, source="Công văn 5/UBND")
    assert again.pk == edition.pk
    with pytest.raises(RuleBroken, match="không tự xác nhận"):
        confirm_edition(proposer, edition)
    assert latest_edition(proposer, duty.form) == shipped

    by_specialist = propose_edition(
        world.actor(world.province.specialist),
        duty.form,
        content=CONTENT | {"limits": {"jump": 20}},
        source="Công văn 6/UBND",
    )
    confirm_edition(proposer, by_specialist)

    assert latest_edition(proposer, duty.form) == by_specialist
    with pytest.raises(NotFound):
        get_edition(world.actor(world.neighbour.head), by_specialist.public_id)


def test_the_page_for_editing_takes_out_adds_and_renames(world):
    content = deepcopy(CONTENT)
    sent = QueryDict(mutable=True)
    sent.update(
        {
            "s.results.keep": "on",
            "s.results.heading": "Kết quả chính",
            "s.results.help": "",
            "r.poor.keep": "on",
            "r.poor.label": "Hộ nghèo",
            "r.poor.number": "1",
            "n.heading": "Thêm",
            "n.1.label": "Tủ sách",
        }
    )

    form = parse_form(read_fields(content, sent))

    assert [each.heading for each in form.sections] == ["Kết quả chính"]
    assert [row.label for row in form.rows] == ["Hộ nghèo", "Tủ sách"]
    assert form.row("poor").most == "", "a rule on a row that went goes too"
    assert content == CONTENT, "the edition that it began with stays as it was"


def test_the_next_turn_comes_from_the_days_of_the_paper():
    due = [{"day": "--05-19", "kind": "half"}, {"day": "--10-09", "kind": "year"}]

    turns = list_turns(due, Kind.YEAR, date(2026, 3, 2))

    assert [(each.period.name, each.due_on) for each in turns] == [
        ("2026-H1", date(2026, 5, 19)),
        ("2026", date(2026, 10, 9)),
    ]
    assert list_turns([], Kind.YEAR, date(2026, 3, 2)) == []


def test_a_round_that_is_opened_late_keeps_the_day_of_the_paper(world):
    duty = duty_of(world, world.province)
    head = world.actor(world.province.head)
    late = list_choices(head, duty, date(2026, 11, 23))

    assert [name for name, _words in late.periods] == ["2027", "2026", "2025", "2024"]
    assert (late.law["2026"], late.law["2027"]) == (date(2026, 11, 19), date(2027, 11, 19))
    assert late.initial["due_on"] == date(2027, 11, 19)


def test_every_shipped_duty_can_be_taken_up_once(world):
    head = world.actor(world.province.head)
    form = duty_of(world, world.commune).form
    for each in shipped_duties():
        facts = DutyFacts(
            form=form, name=each.name, whom=each.whom, code=each.code, due=list(each.due)
        )
        assert set_duty(head, facts).pk == set_duty(head, facts).pk
        assert each.source
    with pytest.raises(RuleBroken, match="ai phải báo cáo"):
        set_duty(head, DutyFacts(form=form, name="Khác", whom={}))


def test_a_duty_taken_up_on_its_page_keeps_every_day_of_the_paper(world):
    call_command("load_forms")
    client = world.client(world.province.head)
    for each in shipped_duties():
        address = f"/che-do-bao-cao/moi/?mau={each.code}"
        form = client.get(address).context["form"]
        typed = {name: form[name].value() for name in form.fields if form[name].value()}
        typed["form"] = form.fields["form"].choices[0][0]
        client.post(address, typed)
        assert set_up(each.code).due == each.due

    client.post(f"/che-do-bao-cao/{set_up('half-year-across-lines').public_id}/thoi/")
    typed |= {"last_day": "1/6", "period_kind": Kind.HALF.value, "source": "Ý kiến lãnh đạo"}
    client.post("/che-do-bao-cao/moi/?mau=half-year-across-lines", typed)
    duties = Duty.objects.everything(reason=REASON)
    changed = duties.get(code="half-year-across-lines", ended_at=None)
    assert changed.due == [{"day": "--06-01", "kind": "half"}], "another day is the receiver's own"


def set_up(code):
    return Duty.objects.everything(reason=REASON).get(code=code)


def test_two_rounds_that_ask_the_same_figure_are_warned_of_and_typed_once(world):
    first = ask(world, world.province, world.commune)
    writer = world.actor(world.commune.specialist)
    other = duty_of(world, world.department, named=[world.commune.body.public_id])

    (same,) = list_same_asked(other, edition_of(other.form), YEAR.key)
    assert (same.round, same.bodies) == (first.round, 1)
    choices = list_choices(world.actor(world.department.head), other, MOMENT.date())
    assert [each.round for _period, each in choices.same] == [first.round]

    save_answers(writer, first.public_id, revision=0, patch=full(), key="")
    second = ask(world, world.department, world.commune, duty=other)
    report = get_report(writer, second.public_id)

    assert {each.key for each in list_overlaps(report)} == {"families", "poor"}
    known = {each.key: each for each in list_known(report)}
    assert (known["families"].n, known["families"].d, known["families"].source) == (30, 40, "other")
    assert "Báo cáo năm" in known["families"].words


def test_what_the_system_counts_itself_comes_with_its_evidence(world):
    asked = ask(world, world.province, world.commune)
    edition = asked.report.edition
    edition.content = deepcopy(CONTENT)
    edition.content["tables"][0]["rows"] += [
        {"key": "done", "number": "3", "label": "Nhiệm vụ đã xong", "known": "tasks-done"},
        {"key": "issued", "number": "4", "label": "Văn bản", "known": "documents-issued"},
        {"key": "told", "number": "5", "label": "Phổ biến", "known": "people-told"},
    ]
    edition.save(update_fields=["content"])

    known = list_known(get_report(world.actor(world.commune.specialist), asked.public_id))

    assert [(each.key, each.n, each.source) for each in known] == [
        ("done", 0, "known"),
        ("issued", 0, "known"),
        ("told", 0, "known"),
    ]
    assert all(each.words and each.url for each in known)
