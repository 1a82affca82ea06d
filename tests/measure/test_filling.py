"""The filling page: what it shows, what it keeps, what it refuses, with and without scripts."""

import json
from decimal import Decimal

import pytest

from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.queries import peers as quarters
from behoc.measure.indicators.services.keeping import Said, send_figures
from behoc.measure.reporting.models import FormEdition, Report
from behoc.measure.reporting.queries.filling import build_filling
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import hand_in
from behoc.measure.reporting.services.going_up import send_back, submit
from tests.kits import reports

LAST = Period(Kind.YEAR, 2025)
FULL = reports.full()


@pytest.fixture
def asked(world):
    return reports.ask(world, world.province, world.commune)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.head)


def address(asked):
    return f"/bao-cao/{asked.public_id}/"


def saved(asked):
    rows = Report.objects.everything(reason="a test looks at what was kept")
    return rows.get(pk=asked.report.pk)


def keep(client, asked, patch, *, revision=0, key="one"):
    data = {"revision": revision, "patch": json.dumps(patch), "key": key}
    return client.post(address(asked) + "giu/", data, headers={"Accept": "application/json"})


def add_row(asked, **row):
    rows = FormEdition.objects.everything(reason="a test changes what a form asks")
    edition = rows.get(pk=asked.edition.pk)
    edition.content["tables"][0]["rows"].append(row)
    edition.save()


def row_of(page, key):
    return next(row for table in page.tables for row in table.rows if row.key == key)


def test_the_page_has_a_line_for_each_number_with_last_period_beside_it(world, asked, writer):
    last = reports.ask(world, world.province, world.commune, duty=asked.duty, period=LAST)
    kept = save_answers(writer, last.public_id, revision=0, patch=FULL, key="a")
    submit(writer, last.public_id, revision=kept.revision, key="b")

    html = world.client(world.commune.specialist).get(address(asked)).content.decode()
    families = row_of(build_filling(writer, asked.public_id), "families")

    assert [line.line for line in families.lines] == ["families.n", "families.d"]
    assert [line.before for line in families.lines] == ["30", "40"]
    assert html.count("data-line=") == 4
    assert "Năm 2025" in html


def test_what_a_script_saves_comes_back_as_a_receipt(world, asked):
    client = world.client(world.commune.specialist)
    answer = keep(client, asked, {"cells": {"families": {"n": "30"}}}).json()

    assert answer["revision"] == 1
    assert answer["answers"]["cells"] == {"families": {"n": "30"}}
    assert answer["clashes"] == []
    assert answer["edition"] == asked.edition.public_id
    assert answer["at"]


def test_what_two_people_write_in_one_cell_is_shown_to_the_second(world, asked):
    keep(world.client(world.commune.specialist), asked, {"cells": {"books": {"n": "1200"}}})
    second = keep(
        world.client(world.commune.head), asked, {"cells": {"books": {"n": "1300"}}}, key="two"
    ).json()
    [clash] = second["clashes"]

    assert (clash["mine"], clash["theirs"]) == ("1300", "1200")
    assert clash["theirs_words"] == "1.200"
    assert clash["who"] == world.commune.specialist.full_name
    assert clash["where"] == "2 Đầu sách"


