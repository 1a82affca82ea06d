"""How each service that takes an actor is called; one that is missing here fails the refusal kit.

`action` is the action that it requires: who does not hold it is refused. `starts` marks a service
that begins a row of the caller's own: a neighbour may call it, for a row of the neighbour's own.
"""

from datetime import date, timedelta

from behoc.direction.assignments.services import (
    amending,
    answering,
    assigning,
    breaking_down,
    dating,
    folding,
    hindering,
    judging,
    petitioning,
    reminding,
    setting_steps,
    working,
)
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.documents.rules import FindKind
from behoc.direction.documents.services import (
    addressing,
    confirming,
    delivering,
    disseminating,
    outside,
    receipts,
    receiving,
    reviewing,
    searching,
    withdrawing,
)
from behoc.direction.relations.rules import TextFacts
from behoc.ground.administration.services import loading, people
from behoc.ground.attachments import services as attachments
from behoc.ground.notifications.services import calendars, seeing, wishes
from behoc.ground.organisations.rules.bodies_file import BodyRow, Sheet
from behoc.ground.organisations.services import PlaceFacts
from behoc.kernel.clock import today
from tests.access import drafts, figures, handling, registers, relations, reporting
from tests.access.asking import Order
from tests.kits.world import MOMENT, SINCE

TOLD = disseminating.Round(MOMENT.date(), "conference", told=10, total=50)
OWN_DAYS = setting_steps.OwnDays(5, "Kế hoạch 12/KH-UBND", SINCE)
SOURCE = loading.Source("tep-mau", "tep-mau.xlsx")
BODIES = Sheet(
    rows=(
        BodyRow(
            row=2,
            code="CA-BG",
            name="Công an xã Bình Giang",
            short_name="Công an xã",
            kind="police",
            line="armed_forces",
            superior=None,
            place="BG",
            valid_from=None,
            valid_to=None,
            symbol="",
            aliases=(),
        ),
    ),
    errors=(),
)
MEMBER = loading.NewMember("moi", "Người Mới", "UB-BG", "clerk", "Văn thư", SINCE)

EXEMPT = {
    "access.require": "it is the check itself",
    "access.require_right": "it is the check itself",
    "access.require_on_body": "it is the check itself",
    "attachments.require_sender": "it is the check itself",
    "documents.lock_under_review": "it is the check itself",
    "drafting.lock_draft": "it is the check itself",
    "assignments.lock_share": "it is the check itself",
    "reporting.lock_report": "it is the check itself",
    "reporting.give_receipt": "part of an act that has checked and holds the report",
    "reporting.take_in": "part of an act that has checked and holds the report",
    "reporting.keep_version": "part of an act that has checked and holds the report",
    "relations.take_out": "needs a plan folded in first; tests/direction/test_folding.py",
    "assignments.end_shares": "part of an act that has checked and holds the shares",
    "handling.lock_submission": "it is the check itself",
    "handling.require_authority": "it is the check itself",
    "handling.stand_on_desks": "a step of the instruction, whose service has checked",
    "handling.write_passing": "a step of the instruction, whose service has checked",
    "handling.name_lead_answerable": "a step of the instruction, whose service has checked",
    "handling.release_lead": "a step of the withdrawal, whose service has checked",
    "handling.take_off_desks": "a step of the withdrawal, whose service has checked",
    "audit.record": "the log takes what a service that has checked hands it",
    "audit.record_all": "the log takes what a service that has checked hands it",
}

MANAGE = "person.manage"
ADMINISTRATOR = "body_administrator"

