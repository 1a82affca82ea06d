"""A sample dispatch of a made-up province, as read and partly checked."""

import re
from typing import Any

from django import forms
from tools.preview.thing import thing

TEXT = """
ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG|centre
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|head
Độc lập - Tự do - Hạnh phúc|head
Số: [head so |47/UBND-VX]|centre
[head ngay |Vĩnh Giang, ngày 12 tháng 10 năm 2026]|right
[head tri |V/v mở lớp kỹ năng số cho người lớn trong dịp cuối năm]|centre
Kính gửi:|centre
- [head kg |Các sở, ban, ngành, đoàn thể tỉnh];
- Ủy ban nhân dân các xã, phường.
[base cc1 CC1|Thực hiện Kế hoạch số 31/KH-UBND ngày 05/3/2026] về xây dựng xã hội học tập, để nhiều người lớn tuổi biết dùng điện thoại làm giấy tờ, Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Khoa học và Công nghệ|clause
a) [task nv1 NV1|Chủ trì, phối hợp với Tỉnh đoàn soạn bộ bài giảng ngắn về kỹ năng số] cho người trên 50 tuổi; [time th1 TH1|hoàn thành trước ngày 10/11/2026].
b) Hướng dẫn các địa phương dùng bài giảng ở trung tâm học tập cộng đồng.
2. Ủy ban nhân dân các xã, phường|clause
a) [task nv2 NV2|Mở ít nhất hai lớp kỹ năng số tại mỗi thôn, tổ dân phố] trong quý IV năm 2026; ưu tiên người cao tuổi, người khuyết tật.
b) [task nv3 NV3|Giao Hội Khuyến học cùng cấp lập danh sách người học], không trùng giữa các lớp.
c) Phấn đấu [goal ct1 CT1|85% người trong độ tuổi lao động có tài khoản định danh], [goal ct2 CT2|70% thôn, tổ dân phố có lớp học] và [goal ct3 CT3|12.500 lượt người học] trong năm 2026.
d) [time th2 TH2|Trước ngày 20 tháng 12 hằng năm], [task nv4 NV4|gửi báo cáo kết quả về Sở Giáo dục và Đào tạo] để tổng hợp.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh|clause
[task nv5 NV5|Vận động đoàn viên, hội viên tham gia đứng lớp tình nguyện].
Trong quá trình thực hiện, nếu có khó khăn, các đơn vị phản ánh về Sở Giáo dục và Đào tạo để được hướng dẫn.
"""  # noqa: E501


class MendDeadline(forms.Form):
    kind = forms.ChoiceField(label="Kiểu hạn", choices=[("y", "Hằng năm"), ("o", "Một lần")])
    last_day = forms.CharField(label="Ngày cuối còn kịp")


class AddFind(forms.Form):
    kind = forms.ChoiceField(label="Loại mục", choices=[("task", "Nhiệm vụ"), ("time", "Thời hạn")])
    first_line = forms.IntegerField(label="Từ dòng")
    last_line = forms.IntegerField(label="Đến dòng", required=False)
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 2}))


def lines() -> list[Any]:
    """Cut the sample text into numbered lines with marked parts."""
    return [_line(number, raw) for number, raw in enumerate(TEXT.strip().splitlines(), 1)]


