"""What one body owns: a row of every scoped table, made the way its own people would make it.

Two neighbours with belongings are the stage of the leak kit and of the matrix of addresses. A new
scoped table needs a row here; `tests/access/test_leaks.py` says so when it has none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from behoc.direction.assignments.models import (
    Amendment,
    AmendmentNotice,
    AssignedBody,
    Evidence,
    Petition,
    ProgressReport,
)
from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.judging import confirm_result
from behoc.direction.assignments.services.petitioning import ask_extension, object_to_task
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.documents.models import (
    Delivery,
    Dispatch,
    DispatchFile,
    Dissemination,
    DisseminationProof,
    Document,
    Find,
    OutsideDelivery,
    Resolution,
    SavedSearch,
)
from behoc.direction.documents.rules import FindKind
from behoc.direction.documents.services.addressing import settle_phrase
from behoc.direction.documents.services.delivering import add_recipient
from behoc.direction.documents.services.disseminating import Round, note_round
from behoc.direction.documents.services.searching import save_search
from behoc.direction.documents.services.versions import replace_file
from behoc.direction.registers.models import (
    CommitteeTerm,
    NumberSeries,
    RegisterBook,
    RegisterEntry,
)
from behoc.direction.registers.services.deciding import begin_term, open_book
from behoc.ground.accounts.models import Membership, Person
from behoc.ground.accounts.services import set_active
from behoc.ground.attachments.models import StoredFile, Upload
from behoc.ground.attachments.services import open_upload, store_file, take_chunk
from behoc.ground.organisations.rules.template import template_workbook
from behoc.kernel.actor import Actor
from behoc.measure.indicators.models import Figure, Target
from tests.kits import dispatches
from tests.kits.drafts import Drafts, settle_drafts
from tests.kits.figures import settle_figures, settle_target
from tests.kits.handling import Handled, settle_handling
from tests.kits.intakes import Intakes, settle_intakes
from tests.kits.notices import Told, tell
from tests.kits.related import Related, relate
from tests.kits.reports import Reports, settle_reports
from tests.kits.standing import Standing, settle_standing
from tests.kits.world import SINCE, Desk, World, appoint


@dataclass(frozen=True, slots=True, repr=False)
class Belongings:
    """One body's own rows. The dispatch is confirmed, the draft is still under review."""

    world: World
    desk: Desk
    membership: Membership
    locked_person: Person
    handled: Handled
    upload: Upload
    received_upload: Upload
    file: StoredFile
    bodies_file: StoredFile
    refused: Dispatch
    draft: Dispatch
    draft_document: Document
    draft_find: Find
    resolution: Resolution
    ready: Dispatch
    dispatch: Dispatch
    document: Document
    find: Find
    share: AssignedBody
    new_share: AssignedBody
    done_share: AssignedBody
    confirmed_share: AssignedBody
    petition: Petition
    objection: Petition
    amendment: Amendment
    amendment_notice: AmendmentNotice
    report: ProgressReport
    evidence: Evidence
    related: Related
    saved_search: SavedSearch
    kept_file: DispatchFile
    entry: RegisterEntry
    book: RegisterBook
    term: CommitteeTerm
    standing: Standing
    arrival: Dispatch
    delivery: Delivery
    outside: OutsideDelivery
    told: Told
    dissemination: Dissemination
    drafts: Drafts
    proof: DisseminationProof
    figure: Figure
    target: Target
    reports: Reports
    intakes: Intakes

    @property
    def series(self) -> NumberSeries:
        """The run of numbers that the line of the dispatch is of."""
        return self.entry.series


Ask = Callable[[Actor, Belongings], Any]
"""A query or a service, asked by an actor about somebody's belongings."""


