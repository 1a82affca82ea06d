"""The embedded server survives what happens to real machines."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from behoc.config.embedded import DatabaseUnavailable, Server, check_version, running

HOLD = """
import sys
from pathlib import Path
from behoc.config.embedded import Server, running
with running(Server(Path(sys.argv[1]))):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def server():
    folder = Path(tempfile.mkdtemp(prefix="behoc-"))
    folder.chmod(0o755)
    yield Server(folder)
    psutil.wait_procs(_processes(folder), timeout=30)
    shutil.rmtree(folder)


def _processes(folder):
    found = []
    for process in psutil.process_iter():
        try:
            if str(folder) in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _hold(server):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, server.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"up\n"
    return holder


def _write(url, words):
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words text)")
        connection.execute("INSERT INTO note VALUES (%s)", [words])


def _read(url):
    with psycopg.connect(url) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM note")]


def test_a_killed_user_leaves_no_server_and_loses_no_row(server):
    holder = _hold(server)
    _write(server.url, "đã ghi")
    left = _processes(server.folder)

    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()

    assert psutil.wait_procs(left, timeout=30)[1] == []
    with running(server) as url:
        assert _read(url) == ["đã ghi"]


def test_a_killed_keeper_does_not_hinder_the_next_start(server):
    with running(server) as url:
        _write(url, "trước")
        (keeper,) = [p for p in _processes(server.folder) if "behoc.config.keeper" in p.cmdline()]
        keeper.kill()
        psutil.wait_procs([keeper], timeout=30)

        with running(server) as again:
            assert _read(again) == ["trước"]


def test_a_killed_postgresql_comes_back_with_its_rows(server):
    with running(server) as url:
        _write(url, "giữ lại")
        (postgres,) = [p for p in _processes(server.folder) if p.name() == "postgres"][:1]
        postgres.kill()
        psutil.wait_procs([postgres], timeout=30)

        with running(server) as again:
            assert _read(again) == ["giữ lại"]


def test_a_start_killed_half_way_is_begun_again(server):
    half = server.folder / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")

    with running(server) as url:
        _write(url, "một")
        assert _read(url) == ["một"]


def test_the_server_stays_while_anyone_uses_it(server):
    holder = _hold(server)
    with running(server) as url:
        holder.communicate()
        _write(url, "còn")
        assert _read(url) == ["còn"]


def test_nobody_reaches_it_over_the_network_or_through_another_account(server):
    with running(server) as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert server.socket.stat().st_mode & 0o077 == 0


def test_a_deep_folder_still_gets_a_short_socket():
    assert len(str(Server(Path("/" + "sâu/" * 60)).socket)) < 80


def test_a_database_that_is_away_is_one_sentence():
    with pytest.raises(DatabaseUnavailable, match="Không kết nối được") as refusal:
        check_version("postgresql://ai@127.0.0.1:1/x")
    assert "\n" not in str(refusal.value)
