"""Charter: lists of rows in pages, the same everywhere."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS_PER_PAGE = 30


def page_of(request: HttpRequest, rows: Any, *, size: int = ROWS_PER_PAGE) -> Page[Any]:
    """The page that `?trang=` asks for; a wrong number gives the nearest page there is."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))
