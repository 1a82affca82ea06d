import re

import pytest

from tests.architecture.inventory import PACKAGE, ROOT, app_of, name_of, order, templates

SHARED = ("components/", "shell/", "base.html", "errors/", "icons/")
REFERENCE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>"
    r"|<style\b|\sstyle\s*=|\son[a-z]+\s*=|\bhx-on|javascript:",
    re.I,
)
TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*trans(?:late)?\s.*?%}"
    r"|_\(\"[^\"]*\"\)|_\('[^']*'\)",
    re.S,
)
VIETNAMESE = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
NAMES = [name_of(path) for path in templates()]


def _text(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def _allowed(path, target):
    if target.startswith(SHARED):
        return True
    if not path.is_relative_to(PACKAGE):
        return not any(target.startswith(name.split(".")[1] + "/") for name in order())
    own, (label, _, room) = app_of(path), target.partition("/")
    owner = next((name for name in order() if name.endswith(f".{label}")), None)
    if owner == own:
        return True
    return owner is not None and order()[owner] < order()[own] and room.startswith("parts/")


def _lines(path, pattern, text):
    return [
        f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}"
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize("path", templates(), ids=NAMES)
def test_a_template_includes_shared_parts_and_parts_of_lower_apps_only(path):
    found = [target for target in REFERENCE.findall(_text(path)) if not _allowed(path, target)]

    assert not found, f"Include components/, shell/, your own or a lower app's parts/: {found}"


@pytest.mark.parametrize("path", templates(), ids=NAMES)
def test_a_template_has_no_inline_script_or_style(path):
    found = _lines(path, INLINE, _text(path))

    assert not found, f"The content policy refuses it: move it to static/ and use a class: {found}"


@pytest.mark.parametrize("path", templates(), ids=NAMES)
def test_every_word_of_a_template_goes_through_translation(path):
    text = TRANSLATED.sub(lambda match: "\n" * match[0].count("\n"), _text(path))
    found = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if VIETNAMESE.search(line)
    ]

    assert not found, f'Wrap it: {{% translate "…" %}}, or _("…") inside a tag: {found}'


def test_the_product_has_templates_to_look_at():
    assert ROOT / "templates" / "base.html" in templates()
