"""Bound text: nothing is lost, sentences are whole, and changes are found exactly."""

import string
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from behoc.measure.reporting.rules.bound_text import (
    Field,
    FieldKind,
    Source,
    Words,
    list_fields,
    list_sources,
    parse_text,
    print_text,
    see_values,
    split_sentences,
)
from behoc.measure.reporting.rules.bound_values import (
    Value,
    list_changed,
    plain,
    values_of,
    write_plain,
    written,
)
from behoc.measure.reporting.rules.labels import label_text, read_labels
from behoc.measure.reporting.rules.likeness import group_alike
from behoc.measure.reporting.rules.quoting import (
    Fact,
    Spoken,
    digest_of,
    place_quote,
    place_sources,
    quote_section,
    stale_sources,
)

A, B = "a" * 14, "b" * 14
FIGURES = {"families": Value(Decimal(4892), Decimal(6757)), "clans": Value(Decimal(21))}

ids = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=14, max_size=14)
names = st.text(string.ascii_lowercase + "-", min_size=1, max_size=8)
fields = st.builds(
    Field,
    st.sampled_from(FieldKind),
    names.map(lambda name: f"{name}.n"),
    st.just("") | ids,
    st.none() | st.integers(0, 10**7).map(str),
)
sources = st.builds(
    Source, ids, names, st.just("") | st.text("0123456789abcdef", min_size=8, max_size=8)
)
words = st.text(
    st.sampled_from("aăĐƯ bệ.,!?;:\n []{}()“”0129-–\ue000\ue001so:tyle=@#"), max_size=20
)
texts = st.lists(
    words
    | fields.map(lambda node: print_text([node]))
    | sources.map(lambda node: print_text([node])),
    max_size=12,
).map("".join)


@given(texts | st.text())
@example("[[so:a.n")
@example("[[so:a.n]]]] [[bc:x:y]]")
def test_a_text_is_printed_as_it_was_read(text):
    assert print_text(parse_text(text)) == text


@given(fields | sources)
def test_a_field_is_read_as_it_was_printed(node):
    assert parse_text(print_text([node])) == (node,)


@given(texts | st.text())
@example("\n\n[[tyle:a]]. Đã xong. [[so:a.n]] nhà\n")
def test_sentences_put_together_are_the_text(text):
    found = split_sentences(text)

    assert "".join(print_text(each) for each in found) == text
    assert all(found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mở 12 lớp. Xã có 1.234 nhà. Đã xong", 3),
        ("TP. Hòa Bình họp với TS. Lan về Q. 1 và UBND. Xong.", 2),
        ("1. Kết quả đạt được", 1),
        ("Họp [[bc:" + A + ":kq]]. [[so:a.n]] nhà đạt.", 2),
        ("Họp. [[bc:" + A + ":kq]] Mở lớp.", 2),
        ("Dòng một\nDòng hai", 2),
        ("Nêu rõ “Khó khăn gì?” rồi họp tiếp", 1),
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(text, count):
    assert len(split_sentences(text)) == count


def test_a_source_belongs_to_the_sentence_before_it():
    first, second = split_sentences(f"Họp. [[bc:{A}:kq]] Mở lớp.")

    assert Source(A, "kq") in first
    assert second == (Words("Mở lớp."),)


@pytest.mark.parametrize(
    ("number", "said"),
    [("0", "0"), ("1234567", "1.234.567"), ("1234.5", "1.234,5"), ("-12", "−12"), ("999", "999")],
)
def test_numbers_are_written_as_in_vietnam(number, said):
    assert written(number) == said


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_number_is_kept_without_needless_zeros(number):
    kept = plain(number)

    assert Decimal(kept) == number
    assert not ("." in kept and kept.endswith("0"))
    assert kept != "-0"


def test_a_sentence_says_its_figures():
    text = "Có [[so:families.n]]/[[so:families.d]] nhà, đạt [[tyle:families]]%; [[so:no.n]] lớp."

    said = write_plain(parse_text(text), values_of(FIGURES), {})

    assert said == "Có 4.892/6.757 nhà, đạt 72,4%; … lớp."


def test_a_change_against_last_year_has_its_sign():
    before = {"families": Value(Decimal(4293)), "clans": Value(Decimal(24))}
    values = values_of(FIGURES, before=before)

    said = write_plain(parse_text("[[tang:families.n]] và [[tang:clans.n]]"), values, {})

    assert said == "+599 và −3"


def test_what_was_not_reported_is_not_zero():
    values = values_of({"a": Value(None, Decimal(3)), "b": Value(Decimal(3), Decimal(0))})

    assert write_plain(parse_text("[[so:a.n]] [[tyle:a]] [[tyle:b]]"), values, {}) == "… … …"


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=3), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 5), min_size=6),
    st.sampled_from("abcdef"),
)
def test_one_changed_figure_marks_exactly_the_sentences_that_hold_it(rows, figures, changed):
    values = values_of({row: Value(Decimal(n)) for row, n in figures.items()}, report=A)
    text = see_values(
        " ".join(
            "Câu " + " ".join(f"[[so:{row}.n@{A}=]]" for row in sentence) + "." for sentence in rows
        ),
        values,
    )
    later = {**figures, changed: figures[changed] + 1}
    now = values_of({row: Value(Decimal(n)) for row, n in later.items()}, report=A)

    marked = [at for at, _changes in list_changed(text, values, now)]

    assert marked == [at for at, sentence in enumerate(rows) if changed in sentence]
    assert not list_changed(see_values(text, now), now, now)


