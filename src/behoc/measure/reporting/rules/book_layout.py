"""Where things stand in the workbook of a report, and what it says of itself. Pure.

Rows are known by a hidden key in the first column, never by their place or their words.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from behoc.kernel.errors import RuleBroken

FIGURES: Final = "Số liệu"
WORDS: Final = "Lời văn"
HIDDEN: Final = "_be_hoc"
FAULTS: Final = "Cần sửa"

# The columns of the sheet of figures, from the left.
KEY, NUMBER, LABEL, UNIT, N, D, SHARE, BEFORE, KNOWN, WHY, CHECK = range(11)
HEADINGS: Final = (
    "",
    "Số",
    "Nội dung",
    "Đơn vị tính",
    "Kết quả",
    "Trên tổng số",
    "Tỷ lệ %",
    "Kỳ trước",
    "Hệ thống đã có",
    "Giải thích",
    "Kiểm tra",
)
# The columns of the sheet of words.
WORDS_HEADING, WORDS_TEXT = 1, 2
OWN: Final = "#"  # the key of lines that are ours: headings and notes
COLUMNS: Final = "#cot"  # the key of the line that names the columns
# A cell of Excel holds 32,767 signs and 253 line ends; a longer text goes on in the next cell.
SIGNS, LINES = 32_000, 250
_FORMAT = "be-hoc/bao-cao/1"
_FIELDS = ("report", "form", "edition", "body", "period")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose report a workbook holds, of which edition of the form, as it stood when given out."""

    report: str
    form: str
    edition: int
    body: str
    period: str
    revision: int
    answers: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """A mark that a changed hidden sheet no longer fits."""
        return hashlib.sha256(self._facts.encode()).hexdigest()

    @property
    def _facts(self) -> str:
        told = [getattr(self, name) for name in _FIELDS]
        return json.dumps([*told, self.revision, self.answers], ensure_ascii=False, sort_keys=True)

    def lines(self) -> list[tuple[str, str]]:
        """The hidden sheet, name beside value; a long value goes on in the next lines."""
        told = [(name, str(getattr(self, name))) for name in _FIELDS]
        kept = json.dumps(self.answers, ensure_ascii=False, sort_keys=True)
        pieces = [kept[at : at + SIGNS] for at in range(0, len(kept), SIGNS)]
        return [
            ("format", _FORMAT),
            *told,
            ("revision", str(self.revision)),
            ("digest", self.digest),
            *(("answers", piece) for piece in pieces),
        ]


def read_stamp(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Stamp:
    """What a workbook says of itself; refuses one that we did not give out."""
    found: dict[str, str] = {}
    for name, value, *_rest in (row for row in sheets.get(HIDDEN, ()) if len(row) > 1):
        found[str(name)] = found.get(str(name), "") + str("" if value is None else value)
    if found.get("format") != _FORMAT or FIGURES not in sheets:
        raise RuleBroken(
            "Tệp này không phải biểu mẫu Excel tải từ hệ thống. Tải biểu mẫu của báo cáo này, "
            "điền vào rồi gửi lại."
        )
    try:
        told = {name: found[name] for name in ("report", "form", "body", "period")}
        stamp = Stamp(
            **told,
            edition=int(found["edition"]),
            revision=int(found["revision"]),
            answers=json.loads(found["answers"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged() from error
    if stamp.digest != found.get("digest"):
        raise _damaged()
    return stamp


def cell_name(row: int, column: int) -> str:
    """The name of a cell as Excel shows it; row and column count from 0."""
    return f"{chr(ord('A') + column)}{row + 1}"


def _damaged() -> RuleBroken:
    return RuleBroken(
        "Phần nhận dạng trong tệp đã bị sửa nên không biết tệp là của báo cáo nào. "
        "Tải lại biểu mẫu rồi chép số liệu sang."
    )
