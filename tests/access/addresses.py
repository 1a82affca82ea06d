"""What the addresses of the product need to be visited; one that is missing here fails the matrix.

An address without varying parts needs no entry. `Visit(lambda own: {...})` names the varying parts
from somebody's belongings (tests/kits/belongings.py), `data` what a plain POST sends.
"""

from tests.access import figures
from tests.kits.visits import Visit

_PEOPLE = (
    "person_detail",
    "role_grant",
    "password_reset",
    "person_lock",
)

VISITS = {
    **figures.VISITS,
    **{
        f"administration:{name}": Visit(lambda own: {"public_id": own.desk.clerk.public_id})
        for name in _PEOPLE
    },
    "administration:person_unlock": Visit(lambda own: {"public_id": own.locked_person.public_id}),
    "administration:role_end": Visit(lambda own: {"public_id": own.membership.public_id}),
    "administration:bodies_check": Visit(lambda own: {"public_id": own.bodies_file.public_id}),
    "handling:of_dispatch": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "handling:submit": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "handling:take_up": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    **{
        f"handling:{name}": Visit(lambda own: {"public_id": own.handled.waiting.public_id})
        for name in ("submission", "instruct", "return", "take_back")
    },
    "handling:slip": Visit(lambda own: {"public_id": own.handled.submission.public_id}),
    **{
        f"handling:{name}": Visit(lambda own: {"public_id": own.handled.instruction.public_id})
        for name in ("amend", "withdraw")
    },
    "handling:delegation_end": Visit(lambda own: {"public_id": own.handled.delegation.public_id}),
    "handling:part": Visit(lambda own: {"public_id": own.handled.part.public_id}),
    "handling:answer": Visit(lambda own: {"public_id": own.handled.part.public_id}),
    "handling:answer_file": Visit(lambda own: {"public_id": own.handled.answer_file.public_id}),
    "documents:upload_piece": Visit(lambda own: {"public_id": own.upload.public_id}, only="clerk"),
    "documents:search_forget": Visit(
        lambda own: {"public_id": own.saved_search.public_id}, only="clerk"
    ),
    "documents:detail": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:source": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:file": Visit(lambda own: {"public_id": own.dispatch.public_id, "position": 0}),
    "documents:reading": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:progress": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:read_again": Visit(lambda own: {"public_id": own.refused.public_id}),
    "documents:review": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:finds_accept": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:find_add": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:find": Visit(lambda own: {"public_id": own.draft_find.public_id}),
    "documents:find_decide": Visit(
        lambda own: {"public_id": own.draft_find.public_id}, data={"verdict": "yes"}
    ),
    "documents:find_edit": Visit(lambda own: {"public_id": own.draft_find.public_id}),
    "documents:phrase_settle": Visit(
        lambda own: {"public_id": own.draft_find.public_id, "resolution_id": own.resolution.pk}
    ),
    "documents:files": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:file_add": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:file_replace": Visit(
        lambda own: {"public_id": own.dispatch.public_id, "position": 0}
    ),
    "documents:file_earlier": Visit(
        lambda own: {"public_id": own.dispatch.public_id, "position": 0, "number": 1}
    ),
    "registers:facts": Visit(lambda own: {"public_id": own.dispatch.public_id, "position": 0}),
    "registers:entry": Visit(lambda own: {"public_id": own.entry.public_id}),
    "registers:cancel": Visit(
        lambda own: {"public_id": own.entry.public_id}, data={"reason": "Ghi nhầm"}
    ),
    "registers:set_aside": Visit(
        lambda own: {"public_id": own.series.public_id},
        data={"seen": "1"},
    ),
    "registers:stamp": Visit(lambda own: {"public_id": own.entry.public_id}),
    "registers:of_dispatch": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "registers:enter": Visit(lambda own: {"public_id": own.arrival.public_id}),
    "registers:give": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "registers:alike": Visit(lambda own: {"public_id": own.draft.public_id}),
    "registers:join": Visit(lambda own: {"public_id": own.draft.public_id}),
    "registers:book_close": Visit(lambda own: {"public_id": own.book.public_id}),
    **{
        f"relations:{name}": Visit(lambda own: {"public_id": own.dispatch.public_id})
        for name in ("of_dispatch", "summary", "accept_all", "add", "respond")
    },
    "assignments:twins": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:overlaps": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "assignments:same_work": Visit(
        lambda own: {"public_id": own.share.public_id}, data={"other": ""}
    ),
    "assignments:programmes": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    **{
        name: Visit(
            lambda own: {"public_id": own.related.movement.public_id},
            shared="programmes are public",
        )
        for name in (
            "programmes:detail",
            "programmes:local",
            "documents:of_programme",
            "assignments:of_programme",
        )
    },
    "relations:decide": Visit(
        lambda own: {"public_id": own.related.relation.public_id}, data={"verdict": "yes"}
    ),
    "relations:settle": Visit(
        lambda own: {"public_id": own.related.mention.public_id}, data={"answer": "apart"}
    ),
    "relations:choose": Visit(lambda own: {"public_id": own.related.mention.public_id}),
    "documents:deliveries": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:recipient_add": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:delivery_withdraw": Visit(
        lambda own: {
            "public_id": own.dispatch.public_id,
            "body_id": own.delivery.organisation.public_id,
        }
    ),
    "documents:outside_note": Visit(lambda own: {"public_id": own.outside.public_id}),
    "documents:outside_mend": Visit(lambda own: {"public_id": own.outside.public_id}),
    "documents:outside_remove": Visit(lambda own: {"public_id": own.outside.public_id}),
    "documents:disseminations": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:dissemination_add": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:dissemination_correct": Visit(
        lambda own: {"public_id": own.dissemination.public_id}
    ),
    "documents:dissemination_proof": Visit(lambda own: {"public_id": own.proof.public_id}),
    "documents:receive": Visit(lambda own: {"public_id": own.arrival.public_id}),
    **{
        f"drafting:{name}": Visit(lambda own: {"public_id": own.drafts.open.public_id})
        for name in ("detail", "compare", "version", "ask", "submit")
    },
    **{
        f"drafting:{name}": Visit(lambda own: {"public_id": own.drafts.submitted.public_id})
        for name in ("take_back", "return")
    },
    "drafting:approve": Visit(
        lambda own: {"public_id": own.drafts.submitted.public_id}, data={"version": "1"}
    ),
    "drafting:opinion": Visit(
        lambda own: {"public_id": own.drafts.opinion.public_id}, only="specialist"
    ),
    "drafting:file": Visit(lambda own: {"public_id": own.drafts.file.public_id}),
    "reporting:of_body": Visit(
        lambda own: {"public_id": own.desk.body.public_id},
        shared="bodies are public; reports out of reach are not listed",
    ),
    "reporting:report": Visit(lambda own: {"public_id": own.reports.draft.public_id}),
    "reporting:keep": Visit(
        lambda own: {"public_id": own.reports.draft.public_id},
        data={"revision": "0", "patch": "{}"},
    ),
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.draft.public_id})
        for name in ("workbook", "book")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.intakes.workbook.public_id})
        for name in ("intake", "copy")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.draft.public_id})
        for name in ("compose", "compose_draft", "compose_anew", "word", "pdf")
    },
    **{
        f"reporting:{name}": Visit(
            lambda own: {"public_id": own.reports.draft.public_id, "section": "results"},
            data={"revision": "1", "text": "Đã làm.", "base": ""},
        )
        for name in ("compose_section", "source")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.draft.public_id})
        for name in ("workbook", "book")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.intakes.workbook.public_id})
        for name in ("intake", "copy")
    },
    "reporting:submit": Visit(
        lambda own: {"public_id": own.reports.returned.public_id}, data={"revision": "1"}
    ),
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.submitted.public_id})
        for name in ("decide", "approve", "take_back")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.approved.public_id})
        for name in ("lock", "correct")
    },
    "reporting:unlock": Visit(lambda own: {"public_id": own.reports.locked.public_id}),
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.round.public_id})
        for name in ("round", "remind", "close")
    },
    "reporting:renew": Visit(
        lambda own: {
            "public_id": own.reports.round.public_id,
            "edition_id": own.reports.edition.public_id,
        }
    ),
    "reporting:reopen": Visit(lambda own: {"public_id": own.reports.closed.public_id}),
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.duty.public_id})
        for name in ("open", "end_duty")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.edition.public_id})
        for name in ("edition", "propose", "confirm")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.review.public_id})
        for name in ("review", "conference", "review_add")
    },
    **{
        f"reporting:{name}": Visit(lambda own: {"public_id": own.reports.paper.public_id})
        for name in ("review_paper", "review_remove")
    },
    "reporting:of_task": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:detail": Visit(lambda own: {"public_id": own.share.public_id}),
    **{
        f"assignments:{name}": Visit(lambda own: {"public_id": own.share.public_id})
        for name in (
            "arrange",
            "set_day",
            "answerable",
            "fold",
            "divide",
            "difficulty",
            "remind",
            "set_end",
        )
    },
    "assignments:take_back": Visit(
        lambda own: {"public_id": own.standing.part.public_id}, data={"reason": "Nơi khác làm."}
    ),
    "assignments:set_step": Visit(
        lambda own: {"code": "soon"},
        data={
            "days": "5",
            "source": "Kế hoạch 12/KH-UBND",
            "effective_on": "2026-01-01",
        },
        shared="a step is data of the product; what is set is the actor's own body's",
    ),
    "assignments:state_event": Visit(
        lambda own: {"public_id": own.standing.undated_share.public_id, "position": 0}
    ),
    "assignments:difficulty_answer": Visit(
        lambda own: {"public_id": own.standing.difficulty.public_id}
    ),
    "assignments:accept": Visit(lambda own: {"public_id": own.new_share.public_id}),
    "assignments:report": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:confirm": Visit(lambda own: {"public_id": own.done_share.public_id}),
    "assignments:return": Visit(
        lambda own: {"public_id": own.done_share.public_id}, data={"reason": "Thiếu ảnh."}
    ),
    "assignments:reopen": Visit(
        lambda own: {"public_id": own.confirmed_share.public_id}, data={"reason": "Nhầm."}
    ),
    "assignments:extend": Visit(
        lambda own: {"public_id": own.share.public_id},
        data={"reason": "Chưa đủ phòng.", "proposed_on": "2027-01-30"},
    ),
    "assignments:object": Visit(
        lambda own: {"public_id": own.new_share.public_id}, data={"reason": "Việc của sở."}
    ),
    "assignments:amend": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:note": Visit(lambda own: {"public_id": own.amendment_notice.public_id}),
    "assignments:withdraw": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "assignments:petition_take_back": Visit(lambda own: {"public_id": own.petition.public_id}),
    "assignments:petition_answer": Visit(
        lambda own: {"public_id": own.petition.public_id}, data={"verdict": "yes"}
    ),
    "assignments:evidence": Visit(lambda own: {"public_id": own.evidence.public_id}),
    "assignments:assign": Visit(lambda own: {"public_id": own.ready.public_id}),
    "assignments:of_dispatch": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "dashboards:step": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "dashboards:cascade": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "dashboards:cascade_sheet": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "dashboards:remind": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "notifications:calendar_revoke": Visit(
        lambda own: {"public_id": own.told.token.public_id}, only="clerk"
    ),
    "dashboards:calendar": Visit(lambda own: {"secret": own.told.secret}),
    "notifications:open": Visit(lambda own: {"public_id": own.told.notice.public_id}, only="clerk"),
    "notifications:seen": Visit(lambda own: {"public_id": own.told.notice.public_id}, only="clerk"),
}

THIRD_PARTY: dict[str, str] = {}
"""Views of packages that cannot be marked with @action or @public, with the reason why not."""
