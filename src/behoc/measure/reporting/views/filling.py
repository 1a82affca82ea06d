"""One report of the own body: written, kept, sent."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.measure.reporting.queries import reports
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.rules.content import parse_answers
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit

_READ = ("GET", "HEAD", "POST")


@require_http_methods(_READ)
@action("report.view")
def show_report(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The report with its answers; sent by POST, what was typed is kept."""
    report = reports.get_report(request.actor, public_id)
    if request.method == "POST":
        kept = save_answers(
            request.actor,
            public_id,
            revision=_whole(request.POST.get("revision", "")),
            patch=_patch(request),
            key=request.POST.get("key", ""),
        )
        words = _("Đã giữ.") if not kept.clashes else _("Đã giữ; có ô chưa nhận được.")
        return done(request, reverse("reporting:report", args=[public_id]), words)
    content = reports.get_content(report)
    shown = parse_answers(content, reports.get_shown_answers(request.actor, report))
    return page(
        request,
        "reporting/pages/report.html",
        report=report,
        sections=[(section, shown.texts.get(section.code, "")) for section in content.sections],
        rows=[(row, shown.cell(row.key)) for row in content.rows],
        can_write=report.organisation_id == request.actor.body_id
        and report.state in WRITABLE
        and request.may("report.fill"),
        key=secrets.token_hex(16),
    )


@require_POST
@action("report.submit")
def submit_report(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Send the report that the page showed."""
    submit(
        request.actor,
        public_id,
        revision=_whole(request.POST.get("revision", "")),
        key=request.POST.get("key", ""),
    )
    return done(request, reverse("reporting:report", args=[public_id]), _("Đã gửi báo cáo."))


def _patch(request: SignedRequest) -> dict[str, Any]:
    patch: dict[str, Any] = {"texts": {}, "cells": {}}
    for name, value in request.POST.items():
        kind, _point, rest = name.partition(".")
        if kind == "texts":
            patch["texts"][rest] = value
        elif kind == "cells":
            key, _point, part = rest.rpartition(".")
            patch["cells"].setdefault(key, {})[part] = value
    return patch


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
