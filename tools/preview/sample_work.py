"""Sample desks, lists and tasks. The words are our own."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from tools.preview.thing import thing


class Report(forms.Form):
    words = forms.CharField(
        label="Đã làm gì",
        help_text="Một câu là đủ: làm gì, ở đâu, bao nhiêu người.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pictures = forms.FileField(
        label="Ảnh, tệp kèm theo", required=False, help_text="Ảnh lớp học, danh sách, biên bản."
    )


def _work(key: str, title: str, origin: str, label: str, **more: Any) -> Any:
    known = {
        "id": key,
        "icon": "document",
        "title": title,
        "url": "#",
        "origin": origin,
        "tone": "wait",
        "state_icon": "mail",
        "state_words": "Chờ mở",
        "date_words": "",
        "action_label": label,
        "action_url": "#",
        "is_post": False,
        "quote": "",
    }
    return thing(**{**known, **more})


def due_rows() -> list[Any]:
    """Build rows of a table of tasks."""

    def row(
        title: str,
        note: str,
        source: str,
        due: str,
        left: str,
        state: tuple[str, str, str],
        label: str,
    ) -> Any:
        return thing(
            title=title,
            url="#",
            note=note,
            source_words=source,
            source_url="#",
            due_words=due,
            left_words=left,
            tone=state[0],
            state_icon=state[1],
            state_words=state[2],
            action_label=label,
            action_url="#",
        )

    running, idle = ("run", "circle-dot", "Đang làm"), ("none", "circle-dashed", "Chưa bắt đầu")
    return [
        row(
            "Nộp ba minh chứng lớp kỹ năng số",
            "Đã có 1/3",
            "47/UBND-VX, 2.a",
            "10/11",
            "còn 7 ngày",
            running,
            "Thêm ảnh, tệp",
        ),
        row(
            "Lập danh sách người học của 14 tổ dân phố",
            "Còn thiếu tổ 9, tổ 12",
            "47/UBND-VX, 2.b",
            "12/11",
            "còn 9 ngày",
            running,
            "Báo cáo",
        ),
        row(
            "Phát bốn bản tin trên loa phường",
            "",
            "12/HD-HKH",
            "15/11",
            "còn 12 ngày",
            idle,
            "Nhận việc",
        ),
        row(
            "Gửi báo cáo kết quả năm",
            "Tổng hợp từ 14 tổ",
            "47/UBND-VX, 2.d",
            "19/12",
            "còn 46 ngày",
            ("wait", "hourglass", "Chờ Hội Khuyến học"),
            "Xem việc",
        ),
    ]


def desk() -> Any:
    """Build a desk with work on it."""
    return thing(
        today_words="Thứ Ba, 03/11/2026",
        situation_words="Có 3 việc chờ anh/chị, 1 việc bị trả lại.",
        focus=thing(
            kicker="",
            title="Bổ sung 2 ảnh rồi gửi lại báo cáo lớp kỹ năng số",
            text="Sở Khoa học và Công nghệ trả lại chiều qua: ảnh lớp tổ 4, tổ 7 chưa rõ.",
            due_words="Hạn 17:00 hôm nay",
            url="#",
            label="Bổ sung 2 ảnh",
        ),
        waiting=[
            _work(
                "1",
                "Kiểm công văn về lớp kỹ năng số cho người lớn",
                "UBND tỉnh · 47/UBND-VX · máy đọc xong lúc 07:40",
                "Kiểm nội dung",
                state_words="Chờ kiểm",
                state_icon="person-check",
                date_words="Đến 02/11",
            ),
            _work(
                "2",
                "Nhận việc: Mở ít nhất hai lớp tại mỗi tổ dân phố",
                "UBND tỉnh · 47/UBND-VX, mục 2.a",
                "Nhận việc",
                icon="tasks",
                is_post=True,
                tone="soon",
                state_icon="clock",
                state_words="Còn 2 ngày",
                date_words="Hạn 05/11",
            ),
            _work(
                "3",
                "Trình ký kế hoạch mở lớp của phường",
                "Bản nháp do anh/chị soạn 30/10",
                "Xem và trình",
                icon="signature",
                tone="soon",
                state_icon="clock",
                state_words="Còn 2 ngày",
                date_words="Hạn 05/11",
            ),
        ],
        returned=[
            _work(
                "4",
                "Danh sách người học của tổ dân phố 5",
                "Hội Khuyến học phường · trả lại 31/10, lần 1",
                "Sửa danh sách",
                icon="people",
                tone="late",
                state_icon="return",
                state_words="Trả lại",
                date_words="Hạn 06/11",
                quote="Dòng 18 và 21 ghi trùng một người. Mời xem lại rồi gửi.",
            ),
        ],
        soon=due_rows(),
        elsewhere=[
            thing(
                title="Kinh phí hai lớp buổi tối",
                who="Phòng Kinh tế",
                since_words="đã 9 ngày",
                url="#",
            ),
            thing(
                title="Mượn phòng máy Trường THCS Sông Lành",
                who="Trường THCS Sông Lành",
                since_words="đã 3 ngày",
                url="#",
            ),
        ],
        waiting_total=3,
        returned_total=1,
        soon_total=4,
        elsewhere_total=2,
        is_empty=False,
        next_words="",
        can_upload=True,
    )


def empty_desk() -> Any:
    """Build a desk with nothing on it."""
    return thing(
        today_words="Thứ Ba, 03/11/2026",
        situation_words="Hôm nay không có việc nào chờ anh/chị.",
        focus=None,
        waiting=[],
        returned=[],
        soon=[],
        elsewhere=[],
        waiting_total=0,
        returned_total=0,
        soon_total=0,
        elsewhere_total=0,
        is_empty=True,
        can_upload=True,
        next_words="Việc gần nhất đến hạn ngày 19/12. Khi có việc mới, việc sẽ hiện ở đây.",
    )


def filters(*pairs: tuple[str, int]) -> list[Any]:
    """Build filter chips; the first is the current one."""
    return [
        thing(label=label, count=count, url="?", current=at == 0)
        for at, (label, count) in enumerate(pairs)
    ]


def task_list() -> dict[str, Any]:
    """Build the list of tasks."""
    return {
        "situation_words": "12 nhiệm vụ đang chạy, 1 việc quá hạn, 4 việc đến hạn trong tháng.",
        "filters": filters(("Đang chạy", 12), ("Chưa nhận", 2), ("Quá hạn", 1), ("Đã xong", 31)),
        "page": Paginator(due_rows() * 12, 8).page(2),
    }


def document_list() -> dict[str, Any]:
    """Build the store of documents."""

    def row(
        number: str, title: str, issuer: str, date: str, state: tuple[str, str, str], label: str
    ) -> Any:
        return thing(
            id=number,
            number=number,
            title=title,
            url="#",
            kind_words="Công văn",
            issuer=issuer,
            date_words=date,
            origin_words="đến số 318",
            tone=state[0],
            state_icon=state[1],
            state_words=state[2],
            action_label=label,
            action_url="#",
        )

    rows = [
        row(
            "47/UBND-VX",
            "Mở lớp kỹ năng số cho người lớn trong dịp cuối năm",
            "UBND tỉnh Vĩnh Giang",
            "12/10/2026",
            ("wait", "person-check", "Chờ kiểm, còn 9 mục"),
            "Kiểm nội dung",
        ),
        row(
            "",
            "quet-cong-van-0311.pdf",
            "",
            "",
            ("run", "scan", "Máy đang đọc, trang 3/9"),
            "Xem máy đọc",
        ),
        row(
            "12/HD-HKH",
            "Hướng dẫn bình xét gia đình học tập năm 2026",
            "Hội Khuyến học tỉnh",
            "01/09/2026",
            ("done", "done", "Đã vào sổ, 6 việc"),
            "Mở văn bản",
        ),
        row(
            "31/KH-UBND",
            "Xây dựng xã hội học tập trên địa bàn tỉnh",
            "UBND tỉnh Vĩnh Giang",
            "05/03/2026",
            ("done", "done", "Đã vào sổ, 23 việc"),
            "Mở văn bản",
        ),
    ]
    return {
        "q": "",
        "total": 64,
        "can_upload": True,
        "page": Paginator(rows, 8).page(1),
        "filters": filters(("Tất cả", 64), ("Chờ kiểm", 3), ("Đang đọc", 1), ("Đã vào sổ", 60)),
    }


def task(**other: Any) -> Any:
    """Build one task."""
    facts = {
        "id": "t1",
        "title": "Mở ít nhất hai lớp kỹ năng số tại mỗi thôn, tổ dân phố",
        "tone": "run",
        "state_icon": "circle-dot",
        "state_words": "Đang làm",
        "role_words": "Đơn vị chủ trì",
        "issuer": "UBND tỉnh Vĩnh Giang",
        "source_words": "47/UBND-VX",
        "source_url": "#",
        "line_words": "dòng 15",
        "clause_words": "mục 2.a",
        "url": "#",
        "quote_before": "2. Ủy ban nhân dân các xã, phường: a)",
        "quote": "Mở ít nhất hai lớp kỹ năng số tại mỗi thôn, tổ dân phố trong quý IV năm 2026;",
        "quote_after": "ưu tiên người cao tuổi, người khuyết tật.",
        "due_words": "31/12/2026",
        "due_quote": "trong quý IV năm 2026",
        "left_words": "Còn 58 ngày",
        "due_tone": "run",
        "due_note": "Đã báo cáo 2 lần, lần gần nhất 28/10.",
        "actor_words": "UBND phường Sông Lành",
        "coordinators": "Hội Khuyến học phường",
        "force_words": "Giao, phải làm",
        "asked_by": "Trần Thị Hạnh, 14/10/2026",
        "can_accept": False,
        "can_report": True,
        "next_words": "",
    }
    return thing(**{**facts, **other})


def task_page(**other: Any) -> dict[str, Any]:
    """Build the page of one task."""
    return {
        "task": task(**other),
        "form": Report(),
        "reports": [
            thing(
                id="r2",
                words="Tổ 3 và tổ 8 mở lớp tối thứ Ba; 46 người học, 31 người trên 60 tuổi.",
                who="Lê Văn Phúc",
                when_words="28/10/2026, 20:15",
                files=[
                    thing(name="lop-to-3.jpg", url="#", thumb_url=""),
                    thing(name="danh-sach.pdf", url="#", thumb_url=""),
                ],
            ),
            thing(
                id="r1",
                words="Đã mượn được phòng máy của trường THCS cho sáu buổi.",
                who="Lê Văn Phúc",
                when_words="20/10/2026, 09:02",
                files=[],
            ),
        ],
        "history": [
            thing(
                words="Báo cáo lần 2", who="Lê Văn Phúc", when_words="28/10/2026, 20:15", tone=""
            ),
            thing(
                words="Báo cáo lần 1", who="Lê Văn Phúc", when_words="20/10/2026, 09:02", tone=""
            ),
            thing(
                words="Nhận việc", who="Lê Văn Phúc", when_words="15/10/2026, 07:50", tone="done"
            ),
            thing(
                words="Việc tới đơn vị từ 47/UBND-VX",
                who="Trần Thị Hạnh",
                when_words="14/10/2026, 08:31",
                tone="",
            ),
        ],
    }
