"""Names and addresses on the cascade page: groups, tasks, and the reader's choice."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.cascade import TaskCount
from behoc.direction.assignments.queries.screens import short
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.text import fold
from behoc.surface.dashboards.rules import Choice, Order


def level_name(code: str) -> str:
    """The official name of a level, with a capital."""
    known = next((lv.vi for lv in shipped().levels if lv.code == code), None)
    return capital(_(known) if known else _("cấp khác"))


def line_name(code: str) -> str:
    """The official name of a line."""
    known = dict(shipped().lines).get(code)
    return _(known) if known else _("Khối khác")


def group_name(level: str, line: str) -> str:
    """“Cấp xã · Hội Khuyến học”."""
    return f"{level_name(level)} · {line_name(line)}"


def task_name(task: TaskCount, *, longest: int) -> str:
    """What a task asks, without the name of who is to do it: that stands in the rows."""
    said = task.text
    plain, who = fold(said), fold(task.actor_words)
    at = plain.find(who) if who else -1
    if 0 <= at <= _HEAD and len(plain) == len(said):
        rest = said[at + len(who) :].strip(" ,:;–-")
        said = rest or said
    return short(said, longest=longest)


def task_code(number: int) -> str:
    """“NV3”: the third task in the order of the text."""
    return _("NV%(number)s") % {"number": number}


def with_choice(choice: Choice, **changes: object) -> str:
    """The address of the matrix with the present choice and these changes; empty values go."""
    held: dict[str, object] = {
        "khoi": choice.line,
        "cap": choice.level,
        "qua-han": "1" if choice.late else "",
        "chua-mo": "1" if choice.unopened else "",
        "chua-ke-hoach": "1" if choice.planless else "",
        "da": choice.step or "",
        "im-lang": choice.silent or "",
        "cap-duoi": "1" if choice.parts else "",
        "q": choice.words,
        "sap": "" if choice.order is Order.SLOWEST else choice.order.value,
    }
    held |= {name.replace("_", "-"): value for name, value in changes.items()}
    kept = {name: value for name, value in held.items() if value not in ("", None, False)}
    return f"?{urlencode(kept)}" if kept else "?"


_HEAD = 12  # a list mark and a number may stand before the name of who is to act


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