_PEOPLE = {
    "administration.add_person": Order(
        lambda actor, own: people.add_person(
            actor, own.desk.body, sign_in_name="moi", full_name="Người Mới", role="clerk"
        ),
        action=MANAGE,
        by=ADMINISTRATOR,
    ),
    "administration.grant_role": Order(
        lambda actor, own: people.grant_role(actor, own.desk.clerk, own.desk.body, "follower"),
        action=MANAGE,
        by=ADMINISTRATOR,
    ),
    "administration.end_role": Order(
        lambda actor, own: people.end_role(actor, own.membership), action=MANAGE, by=ADMINISTRATOR
    ),
    "administration.reset_password": Order(
        lambda actor, own: people.reset_password(actor, own.desk.clerk),
        action=MANAGE,
        by=ADMINISTRATOR,
    ),
    "administration.deactivate_person": Order(
        lambda actor, own: people.deactivate_person(actor, own.desk.clerk),
        action=MANAGE,
        by=ADMINISTRATOR,
    ),
    "administration.reactivate_person": Order(
        lambda actor, own: people.reactivate_person(actor, own.locked_person),
        action=MANAGE,
        by=ADMINISTRATOR,
    ),
    "administration.load_bodies": Order(
        lambda actor, own: loading.load_bodies(actor, BODIES, SOURCE),
        action="organisation.load",
        by="system_operator",
    ),
    "administration.load_places": Order(
        lambda actor, own: loading.load_places(
            actor, [PlaceFacts("CL", "Cát Lâm", "xã", "MS")], SOURCE
        ),
        by="system",
    ),
    "administration.load_people": Order(
        lambda actor, own: loading.load_people(actor, [MEMBER], password="mot-mat-khau-dai"),
        by="system",
    ),
}

