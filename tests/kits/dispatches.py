"""A dispatch at each stage of its way without reading a file: waiting, read, reviewed, assigned.

`sample_reading()` has the very shape of the reader's output, because it is made with the reader's
own types. It tells the communes to act by 20 November of every year and the department to act once,
by mid-June 2027.
"""

from typing import Any

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.documents.models import Dispatch, Document, Find
from behoc.direction.documents.rules import DispatchState, FindKind
from behoc.direction.documents.services.reading import keep_reading
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.direction.documents.services.reviewing import accept_all
from behoc.engines.reading import finds, read_lines
from behoc.ground.attachments.models import StoredFile
from behoc.ground.attachments.services import store_file
from tests.kits.world import Desk, World

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH MỘC SƠN",
    "Số: 12/KH-UBND    Mộc Sơn, ngày 02 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "Mở rộng các buổi học cộng đồng ở thôn xóm",
    "Căn cứ Nghị quyết số 05/NQ-HĐND ngày 10/12/2025;",
    "I. CHỈ TIÊU",
    "Đến năm 2027, 80% thôn có buổi học hằng tháng.",
    "II. VIỆC PHẢI LÀM",
    "1. Ủy ban nhân dân các xã mở một buổi học cộng đồng, gửi kết quả trước ngày 20/11 hằng năm.",
    "2. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Hội Khuyến học tỉnh soạn tài liệu",
    "cho các buổi học, hoàn thành trước ngày 15/6/2027.",
    "Nơi nhận: Tỉnh ủy Mộc Sơn.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH Trần Văn Sông",
)
HEADER = {
    "issuer": ("Ủy ban nhân dân tỉnh Mộc Sơn", 1),
    "number_symbol": ("12/KH-UBND", 2),
    "place": ("Mộc Sơn", 2),
    "issued_on": ("2026-02-02", 2),
    "doc_type": ("Kế hoạch", 3),
    "subject": ("Mở rộng các buổi học cộng đồng ở thôn xóm", 4),
    "signer_name": ("Trần Văn Sông", 14),
    "signer_title": ("PHÓ CHỦ TỊCH", 14),
}
Receivers = tuple[tuple[str, finds.Delivery], ...]
AGAIN = "Bản gửi lại để thử"
COMMUNES, DEPARTMENT = "Ủy ban nhân dân các xã", "Sở Giáo dục và Đào tạo"


def sample_reading(
    first: str = COMMUNES,
    second: str = DEPARTMENT,
    coordinator: str = "Hội Khuyến học tỉnh",
    *,
    addressees: Receivers = (),
    recipients: Receivers = (("Tỉnh ủy Mộc Sơn", "report"),),
) -> dict[str, Any]:
    """What the reader would give for LINES: one document, two tasks, two deadlines.

    Other actors and receivers may be named, to send it to other desks.
    """
    document = finds.DocumentReading(
        line=1,
        line_end=len(LINES),
        facts=tuple(
            finds.HeaderFact(name, value, _trace(line)) for name, (value, line) in HEADER.items()
        ),
        citations=(_basis(),),
        addressees=tuple(finds.Addressee(*each, (), _trace(12)) for each in addressees),
        recipients=tuple(finds.Addressee(*each, (), _trace(12)) for each in recipients),
        assignments=(
            _assignment(first, "carry_out", (), 9, 9),
            _assignment(second, "lead", (coordinator,), 10, 11),
        ),
        deadlines=(
            _deadline("trước ngày 20/11 hằng năm", "yearly", "--11-20", "--11-19", 9),
            _deadline("trước ngày 15/6/2027", "once", "2027-06-15", "2027-06-14", 11),
        ),
        targets=(
            finds.Target(LINES[6], 80, "%", "thôn có buổi học hằng tháng", 2027, None, _trace(7)),
        ),
        phases=(),
        budget=None,
        clauses=(),
        zones=(),
    )
    whole: dict[str, Any] = finds.Reading((document,), LINES).as_json()
    return {**whole, "lines": list(LINES), "page_of_line": [1] * len(LINES), "notes": []}


def numbered(reading: dict[str, Any], number: str) -> dict[str, Any]:
    """The same reading of a paper with another number."""
    document = {**reading["documents"][0], "number_symbol": number}
    return {**reading, "documents": [document]}


def reading_of(lines: list[str]) -> dict[str, Any]:
    """What the reader gives for those lines."""
    whole: dict[str, Any] = read_lines(lines).as_json()
    return {**whole, "lines": lines, "page_of_line": [1] * len(lines), "notes": []}


def stored_file(world: World, desk: Desk, *, content: bytes = b"%PDF-1.7 mau") -> StoredFile:
    """A small file that the desk's clerk has sent."""
    actor = world.actor(desk.clerk)
    return store_file(actor, name="ke-hoach.pdf", chunks=[content], size=len(content))


def waiting_dispatch(world: World, desk: Desk | None = None) -> Dispatch:
    """Sent in by the desk's clerk (the province's when none is named), not yet read."""
    desk = desk or world.province
    return receive_dispatch(world.actor(desk.clerk), [stored_file(world, desk)])