def review(**other: Any) -> Any:
    """Build the context of the review screen."""
    facts = {
        "id": "vb1",
        "number": "47/UBND-VX",
        "kind_name": "Công văn",
        "source_words": "Bản quét 2 trang, kèm 1 kế hoạch",
        "arrival_words": "Đến số 318, 14/10/2026",
        "left": 9,
        "done": 7,
        "total": 16,
        "next_id": "nv1",
        "documents": [
            thing(
                id="vb1", number="47/UBND-VX", pages_words="2 tr.", left=9, current=True, url="#"
            ),
            thing(
                id="vb2", number="31/KH-UBND", pages_words="7 tr.", left=0, current=False, url="#"
            ),
        ],
        "filters": [
            thing(label="Chưa kiểm", count=9, url="?", current=True, starts_group=False),
            thing(label="Tất cả", count=16, url="?", current=False, starts_group=False),
            thing(label="Thông tin", count=6, url="?", current=False, starts_group=True),
            thing(label="Nhiệm vụ", count=5, url="?", current=False, starts_group=False),
            thing(label="Thời hạn", count=2, url="?", current=False, starts_group=False),
            thing(label="Chỉ tiêu", count=3, url="?", current=False, starts_group=False),
        ],
        "facts": _facts(),
        "facts_done": 5,
        "facts_total": 6,
        "facts_left": 1,
        "sheets": [
            thing(title="Trang 1/2", lines=lines()[:13]),
            thing(title="Trang 2/2", lines=lines()[13:]),
        ],
        "groups": [
            thing(key="task", title="Nhiệm vụ và thời hạn", left=4, total=7, finds=_tasks()),
        ],
        "target_groups": [
            thing(
                key="goal-2026", title="Chỉ tiêu đến hết năm 2026", left=3, total=3, finds=_goals()
            )
        ],
    }
    return thing(**{**facts, **other})


def _line(number: int, raw: str) -> Any:
    text, _, style = (
        raw.rpartition("|") if re.search(r"\|(centre|head|right|clause)$", raw) else (raw, "", "")
    )
    parts = []
    for piece in re.split(r"(\[[^\]]*\])", text):
        found = re.fullmatch(r"\[(\w+) (\w+) (\w*)\|(.*)\]", piece)
        if found:
            kind, find_id, code, words = found.groups()
            parts.append(thing(text=words, find_id=find_id, kind=kind, code=code))
        elif piece:
            parts.append(thing(text=piece, find_id="", kind="", code=""))
    return thing(number=number, style=style, segments=parts)


