"""How letters leave: through the server that EMAIL_URL names, else into a folder or not at all."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.env import Environment

WANTED = (
    "cần dạng smtp://người_dùng:mật_khẩu@máy:cổng hoặc smtps://…, "
    "thêm ?starttls=0 khi máy chủ thư ở ngay trong mạng và không mã hóa"
)
SECONDS = 30
PORTS = {"smtp": 587, "smtps": 465}
BACKENDS = "django.core.mail.backends"


def mail(env: Environment) -> dict[str, Any]:
    """Django's settings of e-mail, and whether any is sent."""
    name = next(iter(env.hosts), "localhost")
    settings: dict[str, Any] = {
        "SITE_NAME": name,
        "SITE_ADDRESS": f"http://localhost:{env.port}" if env.local else f"https://{name}",
        "DEFAULT_FROM_EMAIL": env.email_from or f"behoc@{name}",
        "EMAIL_TIMEOUT": SECONDS,
        "EMAIL_USE_LOCALTIME": True,
        "MAIL_IS_SENT": bool(env.email_url) or env.local,
    }
    if env.email_url:
        return settings | _server(env.email_url)
    if env.local:
        folder = {"EMAIL_FILE_PATH": env.var / "mail"}
        return settings | folder | {"EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend"}
    return settings | {"EMAIL_BACKEND": f"{BACKENDS}.dummy.EmailBackend"}


def _server(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"EMAIL_URL không hợp lệ: {WANTED}.") from problem
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in PORTS or not parts.hostname or set(options) - {"starttls"}:
        raise ImproperlyConfigured(f"EMAIL_URL không hợp lệ: {WANTED}.")
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and options.get("starttls") != "0",
    }