def settle(world: World, desk: Desk) -> Belongings:
    """Give the body one of everything; its papers name itself and the association beside it."""
    name = desk.body.name
    association = name.replace("Ủy ban nhân dân", "Hội Khuyến học")
    reading = dispatches.sample_reading(name, name, association)
    clerk = world.actor(desk.clerk)
    dispatch = dispatches.assigned_dispatch(world, desk, reading=reading)
    share = accept_task(clerk, dispatches.share_of(dispatch, desk))
    report = _reported(world, desk, share)
    head = world.actor(desk.head)
    told = _disseminated(world, desk, dispatch)
    file = dispatches.stored_file(world, desk, content=b"%PDF-1.7 khac")
    reports = settle_reports(world, desk, world.department)
    return Belongings(
        world=world,
        desk=desk,
        membership=_membership(desk),
        locked_person=_locked(desk),
        handled=settle_handling(world, desk, dispatch, reading),
        upload=open_upload(clerk, name="phu-luc.pdf", size=9),
        received_upload=_received(world, desk),
        file=file,
        bodies_file=_bodies_file(world),
        refused=dispatches.refused_dispatch(world, desk),
        **_under_review(world, desk, reading),
        ready=dispatches.reviewed_dispatch(world, desk, reading=reading),
        dispatch=dispatch,
        document=dispatches.document_of(dispatch),
        find=dispatches.find_of(dispatch, FindKind.ASSIGNMENT),
        share=share,
        new_share=dispatches.share_of(dispatch, desk, 2),
        **_life(world, desk, reading),
        report=report,
        evidence=report.evidence.get(),
        related=relate(world, desk, dispatch, reading),
        saved_search=save_search(clerk, name="Lớp học", query="q=lop+hoc"),
        kept_file=_bettered(world, desk, dispatch),
        entry=_entry(dispatch),
        book=open_book(head, name="Sổ quyết định", types=["Quyết định"]),
        term=begin_term(head, name="2025–2030", starts_on=SINCE),
        standing=settle_standing(world, desk, reading, dispatch),
        arrival=dispatches.assigned_dispatch(world, world.province, reading=reading),
        delivery=_added(world, desk, dispatch),
        outside=_outside(world, desk, dispatch),
        told=tell(world, desk),
        dissemination=told,
        drafts=settle_drafts(world, desk),
        proof=told.proofs.get(),
        figure=settle_figures(desk),
        target=settle_target(world, desk),
        reports=reports,
        intakes=settle_intakes(world, desk, reports.draft, file),
    )


def _under_review(world: World, desk: Desk, reading: dict[str, Any]) -> dict[str, Any]:
    """A dispatch that a person is looking through, one of its phrases settled."""
    draft = dispatches.read_dispatch(world, desk, reading=reading)
    draft_find = dispatches.find_of(draft, FindKind.ASSIGNMENT)
    resolution = draft_find.resolutions.get()
    settle_phrase(world.actor(desk.clerk), resolution, [desk.body.pk])
    return {
        "draft": draft,
        "draft_document": dispatches.document_of(draft),
        "draft_find": draft_find,
        "resolution": resolution,
    }


def _entry(dispatch: Dispatch) -> RegisterEntry:
    rows = RegisterEntry.objects.everything(reason="a test picks the line of a dispatch")
    found: RegisterEntry = rows.select_related("series").get(document__dispatch=dispatch)
    return found


def _membership(desk: Desk) -> Membership:
    rows = Membership.objects.everything(reason="a test picks one person's role")
    found: Membership = rows.get(person=desk.clerk)
    return found


def _reported(world: World, desk: Desk, share: AssignedBody) -> ProgressReport:
    """Under way, with a picture."""
    return report_progress(
        world.actor(desk.clerk),
        share,
        text="Đã mở một buổi học ở nhà văn hóa.",
        finished=False,
        files=[dispatches.stored_file(world, desk, content=b"\xff\xd8\xff anh")],
        submission_key="lan-1",
    )


def _added(world: World, desk: Desk, dispatch: Dispatch) -> Delivery:
    """The sectoral office gets the paper by the clerk's word."""
    actor, body = world.actor(desk.clerk), world.department.body
    add_recipient(actor, dispatch, body=body, name="", purpose="know", reason="Cùng theo dõi")
    rows = Delivery.objects.everything(reason="a test picks one delivery")
    found: Delivery = rows.get(dispatch=dispatch, organisation=body)
    return found


