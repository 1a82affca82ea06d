"""`make soak`: kill each process of the running product under load; nothing written may be lost.

MINUTES=5 is how long the faults go on; the reader's fuzz search follows for as long again.
"""

import importlib.util
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import psycopg

from behoc.config.embedded import Server

ADDRESS = "/tai-khoan/login/"
RECOVERY_SECONDS = 45
CLIENTS = 3
# What its own command line holds, and what its parent's does.
VICTIMS = {
    "một tiến trình web": ("-m granian", "-m granian"),
    "máy chủ web": ("-m granian", "behoc.config.run"),
    "tiến trình nền": ("procrastinate worker", "behoc.config.run"),
    "PostgreSQL": ("bin/postgres -D", "behoc.config.keeper"),
    "bộ giữ PostgreSQL": ("behoc.config.keeper", "behoc.config.run"),
}


class Soak:
    """One installation in a temporary folder, its clients, and what went wrong."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="behoc-soak-"))
        self.folder.chmod(0o755)
        self.server = Server(self.folder)
        self.port = _free_port()
        self.done = threading.Event()
        self.settled = threading.Event()  # unset from a kill until the product answers again
        self.answers = 0
        self.written = 0
        self.faults: list[str] = []

    def start(self) -> None:
        """Start the product and wait until it answers."""
        environment = os.environ | {
            "BEHOC_LOCAL": "1",
            "BEHOC_VAR": str(self.folder),
            "PORT": str(self.port),
        }
        with (self.folder / "run.log").open("ab") as log:
            self.run = subprocess.Popen(
                [sys.executable, "-m", "behoc.config.run"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.wait_for_answer("sau khi khởi động", 180)

    def wait_for_answer(self, when: str, seconds: int = RECOVERY_SECONDS) -> None:
        """The page and the database answer, or it is a fault."""
        started = time.monotonic()
        while time.monotonic() - started < seconds and self.run.poll() is None:
            if self.ask() == 200 and self.write_row():
                print(f"  trả lời {when}, {time.monotonic() - started:.1f} s", flush=True)
                self.settled.set()
                return
            time.sleep(0.2)
        self.faults.append(f"không trả lời {when} trong {seconds} s; mã {self.run.poll()}")

    def ask(self) -> int:
        """The status of one page; 0 when nobody answers."""
        connection = HTTPConnection("localhost", self.port, timeout=20)
        try:
            connection.request("GET", ADDRESS)
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def write_row(self) -> bool:
        """One committed row; it has to be there at the end."""
        try:
            with psycopg.connect(self.server.url, connect_timeout=5) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS soak_row (number int)")
                connection.execute("INSERT INTO soak_row VALUES (%s)", [self.written])
        except psycopg.Error:
            return False
        self.written += 1
        return True

    def load(self) -> None:
        """What each client does: ask on and on; a refusal counts only when all is settled."""
        while not self.done.is_set():
            calm = self.settled.is_set()
            status = self.ask()
            if status == 200:
                self.answers += 1
            elif calm and self.settled.is_set():
                self.faults.append(f"trang trả mã {status} khi không có sự cố nào")

    def kill_one(self) -> None:
        """Kill one process of a random kind, then wait for the product to heal."""
        name, (own, above) = random.choice(list(VICTIMS.items()))
        victims = [p for p in self.processes() if own in _line(p) and above in _line(p.parent())]
        if not victims:
            self.faults.append(f"không thấy {name} để thử")
            return
        print(f"→ giết {name}", flush=True)
        self.settled.clear()
        random.choice(victims).kill()
        time.sleep(1)
        self.wait_for_answer(f"sau khi mất {name}")

    def kill_all_at_once(self) -> None:
        """Kill the watcher: everything else has to end by itself, and a new start to heal."""
        print("→ giết tiến trình trông coi", flush=True)
        self.settled.clear()
        others = [process for process in self.processes() if process.pid != self.run.pid]
        self.run.kill()
        self.run.wait()
        _, left = psutil.wait_procs(others, timeout=RECOVERY_SECONDS)
        self.faults += [f"còn chạy sau khi mất tiến trình trông coi: {_line(p)}" for p in left]
        self.start()

    def processes(self) -> list[psutil.Process]:
        """The watcher and everything below it."""
        watcher = psutil.Process(self.run.pid)
        return [watcher, *watcher.children(recursive=True)]

    def check_rows(self) -> None:
        """Every row that was committed is there once."""
        with psycopg.connect(self.server.url) as connection:
            found = connection.execute("SELECT number FROM soak_row ORDER BY number").fetchall()
        missing = set(range(self.written)) - {number for (number,) in found}
        if missing:
            self.faults.append(f"mất {len(missing)} trên {self.written} dòng đã ghi")

    def stop(self) -> None:
        """Stop in order and leave nothing behind."""
        self.done.set()
        self.run.send_signal(signal.SIGTERM)
        try:
            if self.run.wait(60):
                self.faults.append(f"dừng với mã {self.run.returncode}")
        except subprocess.TimeoutExpired:
            self.faults.append("không dừng trong 60 s")
            self.run.kill()


def main() -> int:
    """Faults for MINUTES, then the fuzz search, then what was found."""
    minutes = float(os.environ.get("MINUTES", "5"))
    soak = Soak()
    soak.start()
    clients = [threading.Thread(target=soak.load, daemon=True) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    deadline = time.monotonic() + minutes * 60
    while not soak.faults and time.monotonic() < deadline:
        soak.kill_one()
        time.sleep(random.uniform(1, 4))
    if not soak.faults:
        soak.kill_all_at_once()
        soak.check_rows()
    soak.stop()
    return _report(soak) or _fuzz(minutes)


def _report(soak: Soak) -> int:
    print(f"{soak.answers} trang đã trả, {soak.written} dòng đã ghi, {len(soak.faults)} lỗi")
    if soak.faults:
        print("\n".join(sorted(set(soak.faults))))
        print(f"Nhật ký còn ở {soak.folder}")
        return 1
    shutil.rmtree(soak.folder)
    return 0


def _fuzz(minutes: float) -> int:
    if importlib.util.find_spec("tools.fuzz_reading") is None:
        print("– chưa có tools/fuzz_reading.py: không dò bộ đọc")
        return 0
    command = [sys.executable, "-m", "tools.fuzz_reading", str(minutes)]
    return subprocess.run(command, check=False).returncode


def _line(process: psutil.Process | None) -> str:
    try:
        return "" if process is None else " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
