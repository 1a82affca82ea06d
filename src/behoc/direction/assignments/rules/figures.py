"""Figures and links as people type them. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from behoc.kernel.errors import RuleBroken

LONGEST_LINK = 1000  # what the column holds
_LARGEST_FIGURE = Decimal(10) ** 14  # the column holds so many digits and four after the comma
_LARGEST_AMOUNT = Decimal(10) ** 12  # the column holds so many digits and two after the comma
_CENT = Decimal("0.01")
# Signs that are not seen: an address with them reads otherwise than it leads.
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


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
    value = Decimal(bare.replace("−", "-").replace(".", "").replace(",", "."))
    if abs(value) >= _LARGEST_FIGURE:
        raise RuleBroken("“%(typed)s” lớn quá. Ghi theo đơn vị lớn hơn.", typed=typed.strip()[:40])
    return value


def check_amount(amount: Decimal) -> None:
    """An amount given to a body is more than nothing, and written in full in its column."""
    if amount <= 0:
        raise RuleBroken("Số giao cho mỗi nơi phải lớn hơn 0.")
    if amount >= _LARGEST_AMOUNT or amount != amount.quantize(_CENT):
        raise RuleBroken("Số giao dưới một nghìn tỷ và có nhiều nhất hai chữ số sau dấu phẩy.")


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
    if len(address) > LONGEST_LINK:
        raise RuleBroken(
            "Liên kết dài quá %(longest)s chữ. Chép địa chỉ ngắn hơn.", longest=LONGEST_LINK
        )
    hides = "\\" in address or any(unicodedata.category(sign) in _UNSEEN for sign in address)
    clean_host = bool(host) and "." in host and not hides
    if parts.scheme not in ("http", "https") or not clean_host or "@" in parts.netloc:
        raise RuleBroken(
            "“%(typed)s” chưa phải liên kết. Chép cả địa chỉ, bắt đầu bằng https://.",
            typed=address[:60],
        )
    return address


def host_of(address: str) -> str:
    """The host of a kept link: what the reader sees first."""
    return urlsplit(address).hostname or ""