def _facts() -> list[Any]:
    def fact(key: str, label: str, value: str, line: int, **more: Any) -> Any:
        known = {
            "id": key,
            "label": label,
            "value": value,
            "note": "",
            "verdict": "yes",
            "sure": True,
            "why": "",
            "line_first": line,
            "line_words": f"dòng {line}",
            "editing": False,
            "kind": "head",
            "code": "",
            "form": None,
        }
        return thing(**{**known, **more})

    return [
        fact("loai", "Loại", "Công văn, kèm 1 kế hoạch", 1),
        fact("so", "Số, ký hiệu", "47/UBND-VX", 4),
        fact("ngay", "Ngày, nơi", "12/10/2026, Vĩnh Giang", 5),
        fact(
            "tri",
            "Trích yếu",
            "Mở lớp kỹ năng số cho người lớn trong dịp cuối năm",
            6,
            verdict="open",
        ),
        fact("kg", "Kính gửi", "Các sở, ban, ngành, đoàn thể tỉnh", 8, note="(nhóm: 24 nơi)"),
        fact(
            "ky",
            "Người ký",
            "",
            21,
            verdict="open",
            sure=False,
            why="Dấu che chữ, chưa đọc chắc",
            note="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        ),
    ]


def find(key: str, code: str, kind: str, title: str, line: int, **more: Any) -> Any:
    """Build one sample find."""
    known = {
        "id": key,
        "code": code,
        "kind": kind,
        "group": "task",
        "verdict": "open",
        "sure": True,
        "kind_name": {"task": "Nhiệm vụ", "time": "Thời hạn", "goal": "Chỉ tiêu"}[kind],
        "why": "",
        "line_first": line,
        "line_words": f"dòng {line}",
        "title": title,
        "detail": "",
        "editing": False,
        "form": None,
        "quote": "",
        "actor": None,
        "role_words": "Chủ trì",
        "coordinators": "",
        "deadline": None,
        "force_words": "",
        "clause_words": "",
        "rows": [],
        "decided_words": "",
        "reject_reason": "",
        "mend_label": "",
        "label": "",
    }
    return thing(**{**known, **more})


def _tasks() -> list[Any]:
    bodies = thing(
        words="UBND các xã, phường",
        count_words="58 nơi",
        rule_words="Mọi UBND cấp xã của tỉnh, theo danh sách đang có hiệu lực ngày 12/10/2026.",
        remembered_words="Đã dùng cho 3 văn bản trước của UBND tỉnh.",
        mismatch_words="",
        names=["UBND xã Hòa An", "UBND xã Tân Lập", "UBND phường Sông Lành", "và 55 nơi khác"],
    )
    sole = thing(
        words="Sở Khoa học và Công nghệ", count_words="", rule_words="", names=[], mismatch_words=""
    )
    front = thing(
        words="Ủy ban MTTQ Việt Nam tỉnh",
        count_words="",
        rule_words="",
        names=[],
        mismatch_words="",
    )
    form = MendDeadline({"kind": "y", "last_day": "20/12/2025"})
    form.add_error("last_day", "20/12/2025 đã qua khi văn bản ban hành. Nhập 19/12/2026?")
    return [
        find(
            "nv1",
            "NV1",
            "task",
            "Soạn bộ bài giảng ngắn về kỹ năng số",
            12,
            actor=sole,
            detail="cho người trên 50 tuổi",
            coordinators="Tỉnh đoàn",
            clause_words="mục 1.a",
            deadline=thing(
                words="09/11/2026", left_words="còn 26 ngày", quote="trước ngày 10/11/2026"
            ),
            force_words="Giao, phải làm",
            line_words="dòng 12",
            why="Câu mở đầu bằng “Chủ trì”, đứng dưới đề mục nêu tên một cơ quan.",
        ),
        find(
            "nv2",
            "NV2",
            "task",
            "Mở ít nhất hai lớp kỹ năng số tại mỗi thôn, tổ dân phố",
            15,
            actor=bodies,
            clause_words="mục 2.a",
            force_words="Giao, phải làm",
            deadline=thing(
                words="31/12/2026", left_words="còn 78 ngày", quote="trong quý IV năm 2026"
            ),
        ),
        find(
            "nv3",
            "NV3",
            "task",
            "Lập danh sách người học",
            16,
            sure=False,
            clause_words="mục 2.b",
            why="Cần xem: việc giao qua một nơi khác",
            detail="không trùng giữa các lớp",
            actor=thing(
                words="Hội Khuyến học cùng cấp",
                count_words="57 nơi",
                names=["Hội Khuyến học xã Hòa An", "và 56 nơi khác"],
                rule_words="Hội Khuyến học đứng cùng địa bàn với nơi được giao.",
                remembered_words="",
                mismatch_words="57 nơi, ít hơn 58 xã, phường: xã Tân Lập chưa có hội.",
            ),
            mend_label="Chọn nơi làm",
        ),
        find(
            "th2",
            "TH2",
            "time",
            "",
            18,
            editing=True,
            form=form,
            quote="Trước ngày 20 tháng 12 hằng năm",
        ),
        find(
            "th1",
            "TH1",
            "time",
            "",
            12,
            verdict="yes",
            detail="09/11/2026, gắn với NV1",
            decided_words="Trần Thị Hạnh, 14/10 08:12",
        ),
        find(
            "nv5",
            "NV5",
            "task",
            "Vận động đoàn viên, hội viên đứng lớp tình nguyện",
            20,
            actor=front,
            force_words="Đề nghị",
            clause_words="mục 3",
        ),
        find(
            "nv6",
            "NV6",
            "task",
            "",
            21,
            verdict="no",
            detail="Phản ánh khó khăn về Sở Giáo dục và Đào tạo",
            reject_reason="câu kết, không phải việc giao.",
        ),
    ]


def _goals() -> list[Any]:
    rows = [
        (
            "ct1",
            "CT1",
            "Người trong độ tuổi lao động có tài khoản định danh",
            "trên tổng số người trong độ tuổi",
            "85%",
        ),
        ("ct2", "CT2", "Thôn, tổ dân phố có lớp học", "trên tổng số thôn, tổ dân phố", "70%"),
        ("ct3", "CT3", "Lượt người học", "cộng dồn trong năm", "12.500"),
    ]
    return [
        find(key, code, "goal", title, 17, group="goal-2026", of_words=of, level_words=level)
        for key, code, title, of, level in rows
    ]
