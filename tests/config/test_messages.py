import shutil
import subprocess

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from behoc.config.management.commands.makemessages import Command

CODE = """
raise RuleBroken("Còn %(count)s mục chưa kiểm.", count=3)
fault = sentence("mã “%(code)s” đã có.", code=code)
word = gettext_noop("Đã nhận")
bare = "Câu này không ai dịch"
"""


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_the_catalogue_holds_refusals_sentences_and_marked_words(tmp_path):
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    options = ["--language=Python", "--keyword=gettext_noop", *Command.xgettext_options]

    command = ["xgettext", *options, "--output=-", str(tmp_path / "code.py")]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert 'msgid "Còn %(count)s mục chưa kiểm."' in found
    assert 'msgid "mã “%(code)s” đã có."' in found
    assert 'msgid "Đã nhận"' in found
    assert "không ai dịch" not in found


def test_a_machine_without_gettext_gets_one_plain_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CommandError, match="Cài gói gettext"):
        call_command("makemessages", locale=["en"])


def test_only_a_choice_on_this_device_changes_the_language(client, db):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-US,en;q=0.9"
    assert client.get("/tai-khoan/login/").headers["Content-Language"] == "vi"

    client.post("/giao-dien/", {"language": "en"})
    assert client.get("/tai-khoan/login/").headers["Content-Language"] == "en"

    client.post("/giao-dien/", {"language": "xx"})
    assert client.get("/tai-khoan/login/").headers["Content-Language"] == "en"
