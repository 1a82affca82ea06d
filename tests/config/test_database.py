from django.conf import settings
from django.db import connection


def test_rows_live_in_a_postgresql_that_is_new_enough(db):
    connection.ensure_connection()

    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 150_000


def test_letters_sort_by_code_point_on_every_machine(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'Z' < 'a' COLLATE \"C\", pg_encoding_to_char(encoding)"
            " FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == (True, "UTF8")


def test_the_product_speaks_vietnamese_by_vietnams_clock():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE) == ("vi", "Asia/Ho_Chi_Minh")
