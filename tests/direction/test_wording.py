import pytest

from behoc.direction.documents.queries.wording import level


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (72.5, "%", "72,5%"),
        (70.0, "%", "70%"),
        (">=1500", "người lớn", "ít nhất 1.500\u00a0người lớn"),
        ("<=30", "%", "nhiều nhất 30%"),
        ("80-90", "%", "80–90%"),
        (1, "", "1"),
        ("", "", ""),
        ("cao", "", "cao"),
    ],
)
def test_a_level_reads_as_people_write_it(value, unit, words):
    assert level(value, unit) == words
