"""What must be there before a report may be sent: the few things that stop. Pure."""

from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.rules.content import Answers, FormContent


def require_complete(form: FormContent, answers: Answers) -> None:
    """RuleBroken names the first required number or section that is missing."""
    for row in form.rows:
        cell = answers.cell(row.key)
        if row.required and cell.n is None:
            raise RuleBroken(
                "Dòng %(number)s “%(label)s” chưa có số. Ghi số rồi gửi; không có thì ghi 0.",
                number=row.number,
                label=row.label,
            )
        if row.required and row.has_denominator and cell.d is None:
            raise RuleBroken(
                "Dòng %(number)s “%(label)s” chưa có mẫu số. Ghi mẫu số rồi gửi.",
                number=row.number,
                label=row.label,
            )
    for section in form.sections:
        if section.required and not answers.texts.get(section.code, "").strip():
            raise RuleBroken(
                "Mục “%(heading)s” chưa có chữ nào. Viết rồi gửi.", heading=section.heading
            )


def require_places(form: FormContent, places: list[str]) -> None:
    """RuleBroken where a remark stands at a row or section that the form does not have."""
    known = {row.key for row in form.rows} | {each.code for each in form.sections}
    for place in places:
        if place not in known:
            raise RuleBroken("Báo cáo không có dòng hay mục “%(place)s”.", place=place)
