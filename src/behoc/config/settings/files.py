"""Static files, uploads, and what web processes must remember together."""

from pathlib import Path
from typing import Any

from behoc.config.settings.env import DATA_FOLDER, ROOT, Environment

MEGABYTE = 1024 * 1024


def files(env: Environment) -> dict[str, Any]:
    """Static files come from static/ and from the fonts that make venv fetched."""
    sources = [ROOT / "static", DATA_FOLDER / "assets"]
    return {
        "STATIC_URL": "static/",
        "STATIC_ROOT": env.var / "static",
        "STATICFILES_DIRS": [path for path in sources if path.is_dir()],
        "MEDIA_ROOT": env.var / "files",
        "FILE_UPLOAD_MAX_MEMORY_SIZE": MEGABYTE,
        "FILE_UPLOAD_TEMP_DIR": _made(env.var / "incoming"),
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 5 * MEGABYTE,
        # A code of the second factor is good once, whichever web process saw it first.
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                "LOCATION": env.var / "cache",
            },
        },
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {
                "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            },
        },
    }


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
