"""A form as the page for editing it shows it, and what that page sends read back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from behoc.kernel import data
from behoc.measure.indicators.queries.codes import list_all
from behoc.measure.reporting.rules.catalogue import read_forms
from behoc.measure.reporting.rules.content import FormContent

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator

NEW_ROWS = 3
_TEXTS = ("heading", "help")
_ROW_TEXTS = ("label", "number")


def build_fields(
    form: FormContent, sent: Mapping[str, Any] | None, *, asks_rows: bool = True
) -> dict[str, Any]:
    """Sections and rows as fields; what was sent and refused stands as it was typed.

    `asks_rows`: rows are ticked to begin with, as they are in an edition that asks them already.
    """
    return {
        "sections": [
            {
                "code": each.code,
                "keep": _ticked(sent, f"s.{each.code}.keep", known=True),
                "heading": _typed(sent, f"s.{each.code}.heading", each.heading),
                "help": _typed(sent, f"s.{each.code}.help", each.help),
                "required": _ticked(sent, f"s.{each.code}.required", known=each.required),
                "gathers": _ticked(sent, f"s.{each.code}.gathers", known=each.gathers),
            }
            for each in form.sections
        ],
        "tables": [
            {
                "heading": table.heading,
                "rows": [
                    {
                        "key": row.key,
                        "keep": _ticked(sent, f"r.{row.key}.keep", known=asks_rows),
                        "number": _typed(sent, f"r.{row.key}.number", row.number),
                        "label": _typed(sent, f"r.{row.key}.label", row.label),
                        "required": _ticked(sent, f"r.{row.key}.required", known=row.required),
                        "unit": row.unit,
                    }
                    for row in table.rows
                ],
            }
            for table in form.tables
        ],
        "added_heading": _typed(sent, "n.heading", _("Số liệu thêm của cơ quan")),
        "added": [
            {
                "number": number,
                "indicator": _typed(sent, f"n.{number}.indicator", ""),
                "label": _typed(sent, f"n.{number}.label", ""),
            }
            for number in range(1, NEW_ROWS + 1)
        ],
        "indicators": [(each.code, each.name) for each in list_all() if each.code],
    }


def read_fields(content: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The content of the edition that the page describes, drawn from the one it began with."""
    sections = [
        {
            **each,
            **{name: sent.get(f"s.{each['code']}.{name}", "") for name in _TEXTS},
            "required": f"s.{each['code']}.required" in sent,
            "gathers": f"s.{each['code']}.gathers" in sent,
        }
        for each in content.get("sections", [])
        if f"s.{each['code']}.keep" in sent
    ]
    gone = {
        row["key"]
        for table in content.get("tables", [])
        for row in table["rows"]
        if f"r.{row['key']}.keep" not in sent
    }
    tables = [
        {
            **table,
            "rows": [_row(row, sent, gone) for row in table["rows"] if row["key"] not in gone],
        }
        for table in content.get("tables", [])
    ]
    added = list(_added(sent, {row["key"] for table in tables for row in table["rows"]}))
    if added:
        tables.append({"code": _free(tables), "heading": _heading(sent), "rows": added})
    kept = [table for table in tables if table["rows"]]
    return {"sections": sections, "tables": kept, "limits": content.get("limits", {})}


def blank_content() -> dict[str, Any]:
    """What a form of one's own begins with: the shipped headings, and every indicator to pick."""
    shipped = next(read_forms(data.path("reporting", "forms")))
    rows = [_asked(each, str(each.code), "", each.name) for each in list_all() if each.code]
    table = {"code": "figures", "heading": _("Số liệu"), "rows": rows}
    return {
        "sections": shipped.content["sections"],
        "tables": [table],
        "limits": shipped.content["limits"],
    }


def read_blank(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a form of one's own; rows without a number are counted through."""
    content = read_fields(blank_content(), sent)
    rows = [row for table in content["tables"] for row in table["rows"]]
    for number, row in enumerate(rows, 1):
        if not row["number"] or row["number"].startswith("+"):
            row["number"] = str(number)
    return content


def _row(row: Mapping[str, Any], sent: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    said = {name: sent.get(f"r.{row['key']}.{name}", "") for name in _ROW_TEXTS}
    changed = {**row, **said, "required": f"r.{row['key']}.required" in sent}
    # A rule that names a row which is taken out goes with it.
    changed["sum_of"] = [each for each in row.get("sum_of") or [] if each not in gone]
    changed["most"] = "" if row.get("most") in gone else row.get("most", "")
    return changed


def _added(sent: Mapping[str, Any], taken: set[str]) -> Any:
    """New rows, each for a known indicator or for words of one's own."""
    known = {each.code: each for each in list_all() if each.code}
    for number in range(1, NEW_ROWS + 1):
        indicator = known.get(str(sent.get(f"n.{number}.indicator", "")))
        label = str(sent.get(f"n.{number}.label", "")).strip()
        if indicator is None and not label:
            continue
        key = indicator.code if indicator and indicator.code not in taken else f"own-{number}"
        while key in taken:
            key = f"{key}-{number}"
        taken.add(str(key))
        yield _asked(indicator, str(key), f"+{number}", label)


def _asked(indicator: "Indicator | None", key: str, number: str, label: str) -> dict[str, Any]:
    """A row that asks for an indicator, or for something of one's own."""
    return {
        "key": key,
        "number": number,
        "label": label or (indicator.name if indicator else ""),
        "indicator": indicator.code if indicator else "",
        "unit": indicator.unit if indicator else "",
        "decimals": indicator.decimals if indicator else 0,
        "has_denominator": bool(indicator and indicator.denominator),
        "of": (indicator.denominator or "") if indicator else "",
    }


def _free(tables: list[dict[str, Any]]) -> str:
    codes = {table["code"] for table in tables}
    return next(
        code for number in range(1, len(codes) + 2) if (code := f"own-{number}") not in codes
    )


def _heading(sent: Mapping[str, Any]) -> str:
    return str(sent.get("n.heading", "")).strip()


def _typed(sent: Mapping[str, Any] | None, name: str, known: str) -> str:
    return str(sent.get(name, "")) if sent is not None else known


def _ticked(sent: Mapping[str, Any] | None, name: str, *, known: bool) -> bool:
    return name in sent if sent is not None else known
