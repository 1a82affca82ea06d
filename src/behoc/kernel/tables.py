"""Charter: lists in pages; a page number that makes no sense is the nearest one that does."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 50
PAGE_PARAMETER = "trang"


def page_of(request: HttpRequest, rows: Any, *, size: int = PAGE_SIZE) -> "Page[Any]":
    """The page of rows that the address asks for (`?trang=2`)."""
    return Paginator(rows, size).get_page(request.GET.get(PAGE_PARAMETER))
