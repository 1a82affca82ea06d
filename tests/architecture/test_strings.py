"""Every sentence that people read goes through gettext: docs/decisions/0015-sentences-wait.md."""

import ast
import re
import unicodedata
from functools import cache

from behoc.config.management.commands.makemessages import KEYWORDS
from behoc.kernel import errors
from tests.architecture.inventory import PACKAGE, app_of, product_files, tree

SPOKEN = ("kernel", "config", "ground", "direction", "delivery", "measure", "judgement", "surface")
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "sentence"}
LETTER = re.compile("[đĐ]|[AEIOUYaeiouy][\u0300-\u0303\u0306\u0309\u031b\u0323]")
# A path, or a path and the name that a module gives to the text, and why it speaks no gettext.
SPARED = {
    "config/management/": "the console of whoever runs the server",
    "config/commands_read.py": "the console of whoever runs the server",
    "config/reading_summary.py": "what the console command prints",
    "config/run.py": "the console of whoever runs the server",
    "config/embedded.py": "the console of whoever runs the server",
    "config/settings/": "settings are read before any language is known",
    "config/sample.py": "accounts printed on the console, and columns of the sample file",
    "config/places.py": "the name of the country, which is data",
    "config/faults.py:_BARE": "the page that stands when nothing else works, translations included",
    "direction/documents/services/reading.py:system_actor": "the name of an actor, kept in the log",
    "direction/relations/services/keeping.py:system_actor": "the name of an actor, kept in the log",
    "direction/documents/rules.py": "codes of kinds of papers, as beside a line",
    "direction/assignments/queries/screens.py:sub": "a pattern",
    "direction/assignments/services/recurring.py:system_actor": "the name of an actor, in the log",
    "direction/assignments/services/escalating.py:system_actor": "the name of an actor, in the log",
    "direction/handling/services/passing_on.py:system_actor": "the name of an actor, in the log",
    "ground/attachments/rules.py:compile": "a pattern",
    "ground/organisations/models.py": "how the names of places are spelt",
    "ground/organisations/rules/bodies_file.py:COLUMNS": "headings of a file, read back as written",
    "ground/organisations/rules/template.py": "a file that is read back: its words are its format",
    "measure/reporting/rules/book_checks.py": "a form on paper: its words are its format",
    "measure/reporting/rules/book_layout.py": "a form on paper, read back as written",
    "measure/reporting/rules/book_out.py": "a form on paper: its words are its format",
    "measure/reporting/rules/bound_text.py:_SHORT": "a pattern",
    "measure/reporting/rules/figure_book.py": "a file that is read back: its words are its format",
    "measure/reporting/rules/intakes.py:HEADINGS": "headings of a file, read back as written",
    "measure/reporting/rules/intakes.py:NAMES": "headings of a file, read back as written",
    "kernel/actor.py:system_actor": "the name of an actor, kept in the log",
    "kernel/text.py": "the alphabet",
}
FIX = (
    "A sentence for people is a literal inside _() or gettext_noop(), the first argument of a "
    "refusal, or sentence() in a pure module; facts stand as %(name)s, never in an f-string: "
)


def is_vietnamese(text):
    """The text has a letter that only Vietnamese (among our languages) writes."""
    return bool(LETTER.search(unicodedata.normalize("NFD", text)))


def unmarked(module, *, refusals, verbose=False):
    """Line, names around and text of every Vietnamese literal that gettext does not see."""
    yield from _walk(module, (), refusals=refusals, verbose=verbose)


def _walk(node, names, *, refusals, verbose):
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and is_vietnamese(node.value):
            yield node.lineno, names, node.value
        return
    if isinstance(node, ast.JoinedStr):
        yield from _format_string(node, names, refusals=refusals, verbose=verbose)
        return
    for child, inside in _children(node, names, refusals=refusals, verbose=verbose):
        yield from _walk(child, inside, refusals=refusals, verbose=verbose)