def test_a_field_of_another_report_is_not_marked():
    text = f"Một [[so:a.n@{A}=5]]. Hai [[so:a.n@{B}=5]]."
    now = {f"so:a.n@{A}": "6", f"so:a.n@{B}": "5"}

    assert [at for at, _changes in list_changed(text, {}, now)] == [0]


@given(texts, st.dictionaries(ids, st.text(max_size=9), max_size=3))
def test_a_text_that_nobody_edited_comes_back_the_same(text, bodies):
    shown = label_text(text, {}, bodies)

    assert read_labels(shown.text, shown.legend) == text


def test_a_label_says_the_figure_and_two_figures_have_two_labels():
    text = "Có [[so:a.n]] lớp, [[so:b.n]] lượt, [[so:a.n]] lớp. {12} là lời."
    shown = label_text(text, {"so:a.n": "12", "so:b.n": "12"}, {})

    assert shown.text == "Có {12 ·2} lớp, {12 ·3} lượt, {12 ·2} lớp. {12} là lời."
    assert read_labels("Chỉ {12 ·3} lượt {12 ·9}.", shown.legend) == "Chỉ [[so:b.n]] lượt {12 ·9}."


def test_neighbouring_sources_are_one_label():
    text = f"Thiếu kinh phí[[bc:{A}:kk]][[bc:{B}:kk]]. Hết[[bc:{A}:kk]]."
    shown = label_text(text, {}, {A: "xã A", B: "xã B"})

    assert shown.text == "Thiếu kinh phí{xã A +1}. Hết{xã A}."
    assert read_labels("Ít tiền{xã A +1}.", shown.legend) == f"Ít tiền[[bc:{A}:kk]][[bc:{B}:kk]]."


def quotes(text, values=None, facts=()):
    return list(quote_section(text, "kq", Spoken(A, values or {}, facts, {B: "xã Hòa Bình"})))


def test_a_quoted_sentence_is_bound_to_its_report_and_source():
    own = values_of(FIGURES, report=A)

    (found,) = quotes("- Có [[so:families.n]] gia đình. \n", own)

    said = print_text(place_quote(found))
    assert said == f"Có [[so:families.n@{A}=4892]] gia đình[[bc:{A}:kq#{found.digest}]]."
    assert list_sources(said) == [found.source]
    assert [each.report for each in list_fields(said)] == [A]


