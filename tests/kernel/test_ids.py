import re

import pytest

from behoc.kernel.ids import LENGTH, PublicIdConverter, new_public_id

PATTERN = re.compile(PublicIdConverter.regex)


def test_a_public_id_fits_the_converter_of_addresses():
    assert PATTERN.fullmatch(new_public_id())


def test_public_ids_hold_no_letters_that_people_confuse():
    assert not set("".join(new_public_id() for _ in range(200))) & set("ilou")


def test_public_ids_do_not_repeat():
    assert len({new_public_id() for _ in range(2000)}) == 2000


@pytest.mark.parametrize("text", ["", "a" * (LENGTH - 1), "a" * (LENGTH + 1), "A" * LENGTH, "../x"])
def test_nothing_else_passes_as_a_public_id(text):
    assert not PATTERN.fullmatch(text)