def _format_string(node, names, *, refusals, verbose):
    parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
    if is_vietnamese("".join(parts)):
        yield node.lineno, names, "f" + repr("…".join(parts))
    for part in node.values:
        if not isinstance(part, ast.Constant):
            yield from _walk(part, names, refusals=refusals, verbose=verbose)


def _children(node, names, *, refusals, verbose):
    """What to look into, leaving out the marked literals and the docstrings."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        name = getattr(target, "id", "")
        if name in {"verbose_name", "verbose_name_plural"}:
            return []
        names = (*names, name)
    if isinstance(node, ast.FunctionDef):
        names = (*names, node.name)
    if isinstance(node, ast.Call):
        return _arguments(node, names, refusals=refusals, verbose=verbose)
    return [(child, names) for child in ast.iter_child_nodes(node)]


def _arguments(call, names, *, refusals, verbose):
    called = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    spared = called in MARKS | refusals or (verbose and called.endswith("Field"))
    first = bool(spared and call.args and isinstance(call.args[0], ast.Constant))
    if called.startswith("ngettext"):
        first = 2
    words = [
        keyword.value
        for keyword in call.keywords
        if keyword.arg not in {"verbose_name", "violation_error_message"}
    ]
    inside = (*names, called)
    return [(part, inside) for part in (call.func, *call.args[int(first) :], *words)]


@cache
def refusals():
    """The names of all refusals: kernel's own and those that apps derive from them."""
    names = {name for name, kind in vars(errors).items() if _is_refusal(kind)}
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and any(
                getattr(base, "id", "") in names for base in node.bases
            ):
                names.add(node.name)
    return frozenset(names)


def _is_refusal(kind):
    return isinstance(kind, type) and issubclass(kind, errors.Refusal)


def _reason(place, names):
    keys = [place, *(f"{place}:{name}" for name in names)]
    folders = [key for key in SPARED if key.endswith("/") and place.startswith(key)]
    return next((key for key in (*keys, *folders) if key in SPARED), None)


def _found():
    for path in product_files():
        place = path.relative_to(PACKAGE).as_posix()
        if place.split("/")[0] not in SPOKEN:
            continue
        is_models = app_of(path) is not None and "models" in (path.stem, path.parent.name)
        for line, names, text in unmarked(tree(path), refusals=refusals(), verbose=is_models):
            yield place, line, text, _reason(place, names)


def test_every_sentence_goes_through_gettext():
    bare = [f"{place}:{line}: {text}" for place, line, text, reason in _found() if not reason]

    assert not bare, FIX + "; ".join(bare)


def test_every_spared_text_is_still_there():
    used = {reason for *_, reason in _found()}

    assert set(SPARED) <= used, f"No longer needed: {sorted(set(SPARED) - used)}"


def test_the_catalogue_gathers_every_refusal():
    assert set(KEYWORDS) == refusals() | {"sentence"}


def _texts(code):
    return [text for _, _, text in unmarked(ast.parse(code), refusals=frozenset({"RuleBroken"}))]


def test_a_bare_sentence_is_found():
    assert _texts('words = "Đã nhận"') == ["Đã nhận"]
    assert _texts('say("Đã nhận", key=_("Đã xong"))') == ["Đã nhận"]
    assert _texts('raise RuleBroken("Đã nhận", body="Đã xong")') == ["Đã xong"]
    assert _texts('_("Đã nhận") + "Đã xong"') == ["Đã xong"]


def test_a_format_string_is_found_even_where_a_literal_may_stand():
    assert _texts('raise RuleBroken(f"Còn {left} mục")')
    assert _texts('_(f"Còn {left} mục")')


def test_a_marked_sentence_a_docstring_and_plain_ascii_pass():
    assert not _texts('"""Đã nhận."""\nwords = {1: gettext_noop("Đã nhận"), 2: "open"}')
    assert not _texts('raise RuleBroken("Còn %(left)s mục", left=3)')
    assert not _texts('ngettext("%(n)s mục", "%(n)s mục", 2)')
