"""Sample pages by name. The words are our own; no real document is quoted."""

from collections.abc import Callable
from typing import Any

from django import forms

from tools.preview import sample_review, sample_work
from tools.preview.thing import thing


def shell(current: str = "desk", **other: Any) -> Any:
    """Build the context that the product's context processor gives every page."""

    def item(key: str, label: str, icon: str, count: int = 0, **more: Any) -> Any:
        return thing(
            label=label, url=f"/{key}", icon=icon, count=count, current=key == current, **more
        )

    groups = [
        thing(title="", items=[item("desk", "Bàn làm việc", "desk", 4, hot=True, short="Việc")]),
        thing(
            title="Chỉ đạo và kết quả",
            items=[
                item("documents", "Văn bản", "document", 3, hot=False),
                item("assignments", "Nhiệm vụ", "tasks", 12, hot=False),
            ],
        ),
        thing(title="Bảo đảm", items=[item("bodies", "Tổ chức, địa bàn", "network", hot=False)]),
    ]
    facts = {
        "actor_id": "u1",
        "actor_name": "Trần Thị Hạnh",
        "actor_initials": "TH",
        "body_name": "UBND phường Sông Lành",
        "role_names": "Văn thư",
        "memberships": [
            thing(id="m1", body="UBND phường Sông Lành", roles="Văn thư", current=True),
            thing(id="m2", body="Hội Khuyến học phường Sông Lành", roles="Theo dõi", current=False),
        ],
        "items": groups,
        "tabs": [*groups[0].items, *groups[1].items],
        "waiting": 4,
        "theme": "",
        "text": "",
        "version": "2026.11.0",
    }
    return thing(**{**facts, **other})


def error(code: str, **other: Any) -> Callable[[], dict[str, Any]]:
    """Build a sample error page."""
    return lambda: {"template": f"errors/{code}.html", **other}


def review_page() -> dict[str, Any]:
    """Build the review screen."""
    return {
        "template": "documents/pages/review.html",
        "shell": shell("documents"),
        "review": sample_review.review(),
        "add_form": sample_review.AddFind(),
    }


def reading_page() -> dict[str, Any]:
    """Build the page that waits for the machine."""
    files = [
        thing(
            name="47-UBND-VX.pdf",
            size_words="3,1 MB",
            tone="run",
            state_icon="scan",
            state_words="Đang đọc chữ",
            share=0.44,
            sentence="trang 4/9, bản quét",
            url="",
            label="",
        ),
        thing(
            name="ke-hoach.docx",
            size_words="96 KB",
            tone="done",
            state_icon="done",
            state_words="Đã đọc",
            share=None,
            sentence="7 trang, 31 mục",
            url="#",
            label="Kiểm nội dung",
        ),
        thing(
            name="phu-luc.xyz",
            size_words="12 KB",
            tone="late",
            state_icon="close",
            state_words="Không đọc được",
            share=None,
            sentence="Loại tệp này máy chưa biết. Mời lưu lại thành PDF rồi gửi.",
            url="",
            label="",
        ),
    ]
    stages = [
        thing(words="Nhận tệp, kiểm an toàn", at="past", note=""),
        thing(words="Nhận chữ từ ảnh quét", at="now", note="trang 4/9, chừng 1 phút nữa"),
        thing(words="Tách đề mục, tìm việc, hạn, chỉ tiêu", at="next", note=""),
        thing(words="Mở màn hình kiểm", at="next", note=""),
    ]
    return {
        "template": "documents/pages/reading.html",
        "shell": shell("documents"),
        "reading": thing(id="r1", name="47-UBND-VX.pdf", is_over=False, files=files, stages=stages),
    }


