import re

import pytest
from django.contrib.staticfiles import finders

from tests.architecture.inventory import PACKAGE, ROOT, name_of, templates

STATIC = ROOT / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
MADE_AT_INSTALL = ("fonts/", "django_htmx/")
# Chromium 109, Firefox 121 and Safari 16.4 are the floor.
TOO_NEW = re.compile(r"light-dark\(|color-mix\(|@starting-style|@scope|anchor-name|^\s*&", re.M)
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
STATIC_TAG = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]\s*%}")
ICON_IN_TEMPLATE = re.compile(
    r"components/icon\.html\" with name=\"([a-z-]+)\"|\bicon=\"([a-z-]+)\""
)


def _drawn():
    return set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text("utf-8")))


def _named_by_code():
    quoted = re.compile(r"\(\"(?:none|run|wait|soon|late|done|lock)\",\s*\"([a-z-]+)\",\s*\"")
    texts = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    return {name for text in texts for name in quoted.findall(text)}


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_a_style_sheet_stays_within_the_browser_floor(path):
    found = TOO_NEW.findall(COMMENT.sub("", path.read_text("utf-8")))

    assert not found, f"Browsers of old machines do not know it; write it the older way: {found}"


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_raw_colours_stand_only_in_the_tokens_and_on_paper(path):
    if path.name in ("tokens.css", "print.css", "fonts.css"):
        return
    found = RAW_COLOUR.findall(COMMENT.sub("", path.read_text("utf-8")))

    assert not found, f"Name the colour in static/tokens.css, so that dark mode knows it: {found}"


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=name_of)
def test_a_static_file_stays_small(path):
    length = len(path.read_text("utf-8").splitlines())

    assert length <= 300, f"{length} lines; split it by component or by concern"


def test_every_icon_that_is_named_is_drawn():
    named = _named_by_code()
    for path in templates():
        for pair in ICON_IN_TEMPLATE.findall(path.read_text("utf-8")):
            named |= set(pair) - {""}

    assert "done" in named, "the search for icon names finds nothing any more"
    assert not named - _drawn(), f"Draw it in static/icons.svg: {sorted(named - _drawn())}"


def test_every_static_file_that_a_template_names_exists():
    missing = {
        f"{name_of(path)}: {name}"
        for path in templates()
        for name in STATIC_TAG.findall(path.read_text("utf-8"))
        if not name.startswith(MADE_AT_INSTALL) and not finders.find(name)
    }

    assert not missing, f"Add the file or mend the name: {sorted(missing)}"


def test_no_style_sheet_or_script_lies_unused():
    texts = "".join(path.read_text("utf-8") for path in templates())
    unused = [
        name_of(path)
        for path in [*SHEETS, *SCRIPTS]
        if path.relative_to(STATIC).as_posix() not in texts
    ]

    assert not unused, f"Nothing links to it; remove it: {unused}"
