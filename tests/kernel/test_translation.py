import struct

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from behoc.config.middleware.refusals import RefusalMiddleware
from behoc.direction.documents.queries import wording
from behoc.direction.documents.rules import FindKind
from behoc.ground.access.queries import deed_sentence
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.kernel.speech import say
from behoc.kernel.words import Sentence, sentence

LEFT = "Còn %(count)s mục chưa kiểm."
ENGLISH = {
    "": "Content-Type: text/plain; charset=UTF-8\n",
    LEFT: "%(count)s items are still unchecked.",
    NotFound.template: "This page is not within your reach.",
    "Yêu cầu gửi lên không đúng dạng. Tải lại trang rồi làm lại.": "The request makes no sense.",
    "Có chỗ cần sửa trước khi gửi": "Something is to be mended",
    "Vai trò %(role)s do cấp trên giao.": "%(role)s is given from above.",
    "Lãnh đạo": "Leader",
    "Giao vai trò": "Grant a role",
    "hết quý %(quarter)s năm %(year)s": "end of quarter %(quarter)s of %(year)s",
}


@pytest.fixture
def english(settings, tmp_path):
    """A tiny English catalogue, and a reader who asks for it."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled(ENGLISH))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
    with translation.override("en"):
        yield


def compiled(catalogue):
    """A catalogue as GNU gettext compiles it: two tables of lengths and places, then the texts."""
    pairs = sorted((key.encode(), words.encode()) for key, words in catalogue.items())
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), start + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + texts


def refused_page(error):
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    return middleware.process_exception(RequestFactory().get("/"), error)


def test_a_refusal_speaks_vietnamese_without_a_catalogue():
    assert RuleBroken(LEFT, count=3).sentence == "Còn 3 mục chưa kiểm."
    assert say(RuleBroken(LEFT, count=3)) == "Còn 3 mục chưa kiểm."
    assert str(RuleBroken(LEFT, count=3)) == "Còn 3 mục chưa kiểm."


def test_a_percent_sign_without_facts_is_left_alone():
    assert say(RuleBroken("Đạt 100% rồi.")) == "Đạt 100% rồi."


@pytest.mark.usefixtures("english")
def test_the_page_of_a_refusal_and_its_template_speak_the_readers_language():
    page = refused_page(RuleBroken(LEFT, count=3)).content.decode()

    assert "3 items are still unchecked." in page
    assert "Something is to be mended" in page
    assert "mục chưa kiểm" not in page


@pytest.mark.usefixtures("english")
def test_a_refusal_without_words_of_its_own_is_translated_too():
    assert "not within your reach" in refused_page(NotFound()).content.decode()
    assert "makes no sense" in refused_page(BadRequest()).content.decode()


@pytest.mark.usefixtures("english")
def test_a_sentence_among_the_facts_is_translated_too():
    told = sentence("Vai trò %(role)s do cấp trên giao.", role=Sentence("Lãnh đạo"))

    assert say(told) == "Leader is given from above."
    assert str(told) == "Vai trò Lãnh đạo do cấp trên giao."


@pytest.mark.usefixtures("english")
def test_the_log_and_constants_of_a_screen_speak_the_readers_language():
    assert deed_sentence("person.grant_role") == "Grant a role"
    assert wording.when({"when": "2026-Q3"}) == "end of quarter 3 of 2026"


@pytest.mark.usefixtures("english")
def test_a_sentence_that_nobody_translated_stays_vietnamese():
    assert wording.KIND_NAMES[FindKind.TARGET] == say(wording.KIND_NAMES[FindKind.TARGET])
