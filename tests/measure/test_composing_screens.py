"""The page of a composed report: one press, every source opens, and what changed is said."""

import io
import re

import docx
import pypdfium2
import pytest

from behoc.measure.reporting.services.going_up import approve, submit
from tests.kits.forty import COUNT, REASON, SENT

TOTAL = sum(at + 10 for at in range(SENT))
WHOLE = f"{TOTAL:,}".replace(",", ".")


@pytest.fixture
def editor(forty):
    return forty.world.client(forty.world.province.specialist)


@pytest.fixture
def address(forty):
    return f"/bao-cao/{forty.upper.public_id}/tong-hop/"


@pytest.fixture
def composed(forty, editor, address):
    editor.post(f"{address}lap/", {"view": "sent", "key": "lap"})
    return editor.get(address).content.decode()


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_press_the_page_says_how_many_have_come(forty, editor, address):
    shown = page(editor, address)

    assert f"{SENT}/{COUNT} nơi đã gửi báo cáo" in shown
    assert f"Lập dự thảo từ {SENT} báo cáo" in shown


def test_after_the_press_figures_sources_and_silent_bodies_stand_on_the_page(forty, composed):
    assert f'<span class="told__n">{WHOLE}</span>' in composed
    assert all(
        f"/bao-cao/{each.public_id}/nguon/results/?cau=" in composed
        for each in forty.reports[:SENT]
    )
    assert all(each.organisation.short_name in composed for each in forty.reports[SENT:])
    assert "told__mark" not in composed.split('aria-labelledby="cach-doc"')[0]


def test_every_source_opens_at_its_sentence(forty, editor, composed):
    links = sorted(set(re.findall(r'href="(/bao-cao/[^"#]+/nguon/[^"#]+)#trich"', composed)))

    shown = [page(editor, each.replace("&amp;", "&")) for each in links]

    assert len(links) >= 2 * SENT
    assert all('id="trich"' in each for each in shown)


def test_a_changed_figure_is_marked_on_the_page_and_one_press_takes_it(
    forty, editor, address, composed
):
    forty.mend(5, 16)
    changed = page(editor, address)

    assert "3 chỗ có số đã đổi sau khi lập." in changed
    assert changed.count('<mark class="told__mark">') == 3, "two sentences and the legend"
    editor.post(f"{address}lay-so-moi/", {"key": "lay"})
    assert "chỗ có số đã đổi" not in page(editor, address)


def test_the_editor_shortens_a_section_and_figures_stay_bound(forty, editor, address, composed):
    edit = f"{address}muc/results/"
    form = page(editor, edit)
    base = forty.kept().answers["texts"]["results"]
    label = f"{{{WHOLE}}}"
    assert label in form

    answer = editor.post(
        edit,
        {
            "text": f"Cả tỉnh có {label} gia đình.",
            "base": base,
            "revision": forty.kept().revision,
            "key": "sua",
        },
    )

    assert answer.status_code == 303
    kept = forty.kept().answers["texts"]["results"]
    assert kept == "Cả tỉnh có [[so:families.n]] gia đình."


def test_a_section_that_a_colleague_changed_meanwhile_loses_nothing(
    forty, editor, address, composed
):
    colleague = forty.world.client(forty.world.province.head)
    edit, base = f"{address}muc/next/", ""
    sent = {"base": base, "revision": forty.kept().revision}
    colleague.post(edit, sent | {"text": "Bản của lãnh đạo.", "key": "a"})

    answer = editor.post(edit, sent | {"text": "Bản của tôi.", "key": "b"})

    assert answer.status_code == 422
    assert "Bản của tôi." in answer.content.decode()
    assert forty.kept().answers["texts"]["next"] == "Bản của lãnh đạo."


def test_word_carries_the_text_its_sources_and_the_appendix(forty, editor, composed):
    answer = editor.get(f"/bao-cao/{forty.upper.public_id}/ban-word/")

    paper = docx.Document(io.BytesIO(answer.content))
    words = "\n".join(each.text for each in paper.paragraphs)
    assert f"Gia đình học tập: {WHOLE}/{100 * SENT:,}".replace(",", ".") in words
    assert "[[" not in words
    assert f"{forty.reports[0].organisation.short_name}, Kết quả" in words
    cells = [cell.text for table in paper.tables for cell in table.columns[0].cells]
    assert "1.1 Trong đó hộ nghèo" in cells
    assert forty.reports[SENT].organisation.short_name in words


def test_pdf_carries_the_same(forty, editor, composed):
    answer = editor.get(f"/bao-cao/{forty.upper.public_id}/ban-pdf/")

    paper = pypdfium2.PdfDocument(answer.content)
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert WHOLE in words
    assert "Phụ lục số liệu" in words
    assert forty.reports[SENT].organisation.short_name in " ".join(words.split())


def test_a_signed_report_shows_its_own_figures_and_what_changed_since(forty, editor, composed):
    editor.post(
        f"/bao-cao/{forty.upper.public_id}/tong-hop/muc/next/",
        {"text": "Giữ vững.", "base": "", "revision": forty.kept().revision, "key": "x"},
    )
    submit(forty.editor, forty.upper.public_id, revision=forty.kept().revision, key="")
    approve(forty.ministry, forty.upper.public_id)

    forty.mend(5, 16)

    ministry = forty.world.client(forty.world.centre.head)
    for reader in (editor, ministry):
        shown = page(reader, f"/bao-cao/{forty.upper.public_id}/tong-hop/")
        assert "Từ khi duyệt, 3 chỗ có số đã đổi." in shown
        assert f'<span class="told__n told__n--was">{WHOLE}</span>' in shown
        assert "Lấy số mới" not in shown
    paper = docx.Document(
        io.BytesIO(ministry.get(f"/bao-cao/{forty.upper.public_id}/ban-word/").content)
    )
    words = "\n".join(each.text for each in paper.paragraphs)
    assert WHOLE in words
    assert "Từ khi duyệt, số liệu sau đã thay đổi: Gia đình học tập." in words


def test_a_commune_cannot_open_the_provinces_page(forty, composed):
    stranger = forty.world.client(forty.world.cell.head)

    assert stranger.get(f"/bao-cao/{forty.upper.public_id}/tong-hop/").status_code in (403, 404)
    assert REASON
