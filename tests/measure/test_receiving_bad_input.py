"""Whatever a browser sends to the door of reports gets a sentence, and nothing is changed by it."""

import json

import pytest

from tests.kits import reports
from tests.kits.receiving import (
    ASKS_JSON,
    address,
    receipts,
    saved,
    send,
    write,
)


@pytest.fixture
def asked(world):
    return reports.ask(world, world.province, world.commune)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.head)


@pytest.mark.parametrize("revision", ["", "-1", "một", "9" * 40, "1e9", "٣"])
def test_a_revision_that_is_none_is_answered_with_a_sentence(world, asked, writer, revision):
    write(writer, asked)
    answer = send(world.client(world.commune.head), asked, revision=revision)

    assert answer.status_code == 409
    assert answer.json()["message"]


def test_a_key_of_any_length_is_received(world, asked, writer):
    write(writer, asked)
    client = world.client(world.commune.head)

    assert send(client, asked, key="k" * 5000).status_code == 201
    assert send(client, asked, key="k" * 5000).status_code == 201
    assert receipts(asked).filter(waits=True).count() == 1


@pytest.mark.parametrize(
    "patch",
    [
        "",
        "{",
        "[" * 100_000,
        '{"texts": {"results": "\\u0000"}}',
        '{"texts": {"results": "\\ud800"}}',
        '{"cells": {"families": {"n": ' + "9" * 5000 + "}}}",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_changes_nothing(world, asked, patch):
    client = world.client(world.commune.head)
    data = {"revision": 0, "patch": patch, "key": "giu"}
    answer = client.post(address(asked) + "giu/", data, headers=ASKS_JSON)

    assert answer.status_code == 422
    assert "không đọc được" in answer.json()["message"]
    assert saved(asked).revision == 0


@pytest.mark.parametrize(
    "patch", ["[]", "7", '{"cells": [1], "texts": 3}', '{"cells": {"families": {"n": [1]}}}']
)
def test_what_is_no_patch_changes_nothing(world, asked, patch):
    client = world.client(world.commune.head)
    data = {"revision": 0, "patch": patch, "key": "giu"}

    assert client.post(address(asked) + "giu/", data, headers=ASKS_JSON).status_code == 200
    assert saved(asked).revision == 0


def test_a_backslash_before_an_ordinary_text_is_kept(world, asked):
    client = world.client(world.commune.head)
    patch = json.dumps({"texts": {"results": r"C:\u0000"}})
    client.post(
        address(asked) + "giu/", {"revision": 0, "patch": patch, "key": "giu"}, headers=ASKS_JSON
    )

    assert saved(asked).answers["texts"] == {"results": r"C:\u0000"}


def test_more_than_a_form_may_hold_is_refused_with_a_sentence(world, asked, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = world.client(world.commune.head)
    data = {"revision": 0, "patch": "x" * 5000, "key": "giu"}
    answer = client.post(
        address(asked) + "giu/",
        "&".join(f"{name}={value}" for name, value in data.items()),
        content_type="application/x-www-form-urlencoded",
        headers=ASKS_JSON,
    )

    assert answer.status_code == 413
    assert "quá lớn" in answer.json()["message"]


def test_another_bodys_report_is_not_there(world, asked, writer):
    write(writer, asked)

    assert send(world.client(world.province.head), asked).status_code == 404
    assert not receipts(asked).filter(waits=True).exists()
