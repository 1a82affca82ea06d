import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection


def _count():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditentry")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_only_the_tests_own_command_empties_the_log():
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("TRUNCATE audit_auditentry CASCADE")

    call_command("flush", interactive=False, verbosity=0)

    assert _count() == 0