_PAPERS = {
    "documents.save_search": Order(
        lambda actor, own: searching.save_search(actor, name="Lớp", query="q=lop"),
        action="document.search",
        starts=True,
    ),
    "documents.forget_search": Order(
        lambda actor, own: searching.forget_search(actor, own.saved_search),
        action="document.search",
    ),
    "attachments.open_upload": Order(
        lambda actor, own: attachments.open_upload(actor, name="a.pdf", size=3),
        action="file.send",
        starts=True,
    ),
    "attachments.store_file": Order(
        lambda actor, own: attachments.store_file(actor, name="a.pdf", chunks=[b"abc"], size=3),
        action="file.send",
        starts=True,
    ),
    "attachments.take_chunk": Order(
        lambda actor, own: attachments.take_chunk(actor, own.upload, offset=0, chunk=b"abc"),
        action="file.send",
    ),
    "attachments.finish_upload": Order(
        lambda actor, own: attachments.finish_upload(actor, own.received_upload),
        action="file.send",
    ),
    "attachments.cancel_upload": Order(
        lambda actor, own: attachments.cancel_upload(actor, own.upload), action="file.send"
    ),
    "documents.receive_dispatch": Order(
        lambda actor, own: receiving.receive_dispatch(actor, [own.file]),
        action="document.upload",
    ),
    "documents.read_again": Order(
        lambda actor, own: receiving.read_again(actor, own.refused), action="document.upload"
    ),
    "documents.accept_find": Order(
        lambda actor, own: reviewing.accept_find(actor, own.draft_find), action="document.review"
    ),
    "documents.reject_find": Order(
        lambda actor, own: reviewing.reject_find(actor, own.draft_find), action="document.review"
    ),
    "documents.reopen_find": Order(
        lambda actor, own: reviewing.reopen_find(actor, own.draft_find), action="document.review"
    ),
    "documents.amend_find": Order(
        lambda actor, own: reviewing.amend_find(actor, own.draft_find, text="Khác", value={}),
        action="document.review",
    ),
    "documents.add_find": Order(
        lambda actor, own: reviewing.add_find(
            actor,
            own.draft,
            kind=FindKind.TARGET,
            lines=(7, 7),
            text="80% thôn",
            actor_name="",
        ),
        action="document.review",
    ),
    "documents.accept_all": Order(
        lambda actor, own: reviewing.accept_all(actor, own.draft, [own.draft_find.public_id]),
        action="document.review",
    ),
    "documents.settle_phrase": Order(
        lambda actor, own: addressing.settle_phrase(actor, own.resolution, [own.desk.body.pk]),
        action="document.review",
    ),
    "documents.confirm_dispatch": Order(
        lambda actor, own: confirming.confirm_dispatch(actor, own.ready), action="document.assign"
    ),
    "documents.add_recipient": Order(
        lambda actor, own: delivering.add_recipient(
            actor, own.dispatch, body=None, name="Bảo tàng tỉnh", purpose="know", reason="Để biết"
        ),
        action="document.deliver",
    ),
    "documents.withdraw_delivery": Order(
        lambda actor, own: delivering.withdraw_delivery(actor, own.delivery, reason="Gửi nhầm"),
        action="document.deliver",
    ),
    "documents.note_outside": Order(
        lambda actor, own: outside.note_outside(
            actor, own.outside, way="post", sent_on=today(), proof="RB 7"
        ),
        action="document.deliver",
    ),
    "documents.mend_outside": Order(
        lambda actor, own: outside.mend_outside(
            actor, own.outside, name="Bảo tàng Biển", purpose="know", reason="Viết nhầm tên"
        ),
        action="document.deliver",
    ),
    "documents.remove_outside": Order(
        lambda actor, own: outside.remove_outside(actor, own.outside, reason="Ghi nhầm"),
        action="document.deliver",
    ),
    "documents.note_round": Order(
        lambda actor, own: disseminating.note_round(
            actor, own.dispatch, TOLD, files=[], submission_key="dot-2"
        ),
        action="document.disseminate",
    ),
    "documents.correct_round": Order(
        lambda actor, own: disseminating.correct_round(
            actor, own.dissemination, TOLD, reason="Đếm lại", files=[], submission_key="dot-3"
        ),
        action="document.disseminate",
    ),
    "documents.note_listed": Order(
        lambda actor, own: receipts.note_listed(actor, [own.arrival]), action="document.view"
    ),
    "documents.note_arrivals": Order(
        lambda actor, own: receipts.note_arrivals(actor), action="document.view", starts=True
    ),
    "documents.receive_delivery": Order(
        lambda actor, own: receipts.receive_delivery(actor, own.arrival),
        action="document.receive",
    ),
    "documents.open_delivery": Order(
        lambda actor, own: receipts.open_delivery(actor, own.arrival), action="document.view"
    ),
    "assignments.assign_dispatch": Order(
        lambda actor, own: assigning.assign_dispatch(actor, own.ready, reason="Bản có dấu."),
        action="document.assign",
    ),
    "assignments.open_task": Order(
        lambda actor, own: working.open_task(actor, own.new_share), action="assignment.view"
    ),
    "assignments.accept_task": Order(
        lambda actor, own: working.accept_task(actor, own.new_share),
        action="assignment.accept",
    ),
    "assignments.report_progress": Order(
        lambda actor, own: working.report_progress(
            actor,
            own.share,
            text="Xong.",
            finished=True,
            files=[],
            submission_key="lan-2",
        ),
        action="assignment.report",
    ),
    "assignments.remind": Order(
        lambda actor, own: reminding.remind(actor, [own.share], "Gửi báo cáo sớm."),
        action="assignment.remind",
    ),
    "assignments.break_down": Order(
        lambda actor, own: breaking_down.break_down(
            actor, own.share, breaking_down.NewPart("Lo phòng học.", person=own.desk.specialist)
        ),
        action="assignment.arrange",
    ),
    "assignments.fold_into": Order(
        lambda actor, own: folding.fold_into(actor, own.share, TextFacts(symbol="5/KH-UBND")),
        action="assignment.arrange",
    ),
    "assignments.take_back_part": Order(
        lambda actor, own: breaking_down.take_back_part(
            actor, own.standing.part, reason="Việc đã có nơi khác làm."
        ),
        action="assignment.arrange",
    ),
    "assignments.set_step": Order(
        lambda actor, own: setting_steps.set_step(actor, "soon", OWN_DAYS),
        action="assignment.set_steps",
        starts=True,
    ),
    "assignments.clear_step": Order(
        lambda actor, own: setting_steps.clear_step(actor, own.standing.setting.step),
        action="assignment.set_steps",
        starts=True,
    ),
    "assignments.tell_of_difficulty": Order(
        lambda actor, own: hindering.tell_of_difficulty(
            actor, own.share, text="Thiếu người dạy.", submission_key="kho-2"
        ),
        action="assignment.report",
    ),
    "assignments.answer_difficulty": Order(
        lambda actor, own: hindering.answer_difficulty(
            actor, own.standing.difficulty, text="Mượn trường học."
        ),
        action="assignment.follow",
    ),
    "assignments.set_own_day": Order(
        lambda actor, own: dating.set_own_day(actor, own.standing.undated_share, date(2026, 12, 1)),
        action="assignment.arrange",
    ),
    "assignments.state_event": Order(
        lambda actor, own: dating.state_event(
            actor, own.standing.waiting_deadline, happened_on=date(2026, 3, 1), proof="Thông tư mới"
        ),
        action="assignment.follow",
    ),
    "assignments.set_end": Order(
        lambda actor, own: dating.set_end(actor, own.share.assignment, date(2030, 12, 31)),
        action="assignment.follow",
    ),
    "assignments.name_answerable": Order(
        lambda actor, own: answering.name_answerable(actor, own.share, own.desk.clerk),
        action="assignment.arrange",
    ),
    "assignments.confirm_result": Order(
        lambda actor, own: judging.confirm_result(actor, own.done_share),
        action="assignment.confirm",
    ),
    "assignments.return_result": Order(
        lambda actor, own: judging.return_result(actor, own.done_share, reason="Thiếu ảnh."),
        action="assignment.confirm",
    ),
    "assignments.reopen_result": Order(
        lambda actor, own: judging.reopen_result(actor, own.confirmed_share, reason="Nhầm."),
        action="assignment.confirm",
    ),
    "assignments.ask_extension": Order(
        lambda actor, own: petitioning.ask_extension(
            actor, own.share, reason="Chưa đủ phòng.", proposed_on=date(2027, 1, 30)
        ),
        action="assignment.report",
    ),
    "assignments.object_to_task": Order(
        lambda actor, own: petitioning.object_to_task(actor, own.new_share, reason="Việc của sở."),
        action="assignment.report",
    ),
    "assignments.take_back_petition": Order(
        lambda actor, own: petitioning.take_back_petition(actor, own.petition),
        action="assignment.report",
    ),
    "assignments.grant_extension": Order(
        lambda actor, own: petitioning.grant_extension(actor, own.petition),
        action="assignment.confirm",
    ),
    "assignments.grant_objection": Order(
        lambda actor, own: petitioning.grant_objection(actor, own.objection),
        action="assignment.confirm",
    ),
    "assignments.refuse_petition": Order(
        lambda actor, own: petitioning.refuse_petition(actor, own.petition, answer="Giữ hạn."),
        action="assignment.confirm",
    ),
    "assignments.answer_petition": Order(
        lambda actor, own: petitioning.answer_petition(actor, own.petition, granted=True),
        action="assignment.confirm",
    ),
    "assignments.amend_task": Order(
        lambda actor, own: amending.amend_task(
            actor,
            own.share.assignment,
            amending.Change(text="Mở hai buổi học.", due_on=None),
            amending.Ground("Thêm một buổi.", date(2026, 3, 2)),
            seen=0,
        ),
        action="assignment.amend",
    ),
    "assignments.note_amendment": Order(
        lambda actor, own: amending.note_amendment(actor, own.amendment_notice),
        action="assignment.report",
    ),
    "assignments.withdraw_directive": Order(
        lambda actor, own: withdraw_directive(
            actor, own.dispatch, reason="Ban hành nhầm.", on=date(2026, 3, 2)
        ),
        action="document.revoke",
    ),
    "documents.withdraw": Order(
        lambda actor, own: withdrawing.withdraw(
            actor, own.dispatch, reason="Ban hành nhầm.", on=date(2026, 3, 2)
        ),
        action="document.revoke",
    ),
    "assignments.confirm_many": Order(
        lambda actor, own: judging.confirm_many(actor, [own.done_share]),
        action="assignment.confirm",
    ),
}

