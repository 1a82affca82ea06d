"""The pictures of the matrix's cells are those of the icons that every other screen draws."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

from behoc.surface.dashboards.queries import cascade_cells

SHAPE = re.compile(r'\[data-i="([a-z-]+)"\]::before \{ --shape: url\("data:image/svg\+xml,(.+?)"\)')
SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)


def test_a_cell_icon_is_the_icon_of_its_name() -> None:
    symbols = dict(SYMBOL.findall(_read("icons.svg")))
    shapes = SHAPE.findall(_read("components/cellicons.css"))
    assert shapes
    for name, picture in shapes:
        drawn = picture.replace("%3C", "<").replace("%3E", ">").replace("'", '"')
        assert symbols[name] in drawn, name


def test_every_icon_a_cell_may_have_is_there() -> None:
    named = re.findall(r'"([a-z]+(?:-[a-z]+)*)"', Path(cascade_cells.__file__).read_text())
    symbols = {name for name, _ in SYMBOL.findall(_read("icons.svg"))}
    shapes = {name for name, _ in SHAPE.findall(_read("components/cellicons.css"))}
    assert {name for name in named if name in symbols} == shapes


def _read(name: str) -> str:
    found = finders.find(name)
    assert found
    return Path(str(found)).read_text()
