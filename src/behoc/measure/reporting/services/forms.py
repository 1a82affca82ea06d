"""Forms: shipped ones are loaded; a local edition is proposed by one, confirmed by another."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction

from behoc.ground.access.services import require, require_right
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.kernel.text import clean, fold
from behoc.measure.reporting.models import Form, FormEdition
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.catalogue import FormFacts
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.services import telling

_MARK = 32  # hexadecimal digits, more than enough to tell names apart


@transaction.atomic
def load_forms(actor: Actor, shipped: Iterable[FormFacts]) -> int:
    """Add shipped forms and editions that are not there yet; how many editions were new.

    An edition once loaded stays as it is, for reports rest on it: a changed file needs a new
    version.
    """
    if not actor.is_system:
        raise NotAllowed
    new = 0
    for facts in shipped:
        form, _made = Form.objects.get_or_create(
            code=facts.code, defaults={"name": facts.name, "created_at": now()}
        )
        rows = FormEdition.objects.everything(reason="a shipped edition is loaded once")
        edition, made = rows.get_or_create(
            form=form,
            organisation=None,
            version=facts.version,
            defaults={
                "content": facts.content,
                "source": facts.source,
                "state": EditionState.CONFIRMED,
                "confirmed_at": now(),
                "created_at": now(),
            },
        )
        if made:
            new += 1
            record(actor, "form.load", edition, after={"name": facts.name})
    return new


@transaction.atomic
def propose_edition(
    actor: Actor, form: Form, *, content: dict[str, Any], source: str
) -> FormEdition:
    """Propose what a form shall ask in the own body's rounds; the same proposed again is one.

    A shipped edition is never overwritten: the proposal stands beside it under the own body.
    """
    require_right(actor, "form.propose")
    parse_form(content)
    if not clean(source):
        raise RuleBroken("Chưa ghi căn cứ. Ghi văn bản hoặc ý kiến mà biểu mẫu này theo.")
    Form.objects.select_for_update().get(pk=form.pk)  # two proposals take turns
    rows = FormEdition.objects.everything(reason="the own body's editions of this form")
    last: FormEdition | None = (
        rows.filter(form=form, organisation_id=actor.body).order_by("-version").first()
    )
    if last and last.state == EditionState.PROPOSED and last.content == content:
        return last
    edition = FormEdition(
        form=form,
        organisation_id=actor.body,
        version=last.version + 1 if last else 1,
        content=content,
        source=clean(source)[:500],
        state=EditionState.PROPOSED,
        proposed_by_id=actor.person,
        proposed_at=now(),
        created_at=now(),
    )
    edition.save()
    telling.tell_proposed(edition, actor.body)
    after = {"version": edition.version, "source": edition.source}
    record(actor, "form.propose", edition, after=after)
    return edition


@transaction.atomic
def propose_form(actor: Actor, *, name: str, content: dict[str, Any], source: str) -> FormEdition:
    """Propose a form of the own body, its first edition with it; the same proposed again is one."""
    require_right(actor, "form.propose")
    name = clean(name)[:300]
    if not name:
        raise RuleBroken("Chưa đặt tên biểu mẫu. Ghi tên như sẽ thấy khi mở đợt.")
    parse_form(content)
    # One name in one body is one code: two who propose it at once meet at the unique code.
    mark = sha256(f"{actor.body}:{fold(name)}".encode()).hexdigest()[:_MARK]
    form, made = Form.objects.get_or_create(
        code=f"own-{mark}",
        defaults={"name": name, "organisation_id": actor.body, "created_at": now()},
    )
    if not made:
        rows = FormEdition.objects.everything(reason="the own body's editions of this form")
        same: FormEdition | None = rows.filter(form=form, content=content).first()
        if same is None:
            raise RuleBroken(
                "Cơ quan mình đã có biểu mẫu tên “%(name)s”. Mở biểu mẫu ấy rồi đề xuất bản mới, "
                "hoặc đặt tên khác.",
                name=form.name,
            )
        return same
    return propose_edition(actor, form, content=content, source=source)


@transaction.atomic
def confirm_edition(actor: Actor, edition: FormEdition) -> FormEdition:
    """Another person of the body confirms what one proposed; a second press changes nothing."""
    require(actor, "form.confirm", edition)
    rows = FormEdition.objects.everything(reason="fetched within reach; now locked")
    edition = rows.select_for_update(of=("self",)).select_related("form").get(pk=edition.pk)
    if edition.state == EditionState.CONFIRMED:
        return edition
    if edition.proposed_by_id == actor.person:
        raise RuleBroken("Người đề xuất không tự xác nhận. Nhờ một lãnh đạo khác xem và xác nhận.")
    edition.state, edition.confirmed_at = EditionState.CONFIRMED, now()
    edition.confirmed_by_id = actor.person
    edition.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    telling.settle_proposed(edition)
    record(actor, "form.confirm", edition, after={"state": str(edition.state)})
    return edition
