"""Safe unless told that this is a personal machine."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.env import Environment

KEY_LENGTH = 50
A_YEAR = 365 * 24 * 3600
TWO_HOURS = 2 * 3600
FIVE_MINUTES = 5 * 60

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("sign_in_name", "full_name", "email", "phone")},
    },
    {
        "NAME": "behoc.ground.accounts.adapters.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# An idle person is signed out after this long; each click after five minutes begins it anew.
SESSION_COOKIE_AGE = TWO_HOURS
SESSION_RENEWED_AFTER = FIVE_MINUTES
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "behoc.config.faults.stale_form"
CSRF_COOKIE_SAMESITE = "Lax"


def transport(env: Environment) -> dict[str, Any]:
    """HTTPS only, for a year ahead; a personal machine speaks plain HTTP to itself."""
    safe = not env.local
    settings: dict[str, Any] = {
        "SECURE_SSL_REDIRECT": safe,
        "SECURE_HSTS_SECONDS": A_YEAR if safe else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": safe,
        "SECURE_HSTS_PRELOAD": safe,
        "SESSION_COOKIE_SECURE": safe,
        "CSRF_COOKIE_SECURE": safe,
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    }
    if env.behind_proxy:
        settings["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def secret_key(env: Environment) -> str:
    """The given key; a personal machine makes and keeps its own."""
    if env.local and not env.secret_key:
        return _kept_secret_key(env.var)
    if len(env.secret_key) < KEY_LENGTH:
        raise ImproperlyConfigured(
            f"BEHOC_SECRET_KEY thiếu hoặc ngắn hơn {KEY_LENGTH} ký tự: hãy đặt một khoá ngẫu nhiên "
            "(hoặc BEHOC_SECRET_KEY_FILE); trên máy cá nhân thì đặt BEHOC_LOCAL=1."
        )
    return env.secret_key


def allowed_hosts(env: Environment) -> list[str]:
    """The names we answer to."""
    if env.local:
        return ["localhost", "127.0.0.1", *env.hosts]
    if not env.hosts:
        raise ImproperlyConfigured(
            "BEHOC_HOSTS đang trống: hãy ghi tên miền được phục vụ, cách nhau bằng dấu phẩy."
        )
    return list(env.hosts)


def _kept_secret_key(folder: Path) -> str:
    """The key of a personal machine: made once, kept readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=folder)  # readable by us only
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(KEY_LENGTH))
        with suppress(FileExistsError):  # another process was quicker: its key holds
            os.link(fresh, path)
        Path(fresh).unlink()
    return path.read_text(encoding="ascii")