def detail_page() -> dict[str, Any]:
    """Build a document in the book."""
    known = sample_review.review()
    document = thing(
        id="vb1",
        number="47/UBND-VX",
        title="Mở lớp kỹ năng số cho người lớn trong dịp cuối năm",
        kind_words="Công văn",
        issuer="UBND tỉnh Vĩnh Giang",
        date_words="12/10/2026",
        arrival_words="Đến số 318, 14/10/2026",
        tone="done",
        state_icon="done",
        state_words="Đã vào sổ",
        review_url="",
        facts=[
            thing(label=fact.label, value=fact.value or "Nguyễn Thu Lam") for fact in known.facts
        ],
        documents=known.documents,
        sheets=known.sheets,
        bases=[thing(words="Kế hoạch 31/KH-UBND ngày 05/3/2026", url="#", note="")],
        carried_by=[],
        history=[
            thing(
                words="Vào sổ, giao 5 việc cho 59 nơi",
                who="Trần Thị Hạnh",
                when_words="14/10/2026, 08:31",
                tone="done",
            ),
            thing(
                words="Kiểm xong 16 mục",
                who="Trần Thị Hạnh",
                when_words="14/10/2026, 08:30",
                tone="",
            ),
            thing(words="Máy đọc xong", who="", when_words="14/10/2026, 08:05", tone=""),
            thing(words="Đưa lên", who="Trần Thị Hạnh", when_words="14/10/2026, 08:03", tone=""),
        ],
    )
    tasks = [
        thing(
            title=row.title,
            url="#",
            bodies_words="58 xã, phường",
            due_words=row.due_words,
            left_words=row.left_words,
            tone=row.tone,
            state_icon=row.state_icon,
            state_words=row.state_words,
            line_first=15,
        )
        for row in sample_work.due_rows()
    ]
    targets = known.target_groups[0].finds
    return {
        "template": "documents/pages/detail.html",
        "shell": shell("documents"),
        "document": document,
        "tasks": tasks,
        "targets": targets,
    }


class Login(forms.Form):
    login = forms.CharField(
        label="Tên đăng nhập hoặc thư điện tử",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Mật khẩu", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    remember = forms.BooleanField(label="Nhớ trên máy này", required=False)


def login_page() -> dict[str, Any]:
    """Build the sign-in page with a refused attempt."""
    form = Login({"login": "vanthu", "password": ""})
    form.add_error(None, "Tên đăng nhập hoặc mật khẩu chưa đúng. Mời gõ lại.")
    return {"template": "account/login.html", "form": form}


def page(template: str, current: str = "desk", **context: Any) -> Callable[[], dict[str, Any]]:
    """Build a sample signed-in page."""
    return lambda: {"template": template, "shell": shell(current), **context}


PAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "loi-403": error("403", shell=shell()),
    "loi-404": error("404"),
    "ban": page("dashboards/pages/desk.html", desk=sample_work.desk()),
    "ban-trong": page("dashboards/pages/desk.html", desk=sample_work.empty_desk()),
    "ban-rat-lon": lambda: {
        "template": "dashboards/pages/desk.html",
        "desk": sample_work.desk(),
        "shell": shell(text="rat-lon"),
    },
    "van-ban": lambda: {
        "template": "documents/pages/list.html",
        "shell": shell("documents"),
        **sample_work.document_list(),
    },
    "van-ban-mot": detail_page,
    "tai-len": page(
        "documents/pages/upload.html",
        "documents",
        limit_words="mỗi tệp tới 50 MB",
        reads_scans=True,
    ),
    "dang-doc": reading_page,
    "kiem": review_page,
    "kiem-rat-lon": lambda: {
        **review_page(),
        "shell": shell("documents", text="rat-lon", theme="light"),
    },
    "nhiem-vu": lambda: {
        "template": "assignments/pages/list.html",
        "shell": shell("assignments"),
        **sample_work.task_list(),
    },
    "nhiem-vu-mot": lambda: {
        "template": "assignments/pages/detail.html",
        "shell": shell("assignments"),
        **sample_work.task_page(),
    },
    "nhiem-vu-moi": lambda: {
        "template": "assignments/pages/detail.html",
        "shell": shell("assignments"),
        **sample_work.task_page(
            can_accept=True,
            can_report=False,
            tone="none",
            state_icon="mail",
            state_words="Chưa nhận",
            due_note="",
        ),
        "reports": [],
    },
    "bao-cao": lambda: {
        "template": "assignments/pages/report.html",
        "shell": shell("assignments"),
        "task": sample_work.task(),
        "form": sample_work.Report({"words": ""}),
    },
    "dang-nhap": login_page,
    "hai-lop": page("mfa/index.html", authenticators={}, is_mfa_enabled=False),
    "loi-500": error("500", request_id="7f3a91"),
}
