"""A report is put together from forty below it, and says so for every figure and sentence."""

from decimal import Decimal

import pytest

from behoc.kernel.errors import NotFound, RuleBroken
from behoc.measure.indicators.rules import View
from behoc.measure.reporting.models import Composition, Report
from behoc.measure.reporting.queries.composing import get_picture
from behoc.measure.reporting.queries.reports import get_report
from behoc.measure.reporting.rules.assembling import gather_section
from behoc.measure.reporting.rules.bound_text import (
    Source,
    list_fields,
    list_sources,
    parse_text,
    split_sentences,
)
from behoc.measure.reporting.rules.bound_values import list_changed, write_plain
from behoc.measure.reporting.services.composing import Edit, compose, edit_section, take_anew
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import approve, submit
from tests.kits.forty import APPROVED, COUNT, REASON, SAME, SENT

TOTAL = sum(at + 10 for at in range(SENT))


def composed(forty, view="sent"):
    compose(forty.editor, forty.upper.public_id, view=view, key=f"lap-{view}")
    return picture_of(forty)


def picture_of(forty):
    return get_picture(get_report(forty.editor, forty.upper.public_id))


def shown(picture, section):
    text = picture.answers.texts[section]
    return write_plain(parse_text(text), picture.said, picture.names)


def marked(picture):
    """The sentences with a changed figure, and all others, of every section."""
    yes, no = [], []
    for text in picture.answers.texts.values():
        found = {at for at, _ in list_changed(text, picture.said, picture.now)}
        for at, sentence in enumerate(split_sentences(text)):
            (yes if at in found else no).append(sentence)
    return yes, no


def holds(sentence, row, report, ends):
    """A sentence that says the row's figure of that report, or of the whole."""
    return any(
        node.name.rpartition(".")[0] == row or node.name in ends
        for node in sentence
        if hasattr(node, "kind") and node.report in ("", report)
    )


def test_one_press_sums_the_tables(forty):
    picture = composed(forty)

    cell = picture.answers.cell("families")
    assert (cell.n, cell.d, cell.source) == (Decimal(TOTAL), Decimal(100 * SENT), "below")
    assert picture.answers.cell("books").n == sum(1000 + at for at in range(SENT))
    assert picture.sums["families"].bodies == SENT


def test_approved_figures_alone_may_be_asked_for(forty):
    picture = composed(forty, "approved")

    assert picture.answers.cell("families").n == sum(at + 10 for at in range(APPROVED))
    assert len(picture.lowers) == APPROVED
    assert len(picture.silent) == COUNT - APPROVED


def test_every_figure_of_the_draft_is_a_field(forty):
    picture = composed(forty)

    words = [
        node.text
        for text in picture.answers.texts.values()
        for sentence in split_sentences(text)
        # A quoted sentence may hold a number of its own (“Thôn 7”); it is tied to its source.
        if not any(isinstance(node, Source) for node in sentence)
        for node in sentence
        if hasattr(node, "text")
    ]
    assert not [each for each in words if any(letter.isdigit() for letter in each)]
    assert f"Gia đình học tập: {TOTAL:,}".replace(",", ".") in shown(picture, "results")


def test_a_typed_number_of_a_lower_table_is_bound_in_the_quote(forty):
    picture = composed(forty)

    quoted = forty.reports[7].public_id
    fields = [
        each for each in list_fields(picture.answers.texts["results"]) if each.report == quoted
    ]

    assert {(each.name, each.seen) for each in fields} == {
        ("books.n", "1007"),
        ("families.n", "17"),
    }


def test_every_quoted_sentence_names_its_source(forty):
    picture = composed(forty)

    sources = list_sources(picture.answers.texts["results"])
    assert {each.report for each in sources} == {each.report for each in picture.lowers}
    assert {each.section for each in sources} == {"results"}
    assert all(each.digest for each in sources)


def test_every_silent_body_is_named(forty):
    picture = composed(forty)

    first = shown(picture, "results").splitlines()[0]
    assert first.startswith(f"Đã có {SENT}/{COUNT} nơi gửi báo cáo; chưa có: ")
    assert all(each.organisation.short_name in first for each in forty.reports[SENT:])
    assert not any(each.organisation.short_name in first for each in forty.reports[:SENT])


def test_what_many_say_alike_stands_once_with_everyone_who_said_it(forty):
    picture = composed(forty)

    text = picture.answers.texts["proposals"]
    assert shown(picture, "proposals").count(SAME.rstrip(".")) == 1
    (said,) = [each for each in split_sentences(text) if len(list_sources_of(each)) > 1]
    assert len(list_sources_of(said)) == len(range(0, SENT, 3))
    assert {each.report for each in list_sources(text)} == {each.report for each in picture.lowers}


def list_sources_of(sentence):
    return [node for node in sentence if isinstance(node, Source)]


def test_nothing_is_marked_before_anything_changes(forty):
    picture = composed(forty)

    yes, _no = marked(picture)
    assert (yes, picture.changed_rows) == ([], {})


