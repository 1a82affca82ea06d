"""One draft of each kind of standing, for the stage: written on, submitted, with an opinion."""

from dataclasses import dataclass
from datetime import timedelta

from behoc.direction.drafting.models import Draft, DraftFile, Opinion
from behoc.direction.drafting.services.approving import submit_draft
from behoc.direction.drafting.services.writing import Beginning, ask_opinions, start_draft
from behoc.kernel.clock import today
from tests.kits import dispatches
from tests.kits.world import Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Drafts:
    """What the body's clerk drafts: one still written on, one that waits for the head."""

    open: Draft
    file: DraftFile
    opinion: Opinion
    submitted: Draft


def settle_drafts(world: World, desk: Desk) -> Drafts:
    """The specialist is asked for an opinion of the open draft; the head has the other."""
    clerk = world.actor(desk.clerk)
    paper = dispatches.stored_file(world, desk, content=b"%PDF-1.7 du thao")
    beginning = Beginning("V/v mở lớp học cộng đồng", "answer", "Kính gửi quý cơ quan.")
    draft = start_draft(clerk, beginning, files=[paper], submission_key="du-thao-1")
    ask_opinions(clerk, draft, [desk.specialist.pk], due_on=today() + timedelta(days=3))
    other = start_draft(clerk, beginning, files=[], submission_key="du-thao-2")
    version = draft.versions.get()
    return Drafts(
        open=draft,
        file=version.files.get(),
        opinion=version.opinions.get(),
        submitted=submit_draft(clerk, other, leader_id=desk.head.pk),
    )
