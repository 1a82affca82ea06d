"""The PostgreSQL that comes with the product: reached through a socket only, run by a keeper.

Every user of a server holds a shared lock on it. A keeper process starts PostgreSQL, waits until
nobody holds the lock any more (a killed process holds none) and stops it. So nothing is left
running, and nothing left over hinders the next start.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

OLDEST_VERSION = 15
LONGEST_SOCKET_FOLDER = 80  # the system allows about 100 bytes for the whole path
START_SECONDS = 120
START_ATTEMPTS = 3

_keepers: list[subprocess.Popen[bytes]] = []  # they outlive us on purpose: nobody waits for them


class DatabaseUnavailable(Exception):
    """PostgreSQL does not run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """An embedded server; `throwaway` is for tests: fast, unsafe, deleted at the end."""

    folder: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def users(self) -> Path:
        return self.folder / "postgres.users"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def socket(self) -> Path:
        near = self.folder / "socket"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"behoc-{os.getuid()}-{mark}"

    @property
    def url(self) -> str:
        return self.url_of("behoc")

    def url_of(self, name: str) -> str:
        return f"postgresql://behoc@/{name}?host={quote(str(self.socket), safe='')}"


@contextmanager
def running(server: Server) -> Iterator[str]:
    """Keep the server up for the length of the block; gives its address."""
    with _lock(server.users, fcntl.LOCK_SH):
        ensure(server)
        yield server.url


def ensure(server: Server) -> None:
    """Start the server if it is not up; only for those who hold it up with `running`."""
    with _lock(server.folder / "postgres.starting", fcntl.LOCK_EX):
        if _answers(server.url):
            return
        if not _answers(server.url_of("postgres")):
            _start_keeper(server)
        _create_database(server)


@contextmanager
def database(url: str, folder: Path) -> Iterator[str]:
    """The database to work with: the one at `url` if it is given, or else the embedded one."""
    if url:
        check_version(url)
        yield url
        return
    with running(Server(folder)) as own:
        yield own


def check_version(url: str) -> None:
    """Refuse a server that cannot be reached or that is too old."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as problem:
        raise DatabaseUnavailable(
            f"Không kết nối được cơ sở dữ liệu trong DATABASE_URL: {str(problem).splitlines()[0]}"
        ) from problem
    if version < OLDEST_VERSION:
        raise DatabaseUnavailable(
            f"DATABASE_URL chỉ tới PostgreSQL {version}; cần bản {OLDEST_VERSION} trở lên."
        )


def _lock(path: Path, kind: int) -> IO[str]:
    """Take the lock; a folder that was deleted while we waited is made again."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a")
        fcntl.flock(handle, kind)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                return handle
        handle.close()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _start_keeper(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    for _ in range(START_ATTEMPTS):
        keeper = _spawn_keeper(server)
        while keeper.poll() is None and time.monotonic() < deadline:
            if _answers(server.url_of("postgres")):
                return
            time.sleep(0.05)
        keeper.terminate()
        time.sleep(0.5)  # what a killed server left in memory goes away by itself
    raise DatabaseUnavailable(
        f"PostgreSQL nhúng không khởi động được; lý do ở cuối tệp {server.log}:\n"
        + "\n".join(server.log.read_text("utf-8", "replace").splitlines()[-5:])
    )


def _spawn_keeper(server: Server) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "behoc.config.keeper", str(server.folder)]
    with server.log.open("ab") as log:
        keeper = subprocess.Popen(  # noqa: S603 (our own module)
            [*command, "--throwaway"] if server.throwaway else command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _keepers.append(keeper)
    return keeper


def _create_database(server: Server) -> None:
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'behoc'").fetchone():
            connection.execute("CREATE DATABASE behoc")
