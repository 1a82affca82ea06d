"""What somebody may open must not tell what somebody else keeps to themselves."""

from behoc.direction.documents.services.reviewing import reject_find
from tests.kits.dispatches import assigned_dispatch, assigned_task, read_dispatch

NUMBER = "12/KH-UBND"


def _page(world, person, address):
    return world.client(person).get(address).content.decode()


def test_who_receives_a_dispatch_sees_the_body_that_gave_it_and_not_its_people(world):
    dispatch = assigned_dispatch(world)
    name = dispatch.person.full_name

    for address in ("/van-ban/", f"/van-ban/{dispatch.public_id}/"):
        assert name not in _page(world, world.commune.clerk, address)
        assert name in _page(world, world.province.specialist, address)


def test_how_the_giver_reviewed_a_dispatch_is_not_told_to_who_receives_it(world):
    address = f"/van-ban/{assigned_dispatch(world).public_id}/"

    assert "Nhận cả nhóm" in _page(world, world.province.specialist, address)
    assert "Nhận cả nhóm" not in _page(world, world.commune.clerk, address)


def test_a_rejected_fact_is_not_told_as_one(world):
    dispatch = read_dispatch(world)
    fact = dispatch.documents.get().finds.get(field="signer_name")
    address, told = f"/van-ban/{dispatch.public_id}/", f"<dd>{fact.value['value']}</dd>"
    assert told in _page(world, world.province.clerk, address)

    reject_find(world.actor(world.province.clerk), fact)

    assert told not in _page(world, world.province.clerk, address)


def test_the_log_tells_administrators_that_a_task_was_reported_and_not_what(world):
    task = assigned_task(world)
    clerk = world.client(world.commune.clerk)
    clerk.post(f"/nhiem-vu/{task.public_id}/nhan/")
    clerk.post(
        f"/nhiem-vu/{task.public_id}/bao/", {"text": "Chuyện riêng của xã", "submission_key": "1"}
    )

    for person in (world.commune.administrator, world.operator):
        log = _page(world, person, "/quan-tri/nhat-ky/")
        assert "Báo kết quả nhiệm vụ" in log
        assert "Chuyện riêng" not in log
