"""Figures and links as people type them. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from behoc.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report: what was counted, how much, in which unit."""

    name: str
    value: Decimal
    unit: str = ""


_PLAIN = re.compile(r"[-−]?\d{1,14}(,\d{1,4})?", re.ASCII)
_GROUPED = re.compile(r"[-−]?\d{1,3}(\.\d{3}){1,4}(,\d{1,4})?", re.ASCII)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")


def parse_number(typed: str) -> Decimal:
    """A number written the Vietnamese way: 1.234,5 is one thousand two hundred and a half."""
    bare = _BLANKS.sub("", typed)
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        raise RuleBroken(
            "“%(typed)s” chưa phải một con số. Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ, "
            "đơn vị ghi ở ô riêng: 1.234,5.",
            typed=typed.strip()[:40],
        )
    return Decimal(bare.replace("−", "-").replace(".", "").replace(",", "."))


def number_words(value: Decimal) -> str:
    """A number as people in Vietnam write it: 1.234,5."""
    whole, _, rest = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    rest = rest.rstrip("0")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def check_link(typed: str) -> str:
    """A web address as typed, when it is one: only http and https, with a host, without a login."""
    address = typed.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    clean_host = bool(host) and "." in host and not re.search(r"[\s\x00-\x1f\\]", address)
    if parts.scheme not in ("http", "https") or not clean_host or "@" in parts.netloc:
        raise RuleBroken(
            "“%(typed)s” chưa phải liên kết. Chép cả địa chỉ, bắt đầu bằng https://.",
            typed=address[:60],
        )
    return address


def host_of(address: str) -> str:
    """The host of a kept link: what the reader sees first."""
    return urlsplit(address).hostname or ""
