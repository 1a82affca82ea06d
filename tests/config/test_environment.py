import pytest
from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.database import parsed
from behoc.config.settings.parsing import read
from behoc.config.settings.security import allowed_hosts, secret_key, transport


def test_nothing_set_means_the_safe_defaults():
    env = read({})

    assert not env.local
    assert transport(env)["SECURE_SSL_REDIRECT"]
    assert transport(env)["SESSION_COOKIE_SECURE"]


def test_values_are_read_by_their_type():
    env = read({"PORT": "9000", "BEHOC_LOCAL": "1", "BEHOC_HOSTS": "a.vn, b.vn"})

    assert (env.port, env.local, env.hosts) == (9000, True, ("a.vn", "b.vn"))


def test_a_secret_may_come_from_a_file(tmp_path):
    path = tmp_path / "key"
    path.write_text("k" * 60 + "\n", encoding="utf-8")

    assert read({"BEHOC_SECRET_KEY_FILE": str(path)}).secret_key == "k" * 60


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"BEHOC_PORT": "1"}, "BEHOC_PORT"),
        ({"BEHOC_PORT_FILE": "x"}, "BEHOC_PORT_FILE"),
        ({"PORT": "80x"}, "PORT đang là “80x”"),
        ({"PORT": "-1"}, "PORT"),
        ({"BEHOC_LOCAL": "yes"}, "cần 0 hoặc 1"),
        ({"DATABASE_URL_FILE": "no-such-file"}, "DATABASE_URL_FILE"),
        ({"BEHOC_SECRET_KEY": "a", "BEHOC_SECRET_KEY_FILE": "b"}, "cùng được đặt"),
    ],
    ids=["unknown", "not-a-secret", "letters", "negative", "yes", "no-file", "twice"],
)
def test_what_is_unknown_or_malformed_is_refused_by_name(given, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        read(given)


def test_serving_without_a_key_or_a_host_is_refused():
    env = read({})

    with pytest.raises(ImproperlyConfigured, match="BEHOC_SECRET_KEY"):
        secret_key(env)
    with pytest.raises(ImproperlyConfigured, match="BEHOC_HOSTS"):
        allowed_hosts(env)


def test_a_personal_machine_keeps_one_key_that_only_its_owner_reads(tmp_path):
    env = read({"BEHOC_LOCAL": "1", "BEHOC_VAR": str(tmp_path)})

    assert secret_key(env) == secret_key(env)
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_database_address_is_taken_apart_with_its_escapes():
    database = parsed("postgres://an%20a:p%40ss@db.vn:5433/bể%20học?sslmode=require", pool=3)

    assert (database["USER"], database["PASSWORD"]) == ("an a", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.vn", "5433", "bể học")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["options"] == "-c jit=off"
    assert database["OPTIONS"]["pool"]["max_size"] == 3
    assert parsed("postgres://db/hoc?options=")["OPTIONS"] == {}
    assert parsed("postgres://db/hoc?options=-c%20work_mem%3D8MB")["OPTIONS"]["options"] == (
        "-c work_mem=8MB"
    )


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://a", "postgres://a:x1/b", "x"])
def test_an_address_of_something_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        parsed(url)
