"""Search: the number first, words as written, then words without diacritics; never out of reach."""

from datetime import date

import pytest

from behoc.direction.documents.models import Delivery, SearchText
from behoc.direction.documents.queries.search import Asked, list_matches, search
from behoc.direction.documents.services.indexing import index_all, index_dispatch
from behoc.direction.documents.services.searching import save_search
from behoc.kernel.errors import RuleBroken
from tests.kits.dispatches import assigned_dispatch, read_dispatch, sample_reading

pytestmark = pytest.mark.django_db


def paper(world, *, number, subject, text):
    """An entered paper of the province with that number, subject and first line of its body."""
    reading = sample_reading()
    for name, value in (("number_symbol", number), ("subject", subject)):
        reading["documents"][0][name] = value
    reading["lines"][5] = text
    return assigned_dispatch(world, reading=reading)


def numbers(world, words, person=None, **more):
    """The numbers of what a person finds, best first."""
    actor = world.actor(person or world.province.clerk)
    found = search(actor, Asked(words=words, **more))
    matches = list_matches(actor, Asked(words=words), list(found.ids))
    return [match.document.number_symbol for match in matches]


@pytest.fixture
def papers(world):
    """Three papers: two differ in a tone mark only, one cites the number of another."""
    paper(world, number="09/KH-UBND", subject="Mở lớp học", text="Lớp học ban đêm ở bến cá.")
    paper(world, number="10/KH-UBND", subject="Mở lớp hóc", text="Nơi hóc hẻo theo 09/KH-UBND.")
    paper(world, number="384-KH/TU", subject="Tủ sách", text="Đặt tủ sách ở đình làng.")


def test_words_as_written_come_before_words_without_their_marks(world, papers):
    assert numbers(world, "hóc")[0] == "10/KH-UBND"
    assert set(numbers(world, "hóc")) == {"10/KH-UBND", "09/KH-UBND", "384-KH/TU"}


def test_words_without_diacritics_find_all_spellings(world, papers):
    assert numbers(world, "dinh lang tu sach") == ["384-KH/TU"]
    assert numbers(world, "ĐÌNH LÀNG") == ["384-KH/TU"]


def test_a_number_comes_before_the_papers_that_cite_it(world, papers):
    assert numbers(world, "9/KH-UBND") == ["09/KH-UBND", "10/KH-UBND"]
    assert numbers(world, "09")[0] == "09/KH-UBND"
    assert numbers(world, "384") == ["384-KH/TU"]


def test_the_last_word_may_be_half_typed(world, papers):
    assert numbers(world, "dinh la") == ["384-KH/TU"]


def test_issuer_subject_and_days_narrow_the_search(world, papers):
    assert numbers(world, "", subject="tu sach") == ["384-KH/TU"]
    assert numbers(world, "tủ sách", issuer="Hội Khuyến học") == []
    assert len(numbers(world, "", issuer="uy ban moc son")) == 3
    assert numbers(world, "tủ sách", since=date(2026, 2, 3)) == []
    assert numbers(world, "tủ sách", until=date(2026, 2, 2)) == ["384-KH/TU"]


def test_nobody_finds_what_is_out_of_reach(world):
    """A draft is the province's own; once entered, the communes that have a task find it."""
    draft = read_dispatch(world)
    assert numbers(world, "buổi học") != []
    assert numbers(world, "buổi học", world.commune.clerk) == []
    index_dispatch(draft)
    assigned_dispatch(world)
    assert numbers(world, "buổi học", world.commune.clerk) == ["12/KH-UBND"]
    assert numbers(world, "buổi học", world.neighbour_association.clerk) == []


def test_an_index_that_lags_behind_leaks_nothing(world):
    dispatch = assigned_dispatch(world)
    rows = Delivery.objects.everything(reason="a test takes a delivery back")
    rows.filter(dispatch=dispatch, organisation=world.commune.body).delete()

    assert numbers(world, "buổi học", world.commune.clerk) == []


def test_the_line_that_answers_is_shown_with_its_words_marked(world, papers):
    actor = world.actor(world.province.clerk)
    asked = Asked(words="bến cá")
    (match,) = list_matches(actor, asked, list(search(actor, asked).ids))

    assert match.line == 6
    marked = [text for text, is_marked in match.pieces if is_marked]
    assert marked == ["bến", "cá"]
    assert "".join(text for text, _ in match.pieces) == "Lớp học ban đêm ở bến cá."


@pytest.mark.parametrize("words", ["'", "\\", "a & !b | (", ":*", "%_", "!!!", "''')--", "ü" * 300])
def test_signs_of_the_query_language_are_only_text(world, papers, words):
    assert numbers(world, words) == [] or numbers(world, words)


def test_the_index_is_made_anew_for_what_has_none(world, papers):
    SearchText.objects.all().delete()
    assert numbers(world, "đình làng") == []

    assert index_all(only_missing=True) == 3
    assert index_all(only_missing=True) == 0
    assert numbers(world, "đình làng") == ["384-KH/TU"]


def test_a_saved_search_needs_a_name_and_a_condition(world):
    clerk = world.actor(world.commune.clerk)
    with pytest.raises(RuleBroken):
        save_search(clerk, name="  ", query="q=a")
    with pytest.raises(RuleBroken):
        save_search(clerk, name="Lớp học", query="")


def test_the_page_finds_keeps_and_forgets(world, papers):
    client = world.client(world.province.clerk)
    shown = client.get("/van-ban/", {"q": "dinh lang", "den": "31/02/2026"})
    assert "Ghi ngày như" in shown.text
    assert "384-KH/TU" in client.get("/van-ban/?q=dinh+lang").text

    client.post("/van-ban/luot-tim/", {"name": "Tủ sách", "query": "q=dinh+lang&x=1&den="})
    kept = client.get("/van-ban/")
    assert "?q=dinh+lang" in kept.text
    assert "Tủ sách" in kept.text
