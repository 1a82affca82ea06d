from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from behoc.direction.registers.rules.columns import columns
from behoc.direction.registers.services.keeping import cancel_entry
from behoc.direction.registers.services.papers import Arrival, enter_paper
from tests.kits.dispatches import assigned_dispatch, document_of, sample_reading

FORMULA = '=HYPERLINK("http://xau.example";"bấm")'


def written(world, subject, key, *, is_incoming=True):
    arrival = Arrival(is_incoming, None, None, None, key)
    return enter_paper(world.actor(world.commune.clerk), {"subject": subject}, arrival)


def shown(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("direction", ["in", "out"])
def test_each_register_has_the_ten_official_columns(direction):
    assert len(columns(direction)) == 10
    assert sum(column.share for column in columns(direction)) == 100


def test_the_register_is_searched_and_narrowed_by_days(world):
    written(world, "Xin mở tủ sách", "1")
    written(world, "Mời họp đắp đê", "2")
    client = world.client(world.commune.specialist)

    assert "Mời họp" not in shown(client, "/so-van-ban/?so=den&q=tu+sach")
    assert "tủ sách" in shown(client, "/so-van-ban/?so=den&q=tu+sach")
    assert "Không có dòng nào khớp" in shown(client, "/so-van-ban/?so=den&den=01/01/2026")
    assert "Ghi ngày như" in shown(client, "/so-van-ban/?so=den&tu=hôm+qua")


def test_a_cancelled_line_is_printed_with_its_reason(world):
    entry = written(world, "Xin mở tủ sách", "1")
    cancel_entry(world.actor(world.commune.clerk), entry, reason="Ghi nhầm sổ")

    page = shown(world.client(world.commune.clerk), "/so-van-ban/in/?so=den")

    assert "Ghi nhầm sổ" in page
    assert "Từ số 1 đến số 1" in page


def test_the_workbook_has_the_same_columns_and_no_formula(world):
    written(world, FORMULA, "1")
    answer = world.client(world.commune.clerk).get("/so-van-ban/excel/?so=den")

    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()

    head = next(at for at, row in enumerate(rows) if row[0] == columns("in")[0].name)
    assert rows[head] == [column.name for column in columns("in")]
    assert rows[head + 1][5] == FORMULA, "the words stand as words"


def test_a_delivered_paper_is_entered_by_one_press(world):
    dispatch = assigned_dispatch(world)
    client = world.client(world.commune.clerk)
    assert "Chờ vào sổ đến" in shown(client, "/so-van-ban/")

    for _ in range(2):
        client.post(f"/van-ban/{dispatch.public_id}/so/den/")

    assert "Chờ vào sổ đến" not in shown(client, "/so-van-ban/")
    stamp = shown(client, f"/van-ban/{dispatch.public_id}/so/")
    assert "ĐẾN" in stamp
    assert "02/03/2026" in stamp


def test_a_specialist_reads_the_register_and_does_not_write(world):
    entry = written(world, "Xin mở tủ sách", "1")
    client = world.client(world.commune.specialist)

    assert "Hủy số này" not in shown(client, f"/so-van-ban/dong/{entry.public_id}/")
    assert client.post(f"/so-van-ban/dong/{entry.public_id}/", {"note": "x"}).status_code == 403


def test_an_own_paper_without_a_number_is_given_one_by_one_press(world):
    reading = sample_reading()
    reading["documents"][0]["number_symbol"] = None
    dispatch = assigned_dispatch(world, reading=reading)
    client = world.client(world.province.clerk)
    assert document_of(dispatch).number_symbol is None
    assert "Cấp số" in shown(client, f"/van-ban/{dispatch.public_id}/so/")

    for _ in range(2):
        client.post(f"/van-ban/{dispatch.public_id}/so/cap/")

    assert document_of(dispatch).number_symbol == "01/KH-UBND"
    assert "01/KH-UBND" in shown(client, f"/van-ban/{dispatch.public_id}/so/")


def test_numbers_that_stand_in_no_line_are_told(world):
    assigned_dispatch(world)  # 12/KH-UBND

    assert "1–11" in shown(world.client(world.province.clerk), "/so-van-ban/?so=di")


def test_a_paper_is_written_down_on_the_form(world):
    client = world.client(world.commune.clerk)
    sent = {"direction": "den", "issuer_name": "Hội quán ấp Đông", "submission_key": "k1"}

    empty = client.post("/so-van-ban/giay/", {"direction": "den", "submission_key": "k0"})
    assert empty.status_code == 422
    assert "Ghi ít nhất" in empty.content.decode()

    kept = client.post("/so-van-ban/giay/", sent)
    assert kept.status_code == 303
    assert "không rõ" in shown(client, kept["Location"])
    assert client.post("/so-van-ban/giay/", sent)["Location"] == kept["Location"]
