import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behoc.kernel.text import clean, fold, initials, name_sort_key, sort_key

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
vietnamese = st.text(alphabet="aăâđêôơưáàảãạấầẩẫậ bchnỹ ĐẤ", max_size=20)


@pytest.mark.parametrize("text", ["Ế ẩm", "한국", "\u09cb\u09cb", "Đường"])
def test_a_folded_text_is_never_longer_so_that_its_column_holds_it(text):
    assert len(fold(text)) <= len(text)


def test_folding_takes_marks_and_the_stroke_of_d_away():
    assert fold("  ĐẶNG  Thị Huệ ") == "dang thi hue"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_both_unicode_forms_fold_and_sort_alike(text):
    whole, split = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert fold(whole) == fold(split)
    assert sort_key(whole) == sort_key(split)


def test_letters_sort_in_the_order_of_the_vietnamese_alphabet():
    assert sorted(set(ALPHABET), key=sort_key) == ALPHABET


def test_tones_sort_level_falling_asking_broken_rising_heavy():
    assert sorted(set(TONES), key=sort_key) == TONES


def test_letters_count_before_tones():
    assert sorted(["mạ", "mân", "mà", "man"], key=sort_key) == ["mà", "mạ", "man", "mân"]


@pytest.mark.parametrize(
    ("shorter", "longer"), [("an", "anh"), ("Xã An", "Xã An Bình"), ("thôn 1", "thôn 10")]
)
def test_a_word_sorts_before_a_longer_one_that_begins_with_it(shorter, longer):
    assert sort_key(shorter) < sort_key(longer)


def test_a_word_with_its_tone_counts_before_the_next_word():
    words = ["bà ba", "ba lô", "bà", "ba"]

    assert sorted(words, key=sort_key) == ["ba", "ba lô", "bà", "bà ba"]


def test_people_sort_by_given_name_with_its_tone_then_by_the_rest():
    names = ["Bùi Văn Án", "Đỗ Văn Ước", "Lê Anh Đào", "Vũ Thị An", "Đinh Văn Anh", "Lý Thị An"]

    assert sorted(names, key=name_sort_key) == [
        "Lý Thị An",
        "Vũ Thị An",
        "Bùi Văn Án",
        "Đinh Văn Anh",
        "Lê Anh Đào",
        "Đỗ Văn Ước",
    ]


def test_a_person_of_one_word_has_a_sort_key():
    assert name_sort_key("An") == sort_key("An")


def test_cleaning_gives_one_form_and_single_spaces():
    assert clean("  Ủy\tban \n nhân dân ") == "Ủy ban nhân dân"


def test_initials_are_those_of_the_last_two_words():
    assert initials("Nguyễn Thị Ánh Đào") == "ÁĐ"
    assert initials("") == ""
