from datetime import date

import pytest

from behoc.direction.documents.models import Document
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.queries.entries import find_entry
from behoc.direction.registers.rules.series import Direction
from behoc.direction.registers.services.deciding import begin_term, open_book
from behoc.direction.registers.services.entering import register_incoming, register_outgoing
from behoc.direction.registers.services.keeping import cancel_entry, fill_entry
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits.dispatches import assigned_dispatch, document_of, read_dispatch


def unnumbered(world, desk, doc_type="Kế hoạch", issued_on=date(2026, 3, 2)):
    """A paper of the desk's own that carries no number."""
    document = document_of(read_dispatch(world, desk))
    document.doc_type, document.issued_on = doc_type, issued_on
    document.save()
    return document


def entry_of(dispatch):
    rows = RegisterEntry.objects.everything(reason="a test looks at what was kept")
    return rows.get(document__dispatch=dispatch)


def test_a_paper_of_ones_own_goes_out_with_its_printed_number(world):
    entry = entry_of(assigned_dispatch(world))

    assert (entry.direction, entry.number, entry.year) == (Direction.OUT, 12, 2026)
    assert not entry.is_given
    assert entry.recipients == "Tỉnh ủy Mộc Sơn"


def test_a_paper_of_another_body_comes_in_with_the_next_arrival_number(world):
    numbers = [entry_of(assigned_dispatch(world, world.department)).number for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_a_body_enters_what_was_delivered_to_it_once(world):
    document = document_of(assigned_dispatch(world))
    clerk = world.actor(world.commune.clerk)

    day = date(2026, 3, 2)
    first, second = (register_incoming(clerk, document, arrived_on=day) for _ in range(2))

    assert first == second
    assert (first.direction, first.number, first.arrived_on) == ("in", 1, date(2026, 3, 2))
    assert find_entry(clerk, document) == first
    assert find_entry(world.actor(world.neighbour.clerk), document) is None


def test_who_was_not_sent_a_paper_cannot_enter_it(world):
    document = document_of(assigned_dispatch(world))

    with pytest.raises(NotAllowed):
        register_incoming(world.actor(world.cell.clerk), document)
    with pytest.raises(NotAllowed):
        register_outgoing(world.actor(world.commune.clerk), document)


def test_a_given_number_is_written_on_the_paper(world):
    clerk = world.actor(world.commune.clerk)
    entries = [register_outgoing(clerk, unnumbered(world, world.commune)) for _ in range(2)]

    assert [entry.document.number_symbol for entry in entries] == ["01/KH-UBND", "02/KH-UBND"]
    assert all(entry.is_given for entry in entries)


def test_a_given_number_goes_on_after_a_printed_one(world):
    assigned_dispatch(world)  # 12/KH-UBND

    entry = register_outgoing(world.actor(world.province.clerk), unnumbered(world, world.province))

    assert entry.document.number_symbol == "13/KH-UBND"


def test_state_numbers_begin_anew_with_the_year(world):
    clerk = world.actor(world.commune.clerk)
    register_outgoing(clerk, unnumbered(world, world.commune, issued_on=date(2025, 12, 31)))

    entry = register_outgoing(clerk, unnumbered(world, world.commune))

    assert (entry.number, entry.year) == (1, 2026)


def test_party_numbers_run_by_type_through_the_term(world):
    head, clerk = (world.actor(who) for who in _two(world.commune_party))
    begin_term(head, name="2025–2030", starts_on=date(2025, 8, 1))
    days = [date(2025, 12, 31), date(2026, 1, 2)]

    plans = [
        register_outgoing(clerk, unnumbered(world, world.commune_party, issued_on=day))
        for day in days
    ]
    notice = register_outgoing(clerk, unnumbered(world, world.commune_party, "Thông báo"))

    assert [entry.document.number_symbol for entry in plans] == ["01-KH/ĐU", "02-KH/ĐU"]
    assert notice.document.number_symbol == "01-TB/ĐU"


def test_without_a_term_the_party_is_told_to_write_it_down(world):
    with pytest.raises(RuleBroken, match="nhiệm kỳ"):
        register_outgoing(
            world.actor(world.commune_party.clerk), unnumbered(world, world.commune_party)
        )


def test_a_book_of_its_own_has_numbers_of_its_own(world):
    head, clerk = (world.actor(who) for who in _two(world.commune))
    register_outgoing(clerk, unnumbered(world, world.commune))
    open_book(head, name="Sổ quyết định", types=["Quyết định"])

    decision = register_outgoing(clerk, unnumbered(world, world.commune, "Quyết định"))
    plan = register_outgoing(clerk, unnumbered(world, world.commune))

    assert decision.document.number_symbol == "01/QĐ-UBND"
    assert plan.document.number_symbol == "02/KH-UBND"


def test_two_books_cannot_hold_the_same_type(world):
    head = world.actor(world.commune.head)
    open_book(head, name="Sổ quyết định", types=["Quyết định"])

    with pytest.raises(RuleBroken, match="Sổ quyết định"):
        open_book(head, name="Sổ khác", types=["quyết định"])


def test_a_cancelled_number_stays_in_the_book_and_is_not_given_again(world):
    clerk = world.actor(world.commune.clerk)
    document = unnumbered(world, world.commune)
    entry = register_incoming(clerk, document)

    with pytest.raises(RuleBroken, match="vì sao"):
        cancel_entry(clerk, entry, reason=" ")
    cancelled = cancel_entry(clerk, entry, reason="Ghi nhầm văn bản")
    again = register_incoming(clerk, document)

    assert (cancelled.number, again.number) == (1, 2)
    assert cancelled.cancel_reason == "Ghi nhầm văn bản"


def test_what_is_known_later_is_written_into_the_line(world):
    clerk = world.actor(world.commune.clerk)
    entry = register_incoming(clerk, unnumbered(world, world.commune))
    assert entry.forwarded_to is None

    entry = fill_entry(clerk, entry, {"forwarded_to": "Phòng Văn hóa - Xã hội", "copies": 2})

    assert (entry.forwarded_to, entry.copies) == ("Phòng Văn hóa - Xã hội", 2)


def test_a_number_printed_twice_is_kept_as_a_repeat(world):
    first, second = (entry_of(assigned_dispatch(world)) for _ in range(2))

    assert (first.number, first.repeat, second.number, second.repeat) == (12, 0, 12, 1)
    assert Document.objects.everything(reason="counted by a test").count() == 2


def _two(desk):
    return desk.head, desk.clerk
