"""The product's settings on a throwaway database, unless DATABASE_URL names a server."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from behoc.config.embedded import Server

# The first process of a run names the folder; the workers that it starts inherit the name.
FOLDER = os.environ.setdefault(
    "TEST_DATABASE_FOLDER", f"{tempfile.gettempdir()}/behoc-test-{os.getpid()}"
)
SERVER = Server(Path(FOLDER), throwaway=True)
OWN_DATABASE = os.environ.setdefault("DATABASE_URL", SERVER.url) == SERVER.url

# Each process keeps its files apart and takes them away.
FILES = Path(f"{FOLDER}-files-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
atexit.register(shutil.rmtree, FILES, ignore_errors=True)

os.environ["BEHOC_VAR"] = str(FILES)
os.environ["BEHOC_LOCAL"] = "1"
os.environ["BEHOC_DATABASE_POOL"] = "0"

from behoc.config.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.kits"]  # noqa: F405 (its command empties tables)
