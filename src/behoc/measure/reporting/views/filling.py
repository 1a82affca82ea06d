"""One report of the own body: written, kept, sent."""

import secrets
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import in_words
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.htmx import done, page, part, receipt, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say
from behoc.measure.reporting.queries import filling, reports
from behoc.measure.reporting.queries.filling_words import clash_view
from behoc.measure.reporting.queries.received import find_received
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.rules.patches import Clash
from behoc.measure.reporting.rules.typed import Typed, read_answers, read_patch, read_whole
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import NEW_FORM, hand_in, receive

_READ = ("GET", "HEAD", "POST")


@require_http_methods(_READ)
@action("report.view")
def show_report(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The report; sent by POST, what was typed is kept and, if so wished, handed in.

    A page that waits for the check asks for its part of it until there is an end.
    """
    if request.method == "POST":
        return _keep_form(request, public_id)
    if wants_part(request):
        return _show_received(request, public_id)
    return _show(request, public_id)


@require_POST
@action("report.fill")
def keep_answers(request: SignedRequest, public_id: PublicId) -> JsonResponse:
    """The scripts of the page save what changed and get the server's receipt."""
    kept = save_answers(
        request.actor,
        public_id,
        revision=read_whole(request.POST.get("revision", "")),
        patch=read_patch(request.POST.get("patch", "")),
        key=request.POST.get("key", ""),
    )
    report = reports.get_report(request.actor, public_id, action="report.fill")
    content = reports.get_content(report)
    return JsonResponse(
        {
            "revision": report.revision,
            "edition": report.edition.public_id,
            "answers": {"texts": {}, "cells": {}, **report.answers},
            "at": in_words(kept.at),
            "new_form": _(NEW_FORM),
            "clashes": [clash_view(content, each) for each in kept.clashes],
        }
    )


@require_POST
@action("report.submit")
def submit_report(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Receive the report that the page showed; it is checked and sent behind."""
    revision = read_whole(request.POST.get("revision", ""))
    receive(
        request.actor,
        public_id,
        revision=revision,
        key=request.POST.get("key", ""),
        edition=request.POST.get("edition"),
    )
    words = _("Máy chủ đã nhận báo cáo và đang kiểm tra.")
    return receipt(request, filling.report_address(public_id), words)


def _keep_form(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The plain form, for browsers without scripts."""
    typed = read_answers(request.POST)
    kept = save_answers(
        request.actor,
        public_id,
        revision=typed.revision,
        patch=typed.patch,
        key=request.POST.get("key", ""),
    )
    sends = request.POST.get("act") == "send"
    if typed.unread or kept.clashes:
        return _show(request, public_id, typed=typed, clashes=kept.clashes, asked=sends)
    if not sends:
        return done(request, filling.report_address(public_id), _("Đã giữ trên máy chủ."))
    try:
        hand_in(
            request.actor,
            public_id,
            revision=kept.revision,
            key=request.POST.get("send_key", ""),
        )
    except (RuleBroken, Conflict) as refusal:
        return _show(request, public_id, asked=True, refused=say(refusal))
    return done(request, filling.report_address(public_id), _("Máy chủ đã nhận báo cáo."))


def _show_received(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    report = reports.get_report(request.actor, public_id)
    found = find_received(report)
    if found and found.waits:
        context: dict[str, Any] = {"received": found, "report_id": report.public_id}
        return part(request, "reporting/parts/fill_received.html", **context)
    words = "" if report.state in WRITABLE else _("Đã gửi báo cáo.")
    return done(request, filling.report_address(public_id), words)


def _show(
    request: SignedRequest,
    public_id: PublicId,
    *,
    typed: Typed | None = None,
    clashes: tuple[Clash, ...] = (),
    asked: bool = False,
    refused: str = "",
) -> HttpResponse:
    unread = typed.unread if typed else {}
    report = filling.build_filling(
        request.actor, public_id, typed=unread, clashes=clashes, asked=asked
    )
    context: dict[str, Any] = {
        "report": report,
        "refused": refused,
        "key": secrets.token_hex(16),
        "send_key": secrets.token_hex(16),
        "can_submit": report.can_write and request.may("report.submit"),
    }
    status = 422 if unread or refused else 200
    answer = page(request, "reporting/pages/report.html", status=status, **context)
    if report.can_write and status == HTTPStatus.OK:
        answer["X-Keep-Offline"] = getattr(
            request.user, "public_id", ""
        )  # worker.js keeps it for this person
    return answer