def test_a_patch_that_is_none_is_refused_with_a_sentence(world, asked):
    client = world.client(world.commune.specialist)
    data = {"revision": 0, "patch": "{", "key": "one"}
    answer = client.post(address(asked) + "giu/", data, headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert "không đọc được" in answer.json()["message"]


def test_without_scripts_numbers_are_read_as_people_write_them(world, asked):
    client = world.client(world.commune.specialist)
    typed = {
        "revision": "0",
        "key": "one",
        "act": "keep",
        "cells.families.n": "1.234",
        "cells.families.d": "2 000",
        "texts.results": "Đã mở lớp.\r\nCó tủ sách.",
    }
    answer = client.post(address(asked), typed)

    assert answer.status_code == 303
    assert saved(asked).answers == {
        "cells": {"families": {"n": "1234", "d": "2000"}},
        "texts": {"results": "Đã mở lớp.\nCó tủ sách."},
    }


def test_without_scripts_what_is_no_number_stands_as_typed_and_the_rest_is_kept(world, asked):
    client = world.client(world.commune.specialist)
    typed = {"revision": "0", "key": "one", "cells.families.n": "ba mươi", "cells.books.n": "7"}
    answer = client.post(address(asked), typed)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="ba mươi"' in html
    assert "“ba mươi” không phải số" in html
    assert saved(asked).answers["cells"] == {"books": {"n": "7"}}


def test_without_scripts_sending_what_lacks_something_says_what_and_keeps_it(world, asked):
    client = world.client(world.commune.head)
    typed = {"revision": "0", "key": "one", "act": "send", "cells.families.n": "30"}
    answer = client.post(address(asked), typed)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "chưa có mẫu số" in html
    assert saved(asked).state == "draft"
    assert saved(asked).answers["cells"] == {"families": {"n": "30"}}


def test_without_scripts_a_full_report_goes_with_one_press(world, asked):
    client = world.client(world.commune.head)
    typed = {
        "revision": "0",
        "key": "one",
        "send_key": "two",
        "act": "send",
        "cells.families.n": "30",
        "cells.families.d": "40",
        "texts.results": "Đã mở lớp.",
    }

    assert client.post(address(asked), typed).status_code == 303
    assert saved(asked).state == "submitted"


def test_a_number_that_needs_a_reason_does_not_go_without_one(world, asked, writer):
    last = reports.ask(world, world.province, world.commune, duty=asked.duty, period=LAST)
    kept = save_answers(writer, last.public_id, revision=0, patch=reports.full("10"), key="a")
    submit(writer, last.public_id, revision=kept.revision, key="b")
    kept = save_answers(writer, asked.public_id, revision=0, patch=FULL, key="a")

    with pytest.raises(RuleBroken, match="Tăng 200%"):
        hand_in(writer, asked.public_id, revision=kept.revision, key="c")
    why = {"cells": {"families": {"why": "Thêm hai thôn"}}}
    kept = save_answers(writer, asked.public_id, revision=kept.revision, patch=why, key="d")
    hand_in(writer, asked.public_id, revision=kept.revision, key="e")

    assert saved(asked).state == "submitted"


def test_a_report_handed_in_twice_goes_once(asked, writer):
    kept = save_answers(writer, asked.public_id, revision=0, patch=FULL, key="a")
    first = hand_in(writer, asked.public_id, revision=kept.revision, key="b")

    assert hand_in(writer, asked.public_id, revision=kept.revision, key="b") == first


def test_what_a_colleague_changed_meanwhile_is_looked_at_before_it_goes(world, asked, writer):
    kept = save_answers(writer, asked.public_id, revision=0, patch=FULL, key="a")
    other = world.actor(world.commune.specialist)
    more = {"cells": {"books": {"n": "9"}}}
    save_answers(other, asked.public_id, revision=kept.revision, patch=more, key="b")

    with pytest.raises(Conflict):
        hand_in(writer, asked.public_id, revision=kept.revision, key="c")


def test_a_total_that_the_page_made_is_sent_with_its_parts(asked, writer):
    add_row(asked, key="all", number="3", label="Tất cả", sum_of=["poor", "books"], required=True)
    patch = {**FULL, "cells": {**FULL["cells"], "books": {"n": "7"}}}
    kept = save_answers(writer, asked.public_id, revision=0, patch=patch, key="a")
    hand_in(writer, asked.public_id, revision=kept.revision, key="b")

    assert saved(asked).answers["cells"]["all"] == {"n": "12"}


def test_what_the_system_knows_stands_in_its_line_with_its_evidence(world, asked, writer):
    add_row(asked, key="papers", number="4", label="Văn bản", known="documents-issued")
    row = row_of(build_filling(writer, asked.public_id), "papers")

    assert row.lines[0].mark == "known"
    assert row.lines[0].value == row.known == "0"
    assert row.known_url == "/van-ban/"


def test_another_number_than_the_known_one_keeps_both_and_asks_why(asked, writer):
    add_row(asked, key="papers", number="4", label="Văn bản", known="documents-issued")
    patch = {"cells": {"papers": {"n": "6"}}}
    save_answers(writer, asked.public_id, revision=0, patch=patch, key="a")
    row = row_of(build_filling(writer, asked.public_id), "papers")

    assert row.lines[0].value == "6"
    assert row.known == "0"
    assert row.asks_why
    assert "Khác số 0" in row.said


def test_what_is_only_empty_yet_is_not_called_wrong_until_it_is_to_be_sent(asked, writer):
    quiet = row_of(build_filling(writer, asked.public_id), "families")
    asked_for = row_of(build_filling(writer, asked.public_id, asked=True), "families")

    assert quiet.said == ""
    assert asked_for.said == "Ô này bắt buộc, còn để trống."


def test_the_receivers_remark_stands_at_its_cell(world, asked, writer):
    kept = save_answers(writer, asked.public_id, revision=0, patch=FULL, key="a")
    hand_in(writer, asked.public_id, revision=kept.revision, key="b")
    send_back(world.actor(world.province.head), asked.public_id, "Xem lại", {"families": "Ít quá"})
    page = build_filling(writer, asked.public_id)

    assert [remark.text for remark in row_of(page, "families").remarks] == ["Ít quá"]
    assert page.return_reason == "Xem lại"
    assert page.log[0]["tone"] == "late"


def test_what_was_sent_is_read_and_not_written(world, asked, writer):
    kept = save_answers(writer, asked.public_id, revision=0, patch=FULL, key="a")
    hand_in(writer, asked.public_id, revision=kept.revision, key="b")
    answer = world.client(world.commune.head).get(address(asked))

    assert "data-line" not in answer.content.decode()
    assert "X-Keep-Offline" not in answer


def test_only_the_page_of_an_own_draft_may_be_kept_on_the_machine(world, asked):
    specialist = world.commune.specialist
    answer = world.client(specialist).get(address(asked))

    assert answer["X-Keep-Offline"] == specialist.public_id
    assert "no-store" in answer["Cache-Control"]


def test_quarters_are_told_only_of_many_bodies(world):
    indicator = reports.families()
    bodies = [desk.body for desk in world.desks().values()]
    for number, body in enumerate(bodies[: quarters.FEWEST], 1):
        said = Said(indicator, Decimal(number * 10), Decimal(100))
        send_figures(body, LAST, [said])
    ids = [body.pk for body in bodies]

    found = quarters.list_quarters(ids, LAST.key, [indicator.pk])[indicator.pk, 0]
    few = quarters.list_quarters(ids[: quarters.FEWEST - 1], LAST.key, [indicator.pk])

    assert (found.low, found.high) == (Decimal("27.5"), Decimal("62.5"))
    assert few == {}
