import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation.template import templatize

from behoc.config.management.commands.makemessages import Command
from tests.architecture.inventory import product_files, templates

ROOT = Path(__file__).parents[2]
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


@pytest.mark.parametrize(
    ("name", "english"),
    [("Lãnh đạo", "Leader"), ("cấp xã", "commune level"), ("Tài chính, quỹ", "Finance, funds")],
)
def test_names_in_data_stand_in_the_catalogue(name, english):
    catalogue = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))

    assert catalogue.find(name).msgstr == english


def test_every_english_sentence_is_there_and_keeps_its_places():
    catalogue = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    entries = [entry for entry in catalogue if not entry.obsolete]

    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries if _places_lost(entry)] == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_no_sentence_of_the_product_is_missing_from_the_english_catalogue(tmp_path):
    known = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))

    missing = _asked(tmp_path) - {entry.msgid for entry in known if not entry.obsolete}
    assert not missing, f"Run `make messages` and translate: {sorted(missing)}"


def _asked(folder):
    """Every sentence that a template or the code asks to be translated."""
    for number, path in enumerate(templates()):
        code = templatize(path.read_text("utf-8"), origin=path.name)
        (folder / f"{number}.py").write_text(code, encoding="utf-8")
    code = product_files()
    files = folder / "files.txt"
    files.write_text("\n".join(map(str, [*folder.glob("*.py"), *code])), encoding="utf-8")
    words = ["gettext_noop", "gettext_lazy", "ngettext_lazy:1,2"]
    options = [f"--keyword={word}" for word in words] + Command.xgettext_options
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--output=-", *options]
    found = subprocess.run(
        [*command, f"--files-from={files}"], capture_output=True, text=True, check=True
    )
    return {entry.msgid for entry in polib.pofile(found.stdout)}


def _places_lost(entry):
    found = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
    wanted = set(re.findall(r"%\(\w+\)[sd]", entry.msgid))
    return any(set(re.findall(r"%\(\w+\)[sd]", each)) != wanted for each in found)
