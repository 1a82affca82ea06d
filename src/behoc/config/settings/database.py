"""Where the rows live: the embedded PostgreSQL, or the one that DATABASE_URL names."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from behoc.config import embedded
from behoc.config.settings.env import Environment

WANTED = "cần dạng postgresql://người_dùng:mật_khẩu@máy:cổng/tên_cơ_sở_dữ_liệu"
# Compiling a statement takes a server half a second, and every page's statements run far less.
# What the address says stands instead; an empty `options=` is for poolers that take none.
NO_JIT = "-c jit=off"


def databases(env: Environment) -> dict[str, dict[str, Any]]:
    """Django's table of databases; there is exactly one."""
    url = env.database_url or embedded.Server(env.var).url
    return {"default": parsed(url, pool=env.database_pool)}


def parsed(url: str, *, pool: int = 0) -> dict[str, Any]:
    """A PostgreSQL address as Django wants it; the pool is psycopg's own."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"DATABASE_URL không hợp lệ: {WANTED}.") from problem
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(f"DATABASE_URL không hợp lệ: {WANTED}.")
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    options: dict[str, Any] = {"options": NO_JIT} | given
    if not options["options"]:
        del options["options"]
    host = options.pop("host", None) or parts.hostname or ""
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "behoc.config.database",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
    }
