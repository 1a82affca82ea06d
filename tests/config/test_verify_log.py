"""`behoc verify-log`: what operators are told of the log's chain."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from behoc.config.commands_django import _command
from behoc.config.management.commands import verify_log
from behoc.ground.audit.models import LogSeal
from behoc.ground.audit.services import Deed, record_all
from behoc.ground.audit.services.sealing import seal_log
from behoc.kernel import clock
from behoc.kernel.actor import system_actor
from tests.kits.world import MOMENT


class Paper:
    public_id = "abc"


def _act(times):
    deeds = [Deed(Paper(), {}, {"time": time}) for time in range(times)]
    record_all(system_actor("thử"), "document.view", deeds)


@pytest.fixture
def sealed(world):
    """Ten sealed entries."""
    _act(10)
    return seal_log()


def test_it_says_what_is_sealed_what_waits_and_since_when(sealed, capsys):
    _act(2)
    with clock.held(MOMENT + timedelta(minutes=7)):
        call_command("verify_log")

    said = capsys.readouterr().out
    assert f"Dòng đã niêm: {sealed}" in said
    assert "Dòng chưa niêm: 2" in said
    assert "(7 phút)" in said
    assert "nguyên vẹn" in said


def test_it_ends_with_an_error_that_names_the_first_broken_link(sealed):
    entry_id = LogSeal.objects.get(sequence=3).entry_id
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE audit_auditentry SET action = 'x' WHERE id = %s", [entry_id])
        cursor.execute("RESET session_replication_role")

    with pytest.raises(CommandError, match="đầu tiên: 3"):
        call_command("verify_log")


def test_a_head_that_the_chain_no_longer_holds_is_an_error(sealed):
    with pytest.raises(CommandError, match="không còn chứa"):
        call_command("verify_log", expect="10:" + "0" * 64)


@pytest.mark.parametrize("local", [True, False])
def test_an_earlier_moment_is_forgiven_only_where_the_sample_tells_the_past(
    sealed, monkeypatch, capsys, local
):
    monkeypatch.setattr(verify_log, "ENVIRONMENT", replace(verify_log.ENVIRONMENT, local=local))
    with clock.held(MOMENT - timedelta(days=3)):
        _act(1)
    seal_log()

    if local:
        call_command("verify_log")
        assert "1 dòng ghi lùi giờ" in capsys.readouterr().out
    else:
        with pytest.raises(CommandError, match="1 dòng ghi lùi giờ"):
            call_command("verify_log")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["verify-log", "--expect", "a-b"], ["verify_log", "--expect", "a-b"]),
        (["load_places"], ["load_places"]),
        (["--version"], ["--version"]),
        ([], []),
    ],
)
def test_a_command_may_be_written_with_hyphens(given, meant):
    assert _command(given) == meant
