"""How the services of registers, and those of papers without a file, are called."""

from behoc.direction.documents.services import facts, papers, versions
from behoc.direction.registers.models import NumberSeries
from behoc.direction.registers.services import deciding, entering, keeping
from behoc.direction.registers.services import papers as register_papers
from tests.access.asking import Order
from tests.kits.world import MOMENT

BY_HAND = register_papers.Arrival(
    is_incoming=True, arrived_on=None, number=None, forwarded_to=None, submission_key="giay-2"
)

OTHER = "Là văn bản khác"


def last_of(series):
    """The last number of a run as it stands now."""
    rows = NumberSeries.objects.everything(reason="a test looks")
    return rows.get(pk=series.pk).last_number


ORDERS = {
    "registers.enter_delivered": Order(
        lambda actor, own: entering.enter_delivered(actor, own.arrival, reason=OTHER),
        action="register.enter",
    ),
    "registers.enter_paper": Order(
        lambda actor, own: register_papers.enter_paper(actor, {"subject": "Giấy mời họp"}, BY_HAND),
        action="register.enter",
        starts=True,
    ),
    "registers.mend_paper": Order(
        lambda actor, own: register_papers.mend_paper(
            actor, own.document, {"signing_authority": "TM. ỦY BAN"}
        ),
        action="document.mend",
    ),
    "documents.mend_facts": Order(
        lambda actor, own: facts.mend_facts(
            actor, own.document, {"signing_authority": "TM. ỦY BAN"}
        ),
        action="document.mend",
    ),
    "documents.record_paper": Order(
        lambda actor, own: papers.record_paper(
            actor, {"subject": "Giấy mời họp"}, issuer_id=None, submission_key="giay-1"
        ),
        action="document.assign",
        starts=True,
    ),
    "documents.add_file": Order(
        lambda actor, own: papers.add_file(actor, own.dispatch, own.file, part="appendix"),
        action="document.mend",
    ),
    "documents.replace_file": Order(
        lambda actor, own: versions.replace_file(
            actor, own.kept_file, own.file, reason="Bản quét rõ hơn"
        ),
        action="document.mend",
    ),
    "documents.join_dispatch": Order(
        lambda actor, own: versions.join_dispatch(actor, own.draft, own.dispatch),
        action="document.assign",
    ),
    "registers.register_incoming": Order(
        lambda actor, own: entering.register_incoming(actor, own.draft_document, reason=OTHER),
        action="register.enter",
    ),
    "registers.register_outgoing": Order(
        lambda actor, own: entering.register_outgoing(actor, own.draft_document, reason=OTHER),
        action="register.enter",
    ),
    "registers.register_dispatch": Order(
        lambda actor, own: entering.register_dispatch(actor, own.draft, reason=OTHER),
        action="register.enter",
    ),
    "registers.fill_entry": Order(
        lambda actor, own: keeping.fill_entry(actor, own.entry, {"note": "Bản chụp mờ"}),
        action="register.enter",
    ),
    "registers.note_passing": Order(
        lambda actor, own: keeping.note_passing(
            actor, own.entry, keeping.Passing("Ngô Văn Ba"), instead_of=keeping.Passing()
        ),
        action="register.enter",
    ),
    "registers.set_number_aside": Order(
        lambda actor, own: keeping.set_number_aside(actor, own.series, seen=last_of(own.series)),
        action="register.enter",
    ),
    "registers.cancel_entry": Order(
        lambda actor, own: keeping.cancel_entry(actor, own.entry, reason="Ghi nhầm"),
        action="register.enter",
    ),
    "registers.open_book": Order(
        lambda actor, own: deciding.open_book(actor, name="Sổ giấy mời", types=["Giấy mời"]),
        action="register.decide",
        by="head",
        starts=True,
    ),
    "registers.close_book": Order(
        lambda actor, own: deciding.close_book(actor, own.book), action="register.decide", by="head"
    ),
    "registers.begin_term": Order(
        lambda actor, own: deciding.begin_term(actor, name="2030–2035", starts_on=MOMENT.date()),
        action="register.decide",
        by="head",
        starts=True,
    ),
}
