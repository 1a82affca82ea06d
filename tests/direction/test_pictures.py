"""Pictures keep place and time for the two bodies of a task, and lose them for all others."""

from io import BytesIO

import pytest
from PIL import Image

from behoc.direction.assignments.services import working
from behoc.ground.attachments.rules import without_traces
from behoc.ground.attachments.services import store_file
from behoc.kernel.errors import RuleBroken
from tests.kits.dispatches import assigned_task
from tests.kits.world import appoint

GPS, LATITUDE, TAKEN, TURN = 0x8825, 2, 0x0132, 0x0112


def _photograph(form="JPEG"):
    """A picture 40 wide and 20 high, as a phone held sideways keeps it, with place and time."""
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    traces = Image.Exif()
    traces[TURN], traces[TAKEN] = 6, "2026:03:01 07:30:00"
    traces.get_ifd(GPS)[1] = "N"
    traces.get_ifd(GPS)[LATITUDE] = (20.0, 51.0, 44.0)
    kept = BytesIO()
    picture.save(kept, form, exif=traces, xmp=b"<x>Binh Giang</x>", comment=b"may cua Lan")
    return kept.getvalue()


def _traces(content):
    return Image.open(BytesIO(content)).getexif()


@pytest.mark.parametrize(
    ("form", "kind"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_the_copy_has_the_picture_and_nothing_beside_it(form, kind):
    content = _photograph(form)
    assert _traces(content).get_ifd(GPS)[LATITUDE]

    bare = without_traces(content, kind)

    assert not dict(_traces(bare))
    assert b"Exif" not in bare
    assert b"Binh Giang" not in bare
    assert b"may cua Lan" not in bare
    assert Image.open(BytesIO(bare)).size == (20, 40)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff hong", _photograph()[:300]], ids=["empty", "broken", "cut off"]
)
def test_a_picture_that_cannot_be_opened_is_refused(content):
    with pytest.raises(RuleBroken, match="Ảnh này hỏng"):
        without_traces(content, "image/jpeg")


def test_a_picture_named_as_another_kind_is_refused():
    with pytest.raises(RuleBroken):
        without_traces(_photograph("PNG"), "image/jpeg")


@pytest.fixture
def address(world):
    """Where the commune's photograph is served."""
    clerk = world.actor(world.commune.clerk)
    content = _photograph()
    file = store_file(clerk, name="lop-hoc.jpg", chunks=[content], size=len(content))
    report = working.report_progress(
        clerk,
        working.accept_task(clerk, assigned_task(world)),
        text="Đã mở lớp.",
        finished=True,
        files=[file],
        submission_key="lan-1",
    )
    return f"/minh-chung/{report.evidence.get().public_id}/"


def _served(world, person, address):
    answer = world.client(person).get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_who_gave_the_task_and_who_does_it_see_where_and_when(world, address):
    for person in (world.commune.specialist, world.province.head):
        assert _traces(_served(world, person, address)).get_ifd(GPS)[LATITUDE]


def test_who_only_looks_on_sees_the_picture_without_place_and_time(world, address):
    above = _above(world)

    shown = _served(world, above, address)

    assert not dict(_traces(shown))
    assert Image.open(BytesIO(shown)).size == (20, 40)


def _above(world):
    """The head of a body over the province in its line."""
    centre = world.centre.body
    for desk in (world.province, world.commune):
        body = desk.body
        body.line_path = f"/{centre.pk}{body.line_path}"
        body.save(update_fields=["line_path"])
    return appoint(centre, "head", "Lãnh đạo")