def _disseminated(world: World, desk: Desk, dispatch: Dispatch) -> Dissemination:
    facts = Round(date(2026, 3, 1), "conference", told=30, total=50)
    paper = dispatches.stored_file(world, desk, content=b"%PDF-1.7 bien ban")
    clerk = world.actor(desk.clerk)
    return note_round(clerk, dispatch, facts, files=[paper], submission_key="dot-1")


def _outside(world: World, desk: Desk, dispatch: Dispatch) -> OutsideDelivery:
    actor, name = world.actor(desk.clerk), "Trường Đại học Biển Xanh"
    add_recipient(actor, dispatch, body=None, name=name, purpose="know", reason="Cùng theo dõi")
    rows = OutsideDelivery.objects.everything(reason="a test picks one receiver")
    found: OutsideDelivery = rows.get(dispatch=dispatch)
    return found


def _life(world: World, desk: Desk, reading: dict[str, Any]) -> dict[str, Any]:
    """Shares further on their way, each of a dispatch of its own, and what was asked on them."""
    clerk = world.actor(desk.clerk)
    amended = _given(world, desk, reading)
    change = amending.Change(text="Mở hai buổi học cộng đồng.", due_on=None)
    ground = amending.Ground("Thêm một buổi.", SINCE)
    amendment = amending.amend_task(clerk, amended.assignment, change, ground, seen=0)
    notices = AmendmentNotice.objects.everything(reason="a test picks one notice")
    return {
        "amendment": amendment,
        "amendment_notice": notices.get(amendment=amendment, assigned=amended),
        "done_share": _done(world, desk, reading),
        "confirmed_share": confirm_result(clerk, _done(world, desk, reading)),
        "petition": _asked(world, desk, reading),
        "objection": object_to_task(clerk, _given(world, desk, reading), reason="Việc của hội."),
    }


def _done(world: World, desk: Desk, reading: dict[str, Any]) -> AssignedBody:
    """A share reported as done on time with evidence; the body gave the task to itself."""
    dispatch = dispatches.assigned_dispatch(world, desk, reading=reading)
    return dispatches.done_share(world, dispatches.share_of(dispatch, desk), desk)


def _given(world: World, desk: Desk, reading: dict[str, Any]) -> AssignedBody:
    return dispatches.share_of(dispatches.assigned_dispatch(world, desk, reading=reading), desk)


def _asked(world: World, desk: Desk, reading: dict[str, Any]) -> Petition:
    """A later day that the body asks of itself as the giver."""
    share = accept_task(world.actor(desk.clerk), _given(world, desk, reading))
    later = date(2027, 1, 15)
    return ask_extension(world.actor(desk.clerk), share, reason="Chưa đủ.", proposed_on=later)


def _bettered(world: World, desk: Desk, dispatch: Dispatch) -> DispatchFile:
    """The file of the dispatch, in the place of an earlier scan."""
    better = dispatches.stored_file(world, desk, content=b"%PDF-1.7 ro hon")
    clerk = world.actor(desk.clerk)
    return replace_file(clerk, dispatch.files.get(), better, reason="Bản quét rõ hơn")


def _received(world: World, desk: Desk) -> Upload:
    clerk = world.actor(desk.clerk)
    upload = open_upload(clerk, name="bieu-mau.pdf", size=3)
    return take_chunk(clerk, upload, offset=0, chunk=b"abc")


def _locked(desk: Desk) -> Person:
    person = appoint(desk.body, "specialist", "Chuyên viên", mark="cu")
    set_active(person, active=False)
    return person


def _bodies_file(world: World) -> StoredFile:
    """The operator's own: nobody else may load bodies."""
    content = template_workbook()
    operator = world.actor(world.operator)
    return store_file(operator, name="co-quan.xlsx", chunks=[content], size=len(content))