def test_a_typed_number_that_is_a_figure_of_the_table_becomes_a_field():
    facts = [Fact("so:families.n", "4892", "gia đình"), Fact("so:clans.n", "21", "dòng họ")]

    (found,) = quotes("Công nhận 4.892 gia đình, 21 dòng họ, họp 21 buổi năm 2026", {}, facts)

    assert [node.name for node in found.nodes if isinstance(node, Field)] == [
        "families.n",
        "clans.n",
    ]
    assert Words(" dòng họ, họp 21 buổi năm 2026") in found.nodes


def test_a_number_that_two_rows_could_be_stays_words():
    facts = [Fact("so:a.n", "12", "lớp"), Fact("so:b.n", "12", "lớp")]

    (found,) = quotes("Đã mở 12 lớp.", {}, facts)

    assert found.nodes == (Words("Đã mở 12 lớp."),)


def test_what_a_lower_report_took_over_itself_stands_as_it_says_it():
    (found,) = quotes(f"[[ten:a.max={B}]] mở [[so:a.n@{B}=1234]] lớp[[bc:{B}:kq]].")

    assert list_sources(print_text(place_quote(found))) == [found.source]
    assert write_plain(found.nodes, {}, {}) == "xã Hòa Bình mở 1.234 lớp."
    assert not list_fields(print_text(found.nodes))


@given(texts)
def test_every_quote_keeps_its_source_and_nothing_is_added(text):
    for each in quotes(text):
        placed = place_quote(each)

        assert [node for node in placed if isinstance(node, Source)] == [each.source]
        assert (
            print_text(n for n in placed if not isinstance(n, Source)).rstrip()
            == print_text(each.nodes).rstrip()
        )


def test_a_digest_outlives_new_figures_but_not_new_words():
    (one,) = split_sentences("Mở [[so:a.n]] lớp.")
    (other,) = split_sentences(f"Mở [[so:a.n]] lớp[[bc:{B}:kq]].")
    (third,) = split_sentences("Mở [[so:a.n]] lớp đêm.")
    taken = [split_sentences(f"Mở [[so:a.n@{A}={n}]] lớp.")[0] for n in (3, 4)]

    assert digest_of(one) == digest_of(other) != digest_of(third)
    assert digest_of(taken[0]) != digest_of(taken[1]), "what it took over is part of what it says"


def test_a_source_whose_sentence_is_gone_is_found():
    text = f"Một[[bc:{A}:kq#00000000]]. Hai[[bc:{B}:kq#11111111]]."

    stale = stale_sources(text, {(A, "kq"): {"00000000"}, (B, "kq"): {"22222222"}})

    assert [each.report for each in stale] == [B]


def test_sources_of_several_bodies_stand_before_the_full_stop():
    said = place_sources((Words("Thiếu kinh phí."),), (Source(A, "kk"), Source(B, "kk")))

    assert print_text(said) == f"Thiếu kinh phí[[bc:{A}:kk]][[bc:{B}:kk]]."


def test_sentences_that_say_the_same_are_put_together():
    said = [
        "Kinh phí cho trung tâm học tập cộng đồng còn hạn hẹp.",
        "Thiếu cán bộ chuyên trách.",
        "Kinh phí cho trung tâm học tập cộng đồng còn rất hạn hẹp",
        "Đường sá đi lại khó khăn vào mùa mưa.",
        "Thiếu cán bộ chuyên trách!",
    ]

    assert group_alike(said) == [[0, 2], [1, 4], [3]]


@given(st.lists(st.text(st.sampled_from("ab cdệ")), max_size=12))
def test_every_sentence_stands_in_exactly_one_group(said):
    groups = group_alike(said)

    assert sorted(at for group in groups for at in group) == list(range(len(said)))