_NOTICES = {
    "notifications.mark_seen": Order(
        lambda actor, own: seeing.mark_seen(actor, own.told.notice), action="notice.view"
    ),
    "notifications.open_calendar": Order(
        lambda actor, own: calendars.open_calendar(actor, for_body=True),
        action="notice.set",
        starts=True,
    ),
    "notifications.revoke_calendar": Order(
        lambda actor, own: calendars.revoke_calendar(actor, own.told.token), action="notice.set"
    ),
    "notifications.keep_leave": Order(
        lambda actor, own: wishes.keep_leave(actor, today(), today() + timedelta(days=1)),
        action="notice.set",
        starts=True,
    ),
    "notifications.end_leave": Order(
        lambda actor, own: wishes.end_leave(actor, today(), today()),
        action="notice.set",
        starts=True,
    ),
    "notifications.keep_wishes": Order(
        lambda actor, own: wishes.keep_wishes(
            actor, by_mail=True, email="", hour=9, wanted=["assignment.new"]
        ),
        action="notice.set",
        starts=True,
    ),
    "notifications.mark_all_seen": Order(
        lambda actor, own: seeing.mark_all_seen(actor), action="notice.view", starts=True
    ),
}

ORDERS = {
    **handling.ORDERS,
    **drafts.ORDERS,
    **relations.ORDERS,
    **registers.ORDERS,
    **reporting.ORDERS,
    **_PEOPLE,
    **_PAPERS,
    **_NOTICES,
    **figures.ORDERS,
}