def test_one_lower_figure_marks_exactly_the_sentences_that_hold_it(forty):
    composed(forty)

    forty.mend(5, 16)
    picture = picture_of(forty)

    yes, no = marked(picture)
    whole, own = yes
    assert next(each.name for each in whole if hasattr(each, "name")) == "families.n"
    assert list_sources_of(own)[0].report == forty.reports[5].public_id
    assert not [each for each in no if holds(each, "families", forty.reports[5].public_id, ())]
    assert set(picture.changed_rows) == {"families"}


def test_a_new_highest_marks_the_sentence_that_names_the_highest(forty):
    composed(forty)

    forty.mend(0, 99)
    picture = picture_of(forty)

    yes, _no = marked(picture)
    fields = {each.key: each for each in yes[0] if hasattr(each, "key")}
    assert picture.now["ten:families.max"] == forty.reports[0].public_id
    assert fields["ten:families.max"].seen == forty.reports[SENT - 1].public_id


def test_changed_words_of_a_source_are_found_though_no_figure_changed(forty):
    composed(forty)

    forty.mend(5, 15, words="Thôn 5 chưa lập tủ sách nào.")
    picture = picture_of(forty)

    stale = [each.report for each in picture.stale_sources("results")]
    assert stale == [forty.reports[5].public_id] * 2


def test_one_press_takes_the_new_figures_everywhere(forty):
    composed(forty)
    forty.mend(5, 16)

    take_anew(forty.editor, forty.upper.public_id, key="lay-1")

    picture = picture_of(forty)
    assert marked(picture)[0] == []
    assert picture.answers.cell("families").n == TOTAL + 1
    assert f"{TOTAL + 1:,}".replace(",", ".") in shown(picture, "results")


def test_a_body_that_sends_late_is_counted_and_named_no_more(forty):
    composed(forty)

    forty.write(forty.writer(SENT), forty.reports[SENT], {"cells": {"families": {"n": "3"}}})
    take_anew(forty.editor, forty.upper.public_id, key="lay-1")

    first = shown(picture_of(forty), "results").splitlines()[0]
    assert first.startswith(f"Đã có {SENT + 1}/{COUNT}")
    assert forty.reports[SENT].organisation.short_name not in first


def test_what_was_written_and_typed_stays(forty):
    patch = {"texts": {"proposals": "Tự viết."}, "cells": {"books": {"n": "7"}}}
    save_answers(forty.editor, forty.upper.public_id, revision=0, patch=patch, key="")

    picture = composed(forty)

    assert picture.answers.texts["proposals"] == "Tự viết."
    assert (picture.answers.cell("books").n, picture.answers.cell("books").source) == (7, "")
    forty.mend(5, 15)
    assert "books" not in picture_of(forty).changed_rows


def test_pressing_twice_is_one_draft(forty):
    first = compose(forty.editor, forty.upper.public_id, view="sent", key="lap")
    again = compose(forty.editor, forty.upper.public_id, view="sent", key="lap")

    assert first == again
    assert Composition.objects.everything(reason=REASON).count() == 1


def test_the_editor_drops_and_picks_sentences_and_each_keeps_its_source(forty):
    picture = composed(forty)
    kept = forty.kept()
    groups = gather_section("proposals", picture.lowers, picture.names)
    dropped = {each.source for group in groups[1:] for each in group.quotes}
    chosen = groups[3].quotes[0].source

    first = Edit(kept.answers["texts"]["proposals"], kept.revision, "sua-1", dropped=dropped)
    edit_section(forty.editor, kept.public_id, "proposals", first)
    text = forty.kept().answers["texts"]["proposals"]
    second = Edit(text, kept.revision + 1, "sua-2", added={chosen})
    edit_section(forty.editor, kept.public_id, "proposals", second)

    assert len(split_sentences(text)) == 1
    last = split_sentences(forty.kept().answers["texts"]["proposals"])[-1]
    assert list_sources_of(last) == [chosen]


def test_a_signed_report_keeps_what_it_said_and_tells_what_changed_since(forty):
    composed(forty)
    patch = {"texts": {"next": "Giữ vững."}}
    kept = save_answers(
        forty.editor, forty.upper.public_id, revision=forty.kept().revision, patch=patch, key=""
    )
    submit(forty.editor, forty.upper.public_id, revision=kept.revision, key="")
    approve(forty.ministry, forty.upper.public_id)
    signed = shown(picture_of(forty), "results")

    forty.mend(5, 16)

    picture = picture_of(forty)
    assert shown(picture, "results") == signed
    assert picture.answers.cell("families").n == TOTAL
    assert picture.changed_rows["families"].numerator == TOTAL + 1
    assert len(marked(picture)[0]) == 2
    with pytest.raises(RuleBroken):
        take_anew(forty.editor, forty.upper.public_id, key="lay-1")


def test_without_any_report_below_there_is_nothing_to_draft(forty):
    own = forty.reports[0]

    with pytest.raises(RuleBroken):
        compose(forty.writer(0), own.public_id, view="sent", key="lap")


def test_a_neighbour_cannot_compose_for_the_province(forty):
    with pytest.raises(NotFound):
        compose(forty.writer(0), forty.upper.public_id, view="sent", key="lap")

    assert Report.objects.everything(reason=REASON).get(pk=forty.upper.pk).revision == 0
    assert View("sent") == View.SENT