def refused_dispatch(world: World, desk: Desk | None = None) -> Dispatch:
    """Sent in, but the reader could not read it."""
    dispatch = waiting_dispatch(world, desk)
    dispatch.state, dispatch.refusal = DispatchState.REFUSED, "Tệp hỏng, không mở được."
    dispatch.save(update_fields=["state", "refusal"])
    return dispatch


def read_dispatch(
    world: World, desk: Desk | None = None, *, reading: dict[str, Any] | None = None
) -> Dispatch:
    """Read; every find waits for a person."""
    dispatch = waiting_dispatch(world, desk)
    keep_reading(dispatch.pk, reading or sample_reading())
    return fresh(dispatch)


def reviewed_dispatch(
    world: World, desk: Desk | None = None, *, reading: dict[str, Any] | None = None
) -> Dispatch:
    """Every find accepted by the desk's clerk; not yet confirmed."""
    desk = desk or world.province
    dispatch = read_dispatch(world, desk, reading=reading)
    accept_all(world.actor(desk.clerk), dispatch, find_ids(dispatch))
    return dispatch


def assigned_dispatch(
    world: World, desk: Desk | None = None, *, reading: dict[str, Any] | None = None
) -> Dispatch:
    """Confirmed by the desk's head: its tasks stand on the desks of both communes and others.

    A test may have several of the one sample paper, so each is let in with a reason.
    """
    desk = desk or world.province
    dispatch = reviewed_dispatch(world, desk, reading=reading)
    assign_dispatch(world.actor(desk.head), dispatch, reason=AGAIN)
    return fresh(dispatch)


def assigned_task(world: World, desk: Desk | None = None) -> AssignedBody:
    """The share of a body (the commune when none is named) in a task of an assigned dispatch."""
    desk = desk or world.commune
    return share_of(assigned_dispatch(world), desk)


def share_of(dispatch: Dispatch, desk: Desk, number: int = 1) -> AssignedBody:
    """The share that the desk's body has in the dispatch: its first task, or a later one."""
    rows = AssignedBody.objects.everything(reason="a test picks one body's share")
    mine = rows.filter(assignment__document__dispatch=dispatch, organisation=desk.body)
    found: AssignedBody = mine.order_by("assignment__line")[number - 1]
    return found


def done_share(
    world: World, share: AssignedBody, desk: Desk | None = None, *, with_picture: bool = True
) -> AssignedBody:
    """The share (of the commune when no desk is named) taken on and reported as done."""
    desk = desk or world.commune
    clerk = world.actor(desk.clerk)
    picture = [stored_file(world, desk, content=b"\xff\xd8\xff anh")] if with_picture else []
    accept_task(clerk, share)
    report_progress(
        clerk, share, text="Đã mở.", finished=True, files=picture, submission_key="xong"
    )
    return fresh_share(share)


def fresh_share(share: AssignedBody) -> AssignedBody:
    """The share as it stands in the database now."""
    rows = AssignedBody.objects.everything(reason="a test looks at what was kept")
    found: AssignedBody = rows.get(pk=share.pk)
    return found


def fresh(dispatch: Dispatch) -> Dispatch:
    """The dispatch as it stands in the database now."""
    rows = Dispatch.objects.everything(reason="a test looks at what was kept")
    found: Dispatch = rows.get(pk=dispatch.pk)
    return found


def find_ids(dispatch: Dispatch) -> list[str]:
    """The public ids of every find of a dispatch."""
    rows = Find.objects.everything(reason="a test decides on all finds")
    return list(rows.filter(document__dispatch=dispatch).values_list("public_id", flat=True))


def document_of(dispatch: Dispatch) -> Document:
    """The only document of a sample dispatch."""
    found: Document = dispatch.documents.get()
    return found


def find_of(dispatch: Dispatch, kind: FindKind, number: int = 1) -> Find:
    """One find of a sample dispatch as it stands in the database now."""
    rows = Find.objects.everything(reason="a test looks at what was kept")
    found: Find = rows.select_related("document__dispatch").get(
        document__dispatch=dispatch, kind=kind, number=number
    )
    return found


def _trace(first: int, last: int | None = None) -> finds.Trace:
    return finds.Trace(first, last or first, ("II",), "II", 0.97, "sample", "Mẫu để thử")


def _basis() -> finds.Citation:
    return finds.Citation(
        symbol="05/NQ-HĐND",
        date="2025-12-10",
        name=None,
        kind="Nghị quyết",
        issuer=None,
        relation="rests_on",
        is_basis=True,
        text=LINES[4],
        same_as=None,
        trace=_trace(5),
    )


def _assignment(
    actor: str, role: finds.Role, coordinators: tuple[str, ...], first: int, last: int
) -> finds.Assignment:
    text = " ".join(LINES[first - 1 : last])
    return finds.Assignment(actor, role, coordinators, "order", text, _trace(first, last))


def _deadline(
    text: str, kind: finds.DeadlineKind, when: str, last_on_time: str, line: int
) -> finds.Deadline:
    return finds.Deadline(
        text=text,
        kind=kind,
        when=(when,),
        last_on_time=(last_on_time,),
        interval=None,
        event=None,
        to_whom=None,
        trace=_trace(line),
    )
