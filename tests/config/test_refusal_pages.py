"""A refused press leads back to the page it was made on, and to no page of somebody else."""

import pytest

from tests.kits import dispatches, handling


@pytest.fixture
def refused(world):
    """A paper that the leader has spoken on already: a second word is refused."""
    submission = handling.submitted(world, world.commune, dispatches.assigned_dispatch(world))
    head = world.actor(world.commune.head)
    handling.instruct(head, submission, handling.word(world.commune), submission_key="lan-1")
    lead = handling.receiver(world.commune, world.commune.specialist)
    address = f"/trinh/{submission.public_id}/y-kien/"
    return address, {"lead": lead.code, "sentence": "agree", "submission_key": "lan-2"}


@pytest.mark.parametrize(
    ("referer", "leads"),
    [
        ("http://testserver/y-kien/", '<a class="btn btn--go" href="http://testserver/y-kien/">'),
        ("https://example.org/y-kien/", '<a class="btn btn--go" href="/">'),
        ("", '<a class="btn btn--go" href="/">'),
    ],
)
def test_a_refused_press_leads_back_to_a_page_of_our_own_alone(world, refused, referer, leads):
    address, given = refused

    answer = world.client(world.commune.head).post(address, given, HTTP_REFERER=referer)

    assert answer.status_code == 409
    assert leads in answer.content.decode()
