"""Render the samples with settings of their own; the product's settings are not needed."""

from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from tools.preview.samples import PAGES

ROOT = Path(__file__).resolve().parents[2]


def render_all(out: Path, only: set[str]) -> list[str]:
    """Write one file per sample page and return their names."""
    _configure()
    out.mkdir(parents=True, exist_ok=True)
    names = [name for name in PAGES if not only or name in only]
    for name in names:
        page = PAGES[name]()
        request = HttpRequest()
        request.path = page.pop("address", "/")
        html = render_to_string(page.pop("template"), page, request=request)
        (out / f"{name}.html").write_text(html, encoding="utf-8")
    return names


def _configure() -> None:
    static = ROOT / "static"
    apps = sorted((ROOT / "src" / "behoc").glob("*/*/templates"))
    packages = Path(django.__file__).resolve().parents[1]
    settings.configure(
        SECRET_KEY="preview",
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tools.preview.routes",
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx"],
        STATIC_URL="/static/",
        STATICFILES_DIRS=[static, packages / "django_htmx" / "static"],
        LANGUAGE_CODE="vi",
        USE_I18N=True,
        TIME_ZONE="Asia/Ho_Chi_Minh",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [ROOT / "templates", *apps],
                "OPTIONS": {
                    "string_if_invalid": "",
                    "context_processors": ["django.template.context_processors.request"],
                    "builtins": [],
                },
            }
        ],
    )
    django.setup()
