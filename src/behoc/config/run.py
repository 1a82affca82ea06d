"""`make run`: database, tables, places, sample data, web process, worker; one watcher."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from importlib.util import find_spec

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands
from django.db import connections

from behoc.config import embedded
from behoc.config.keeper import end_with_parent
from behoc.config.settings.env import Environment

HOST = "127.0.0.1"
READY_SECONDS = 60
PATIENCE_SECONDS = 15  # for a child that was asked to end
QUICK_DEATH_SECONDS = 5
QUICK_DEATHS_ALLOWED = 3
YIELDS = 10  # steps of priority by which background work stands behind who waits for a page

# Command, words, and whether a real installation wants it too.
LOADS = (
    ("load_places", "Tỉnh, xã", True),
    ("load_programmes", "Phong trào, đề án", True),
    ("load_indicators", "Chỉ tiêu", True),
    ("load_forms", "Biểu mẫu báo cáo", True),
    ("load_sample", "Dữ liệu mẫu", False),
)


def main() -> int:
    """Run until Ctrl-C or SIGTERM; what goes wrong is one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoc.config.settings")
    _on_stop_signals(lambda: sys.exit(130))  # while preparing: leave at once
    try:
        return _run()
    except EXPECTED as problem:
        print(problem, file=sys.stderr)
        return 1


class PortBusy(Exception):
    """Another program serves on our port."""


EXPECTED = (ImproperlyConfigured, CommandError, embedded.DatabaseUnavailable, PortBusy)


class Child:
    """One process of ours: ends with us, is started again when it dies alone."""

    def __init__(self, name: str, *arguments: str, yields: int = 0) -> None:
        self.name = name
        self.yields = yields
        self.arguments = arguments
        self.quick_deaths = 0
        self.start()

    def start(self) -> None:
        """Start it in a group of its own, so that only we tell it when to stop."""
        self.born = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own programs)
            [sys.executable, "-m", *self.arguments],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=self._begin,  # noqa: PLW1509 (we have one thread)
        )

    def revive(self) -> bool:
        """Start it again if it ended; false when it keeps dying."""
        if self.process.poll() is None:
            return True
        self.end()
        quick = time.monotonic() - self.born < QUICK_DEATH_SECONDS
        self.quick_deaths = self.quick_deaths + 1 if quick else 0
        if self.quick_deaths > QUICK_DEATHS_ALLOWED:
            print(f"{self.name} cứ tắt ngay sau khi chạy; xem lý do ở các dòng trên.", flush=True)
            return False
        print(f"{self.name} vừa tắt (mã {self.process.returncode}); đang chạy lại.", flush=True)
        self.start()
        return True

    def _begin(self) -> None:
        end_with_parent()
        os.nice(self.yields)

    def end(self) -> None:
        """Ask it to end, then end its whole group."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _run() -> int:
    from behoc.config.settings import ENVIRONMENT  # noqa: PLC0415 (a wrong setting is one sentence)

    started = time.monotonic()
    _refuse_busy_port(ENVIRONMENT.port)
    print("→ Cơ sở dữ liệu", flush=True)
    with embedded.database(ENVIRONMENT.database_url, ENVIRONMENT.var):
        _prepare(ENVIRONMENT)
        stop = threading.Event()
        _on_stop_signals(stop.set)
        children = [Child("Máy chủ web", *_web(ENVIRONMENT))]
        try:
            if _answers(ENVIRONMENT.port, stop):
                _greet(ENVIRONMENT, time.monotonic() - started)
            # Last, so that on a small machine nobody waits for a page because of it.
            children.append(Child("Tiến trình nền", *_worker(), yields=YIELDS))
            children.append(Child("Tiến trình gộp số liệu", *_gatherer()))
            while not stop.wait(0.5):
                if not ENVIRONMENT.database_url:
                    embedded.ensure(embedded.Server(ENVIRONMENT.var))
                if not all(child.revive() for child in children):
                    return 1
        finally:
            print("Đang dừng…", flush=True)
            for child in children:
                child.end()
    print("Đã dừng.", flush=True)
    return 0


def _prepare(env: Environment) -> None:
    django.setup()
    print("→ Bảng dữ liệu", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    for name, words, everywhere in LOADS:
        if name in get_commands() and (env.local or everywhere):
            print(f"→ {words}", flush=True)
            call_command(name)
    call_command("index_documents", only_missing=True)
    print("→ Tệp tĩnh", flush=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    for connection in connections.all():
        connection.close_pool() if hasattr(connection, "close_pool") else connection.close()


def _web(env: Environment) -> tuple[str, ...]:
    workers = env.workers or os.cpu_count() or 1
    options = ["--interface=wsgi", f"--host={HOST}", f"--port={env.port}", f"--workers={workers}"]
    options += ["--blocking-threads=1", "--respawn-failed-workers", "--log-level=warning"]
    return ("granian", *options, "behoc.config.wsgi:application")


def _worker() -> tuple[str, ...]:
    # Through our command line, so that the database outlives a job that is being finished.
    return ("behoc.config.command", "procrastinate", "worker")


def _gatherer() -> tuple[str, ...]:
    return ("behoc.config.command", "gather_totals")


def _refuse_busy_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except (OSError, OverflowError) as problem:
            raise PortBusy(
                f"Cổng {port} đang có chương trình khác dùng: hãy dừng nó, "
                f"hoặc chọn cổng khác, ví dụ: make run PORT={port + 1}"
            ) from problem


def _answers(port: int, stop: threading.Event) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not stop.wait(0.1):
        connection = HTTPConnection(HOST, port, timeout=READY_SECONDS)
        with suppress(OSError, HTTPException), closing(connection):
            connection.request("HEAD", "/")
            connection.getresponse()
            return True
    return False


def _greet(env: Environment, seconds: float) -> None:
    print(f"\n✓ Bể Học đang chạy sau {seconds:.0f} giây: http://localhost:{env.port}")
    if env.local and find_spec("behoc.config.sample"):
        print("Tài khoản dùng thử:")
        for line in import_module("behoc.config.sample").demo_accounts():
            print(f"  {line}")
    print("Nhấn Ctrl-C để dừng; dữ liệu được giữ cho lần sau.\n", flush=True)


def _on_stop_signals(act: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: act())


if __name__ == "__main__":
    sys.exit(main())
