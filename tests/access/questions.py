"""How each query that takes an actor is asked; a query that is missing here fails the leak kit.

`picks` marks a query that names one row: asked for the neighbour's, it must answer NotFound. The
others answer with rows or a number, which must not change when the neighbour comes to own rows;
asked about the neighbour's own rows, they answer the same or nothing.
`by` is a role of the commune that does see something, which proves the question a real one.
"""

from behoc.direction.assignments.queries import (
    amendments,
    arranging,
    board,
    difficulties,
    drawing,
    folding,
    judging,
    parts,
    petitions,
    steps,
    waiting_page,
)
from behoc.direction.assignments.queries import screens as assignment_screens
from behoc.direction.assignments.queries import tasks as assignments
from behoc.direction.documents.queries import (
    deliveries,
    disseminations,
    found,
    search,
    store,
)
from behoc.direction.documents.queries import dispatches as documents
from behoc.direction.documents.queries import screens as document_screens
from behoc.direction.registers.queries import alike, book, entries, numbering
from behoc.direction.registers.queries import screens as register_screens
from behoc.direction.registers.rules.series import Direction
from behoc.ground.access.queries import scope_for
from behoc.ground.accounts import queries as accounts
from behoc.ground.administration.queries import bodies as register
from behoc.ground.administration.queries import people
from behoc.ground.attachments import queries as attachments
from behoc.ground.audit import queries as audit
from behoc.ground.notifications.queries import calendars, letters, notices
from behoc.ground.organisations import queries as organisations
from behoc.kernel.clock import today
from behoc.surface.dashboards.queries import desk as dashboards
from behoc.surface.dashboards.queries import desk_counts, desk_items, step
from tests.access import cascade, figures, handling, relations, reporting
from tests.access import drafts as drafting
from tests.access.asking import Question

EXEMPT = {
    **figures.EXEMPT_QUERIES,
    **reporting.EXEMPT,
    "access.scope_for": "it makes the scope that all others are held to",
    "access.may": "it answers from the table of roles alone",
    "access.body_in_reach": "it answers on a body, and bodies are public",
    "access.may_grant": "it answers from the table of roles alone",
    "access.list_grantable_roles": "it answers from the table of roles alone",
    "dashboards.needs_reminding": "the body is of a cascade that was built within reach",
    "handling.find_authority": "the submission was fetched within reach",
    "handling.build_submission": "the submission was fetched within reach",
    "handling.build_slip": "the submission was fetched within reach",
    "handling.build_part": "the part was fetched within reach",
    "handling.build_paper": "the dispatch was fetched within reach",
    "handling.list_delegation_rows": "the delegations were fetched within reach",
    "handling.of_amendment": "the instruction was fetched within reach",
    "assignments.build_row": "the share was fetched within reach",
    "assignments.build_task": "the share was fetched within reach",
    "assignments.is_party": "the evidence was fetched within reach",
    "assignments.list_amendments": "the share was fetched within reach",
    "assignments.build_petition": "the petition was fetched within reach",
    "assignments.build_history": "the share was fetched within reach",
    "assignments.who": "it names whoever is handed to it",
    "documents.build_detail": "the dispatch was fetched within reach",
    "assignments.list_parts_of": "the bodies above were found within reach",
    "documents.sees_all_receivers": "it says yes or no of a dispatch fetched within reach",
    "documents.below_only": "it makes the condition that others narrow by",
    "drafting.build_draft": "the draft was fetched within reach",
    "documents.list_parts": "the dispatch was fetched within reach",
    "registers.build_stamp": "the dispatch was fetched within reach",
    "registers.paper_to_number": "the dispatch was fetched within reach",
    "documents.build_row": "the dispatch was fetched within reach",
    "relations.find_held": "the texts were fetched within reach",
    "relations.build_summary": "the dispatch was fetched within reach",
    "assignments.plan_url": "the share was fetched within reach",
    "assignments.sources_of": "the report was fetched within reach",
    "assignments.list_twins": "the share was fetched within reach",
    "documents.build_filing": "the dispatch was fetched within reach",
    "programmes.build_page": "programmes are public",
    "programmes.find_local": "it answers on the actor's own body alone",
    "relations.build_page": "the dispatch was fetched within reach",
    "documents.build_deliveries": "the dispatch was fetched within reach",
    "documents.build_disseminations": "the dispatch was fetched within reach",
    "documents.build_own_receipt": "the dispatch was fetched within reach",
    "notifications.build_days": "the notices were fetched within reach",
    "administration.build_log_row": "the entry was fetched within reach",
    "administration.build_rows": "the people were fetched within reach",
    "administration.build_sheet": "the person was fetched within reach",
    "administration.is_in_hands": "it says yes or no of a person fetched within reach",
    "administration.check_file": "the file was fetched within reach",
    "administration.read_sheet": "it reads what the file itself says",
    "administration.find_ground": "places are public",
}

ADMINISTRATOR = "body_administrator"
WHOSE = ("toi", "da-giao", "")

_PEOPLE = {
    "accounts.list_people": Question(
        lambda actor, own: accounts.list_people(scope_for(actor, "person.view")), by=ADMINISTRATOR
    ),
    "accounts.list_memberships_of_people": Question(
        lambda actor, own: accounts.list_memberships_of_people(
            scope_for(actor, "person.view"), [own.desk.clerk]
        ),
        by=ADMINISTRATOR,
    ),
    "accounts.get_person": Question(
        lambda actor, own: accounts.get_person(
            scope_for(actor, "person.view"), own.desk.clerk.public_id
        ),
        by=ADMINISTRATOR,
        picks=True,
    ),
    "accounts.get_membership": Question(
        lambda actor, own: accounts.get_membership(
            scope_for(actor, "person.view"), own.membership.public_id
        ),
        by=ADMINISTRATOR,
        picks=True,
    ),
    "administration.list_people": Question(
        lambda actor, own: people.list_people(actor, locked=False), by=ADMINISTRATOR
    ),
    "administration.get_person": Question(
        lambda actor, own: people.get_person(actor, own.desk.clerk.public_id),
        by=ADMINISTRATOR,
        picks=True,
    ),
    "administration.get_membership": Question(
        lambda actor, own: people.get_membership(actor, own.membership.public_id),
        by=ADMINISTRATOR,
        picks=True,
    ),
    "administration.list_body_choices": Question(
        lambda actor, own: people.list_body_choices(actor), by=ADMINISTRATOR
    ),
    "administration.list_bodies": Question(
        lambda actor, own: register.list_bodies(actor, register.find_ground(actor, "")),
        by=ADMINISTRATOR,
    ),
    "administration.get_file": Question(
        lambda actor, own: register.get_file(actor, own.file.public_id), picks=True
    ),
    "organisations.list_bodies_in_reach": Question(
        lambda actor, own: organisations.list_bodies_in_reach(
            scope_for(actor, "organisation.view")
        ),
        by=ADMINISTRATOR,
    ),
    "audit.list_entries": Question(lambda actor, own: audit.list_entries(actor), by=ADMINISTRATOR),
}

_PAPERS = {
    "attachments.get_upload": Question(
        lambda actor, own: attachments.get_upload(actor, own.upload.public_id), picks=True
    ),
    "attachments.list_own_files": Question(
        lambda actor, own: attachments.list_own_files(actor, [own.file.public_id]), picks=True
    ),
    "documents.search": Question(
        lambda actor, own: search.search(actor, search.Asked(words="buoi hoc cong dong"))
    ),
    "documents.list_matches": Question(
        lambda actor, own: search.list_matches(actor, search.Asked(), [own.document.pk])
    ),
    "documents.build_found": Question(
        lambda actor, own: found.build_found(actor, search.Asked(words="thon"), [own.document.pk])
    ),
    "documents.get_saved_search": Question(
        lambda actor, own: search.get_saved_search(actor, own.saved_search.public_id), picks=True
    ),
    "documents.list_saved_searches": Question(lambda actor, own: search.list_saved_searches(actor)),
    "documents.list_saved": Question(lambda actor, own: found.list_saved(actor, "")),
    "documents.list_dispatches": Question(lambda actor, own: documents.list_dispatches(actor)),
    "documents.list_filters": Question(lambda actor, own: document_screens.list_filters(actor, "")),
    "documents.get_dispatch": Question(
        lambda actor, own: documents.get_dispatch(actor, own.dispatch.public_id), picks=True
    ),
    "documents.get_file": Question(
        lambda actor, own: documents.get_file(actor, own.dispatch.public_id, 0), picks=True
    ),
    "documents.get_find": Question(
        lambda actor, own: documents.get_find(actor, own.draft_find.public_id), picks=True
    ),
    "documents.get_resolution": Question(
        lambda actor, own: documents.get_resolution(
            actor, own.draft_find.public_id, own.resolution.pk
        ),
        picks=True,
    ),
    "documents.list_deliveries": Question(
        lambda actor, own: deliveries.list_deliveries(actor, own.dispatch)
    ),
    "documents.list_outside": Question(
        lambda actor, own: deliveries.list_outside(actor, own.dispatch)
    ),
    "documents.count_reached": Question(
        lambda actor, own: deliveries.count_reached(actor, own.dispatch).bodies or []
    ),
    "documents.get_delivery": Question(
        lambda actor, own: deliveries.get_delivery(
            actor, own.dispatch, own.delivery.organisation.public_id
        ),
        picks=True,
    ),
    "documents.get_outside": Question(
        lambda actor, own: deliveries.get_outside(actor, own.outside.public_id), picks=True
    ),
    "documents.find_own_delivery": Question(
        lambda actor, own: deliveries.find_own_delivery(actor, own.arrival) or []
    ),
    "documents.list_receipts": Question(
        lambda actor, own: deliveries.list_receipts(actor, [own.arrival])
    ),
    "documents.list_rounds": Question(
        lambda actor, own: disseminations.list_rounds(actor, own.dispatch)
    ),
    "documents.list_told": Question(
        lambda actor, own: disseminations.list_told(actor, own.dispatch, [own.desk.body.pk])
    ),
    "documents.get_round": Question(
        lambda actor, own: disseminations.get_round(actor, own.dissemination.public_id),
        picks=True,
    ),
    "documents.get_proof": Question(
        lambda actor, own: disseminations.get_proof(actor, own.proof.public_id), picks=True
    ),
    "documents.list_arrivals": Question(lambda actor, own: deliveries.list_arrivals(actor)),
    "documents.count_arrivals": Question(lambda actor, own: deliveries.count_arrivals(actor)),
    "documents.count_from_elsewhere": Question(
        lambda actor, own: deliveries.count_from_elsewhere(actor)
    ),
    "documents.count_to_review": Question(lambda actor, own: documents.count_to_review(actor)),
    "documents.list_waiting": Question(lambda actor, own: documents.list_waiting(actor)),
}

_TASKS = {
    "assignments.list_tasks": Question(
        lambda actor, own: [list(assignments.list_tasks(actor, whose=who)) for who in WHOSE]
    ),
    "assignments.list_own_tasks": Question(lambda actor, own: assignments.list_own_tasks(actor)),
    "assignments.list_given_tasks": Question(
        lambda actor, own: assignments.list_given_tasks(actor)
    ),
    "assignments.list_tasks_of": Question(
        lambda actor, own: assignments.list_tasks_of(actor, own.dispatch)
    ),
    "assignments.sum_tasks_of": Question(
        lambda actor, own: assignments.sum_tasks_of(actor, own.dispatch, most=1)
    ),
    "assignments.list_of_dispatch": Question(
        lambda actor, own: assignment_screens.list_of_dispatch(actor, own.dispatch)
    ),
    "assignments.list_filters": Question(
        lambda actor, own: assignment_screens.list_filters(actor, "toi", "")
    ),
    "assignments.count_by_state": Question(
        lambda actor, own: [assignments.count_by_state(actor, who) for who in WHOSE]
    ),
    "assignments.count_by_whose": Question(lambda actor, own: assignments.count_by_whose(actor)),
    "assignments.count_waiting": Question(
        lambda actor, own: assignments.count_waiting(actor, soon=today())
    ),
    "assignments.list_to_confirm": Question(
        lambda actor, own: list(judging.list_to_confirm(actor))
    ),
    "assignments.count_to_confirm": Question(lambda actor, own: judging.count_to_confirm(actor)),
    "assignments.build_waiting": Question(lambda actor, own: waiting_page.build_waiting(actor)),
    "assignments.list_to_answer": Question(lambda actor, own: petitions.list_to_answer(actor)),
    "assignments.count_to_answer": Question(lambda actor, own: petitions.count_to_answer(actor)),
    "assignments.get_notice": Question(
        lambda actor, own: amendments.get_notice(actor, own.amendment_notice.public_id), picks=True
    ),
    "assignments.list_unnoted": Question(lambda actor, own: amendments.list_unnoted(actor)),
    "assignments.count_unnoted": Question(lambda actor, own: amendments.count_unnoted(actor)),
    "assignments.get_petition": Question(
        lambda actor, own: petitions.get_petition(actor, own.petition.public_id), picks=True
    ),
    "assignments.build_board": Question(
        lambda actor, own: [board.build_board(actor, by) for by in ("", board.BY_PERSON)]
    ),
    "assignments.list_sheet": Question(
        lambda actor, own: [
            board.list_sheet(actor, whose=who, state="", words="")[2] for who in WHOSE
        ]
    ),
    "assignments.build_arranging": Question(
        lambda actor, own: arranging.build_arranging(
            actor, assignments.get_task(actor, own.share.public_id)
        ),
        picks=True,
    ),
    "assignments.build_card": Question(
        lambda actor, own: arranging.build_card(
            actor, assignments.get_task(actor, own.share.public_id)
        ),
        picks=True,
    ),
    "assignments.list_facts": Question(
        lambda actor, own: arranging.list_facts(
            actor, assignments.get_task(actor, own.share.public_id)
        ),
        picks=True,
    ),
    "assignments.list_plans": Question(
        lambda actor, own: folding.list_plans(
            actor, assignments.get_task(actor, own.share.public_id), ""
        ),
        picks=True,
    ),
    "assignments.list_part_reports": Question(
        lambda actor, own: drawing.list_part_reports(
            actor, assignments.get_task(actor, own.standing.undated_share.public_id)
        ),
        picks=True,
    ),
    "assignments.get_part": Question(
        lambda actor, own: parts.get_part(actor, own.standing.part.public_id), picks=True
    ),
    "assignments.list_difficulties": Question(
        lambda actor, own: difficulties.list_difficulties(actor), by="head"
    ),
    "assignments.count_difficulties": Question(
        lambda actor, own: difficulties.count_difficulties(actor), by="head"
    ),
    "assignments.list_steps": Question(lambda actor, own: steps.list_steps(actor)),
    "assignments.steps_for": Question(lambda actor, own: steps.steps_for(actor)),
    "assignments.get_difficulty": Question(
        lambda actor, own: arranging.get_difficulty(actor, own.standing.difficulty.public_id),
        picks=True,
    ),
    "assignments.get_task": Question(
        lambda actor, own: assignments.get_task(actor, own.share.public_id), picks=True
    ),
    "assignments.get_evidence": Question(
        lambda actor, own: assignments.get_evidence(actor, own.evidence.public_id), picks=True
    ),
    "dashboards.build_desk": Question(lambda actor, own: dashboards.build_desk(actor)),
    "dashboards.list_new": Question(
        lambda actor, own: desk_items.list_new(actor, assignments.list_own_tasks(actor))
    ),
    "dashboards.list_amended": Question(lambda actor, own: desk_items.list_amended(actor, 1)),
    "dashboards.list_papers": Question(lambda actor, own: desk_items.list_papers(actor, 1)),
    "dashboards.list_came": Question(
        lambda actor, own: list(desk_items.list_came(actor, desk_counts.count_kinds(actor)))
    ),
    "dashboards.find_step": Question(
        lambda actor, own: step.find_step(actor, own.dispatch.public_id), picks=True
    ),
    "dashboards.count_kinds": Question(lambda actor, own: desk_counts.count_kinds(actor)),
    "dashboards.count_waiting": Question(lambda actor, own: dashboards.count_waiting(actor)),
}


_REGISTERS = {
    "registers.list_entries": Question(
        lambda actor, own: [
            list(book.list_entries(actor, book.Selection(direction=each))) for each in Direction
        ]
    ),
    "registers.list_years": Question(lambda actor, own: book.list_years(actor, Direction.IN)),
    "registers.list_series": Question(
        lambda actor, own: book.list_series(actor, Direction.IN, None)
    ),
    "registers.build_cover": Question(
        lambda actor, own: (
            book.build_cover(actor, book.Selection(series=own.series.public_id))
            if own.desk.body.pk == actor.body_id
            else []
        )
    ),
    "registers.list_to_enter": Question(
        lambda actor, own: register_screens.list_to_enter(actor).total
    ),
    "registers.list_unentered": Question(lambda actor, own: register_screens.list_unentered(actor)),
    "registers.list_alike": Question(lambda actor, own: alike.list_alike(actor, own.draft)),
    "registers.list_like_facts": Question(
        lambda actor, own: alike.list_like_facts(
            actor,
            {"number_symbol": "12/KH-UBND", "issuer_name": "Ủy ban nhân dân tỉnh Mộc Sơn"},
            is_incoming=True,
            but="giay",
        )
    ),
    "registers.build_numbering": Question(lambda actor, own: numbering.build_numbering(actor)),
    "registers.get_series": Question(
        lambda actor, own: numbering.get_series(actor, own.series.public_id), picks=True
    ),
    "registers.get_book": Question(
        lambda actor, own: numbering.get_book(actor, own.book.public_id), by="head", picks=True
    ),
    "documents.list_entered_documents": Question(
        lambda actor, own: store.list_entered_documents(actor).order_by("pk")
    ),
    "documents.list_delivered": Question(lambda actor, own: store.list_delivered(actor)),
    "documents.get_document": Question(
        lambda actor, own: store.get_document(actor, own.dispatch.public_id, 0), picks=True
    ),
    "documents.get_dispatch_file": Question(
        lambda actor, own: store.get_dispatch_file(
            actor, own.dispatch.public_id, 0, action="document.view"
        ),
        picks=True,
    ),
    "documents.get_earlier_file": Question(
        lambda actor, own: store.get_earlier_file(actor, own.dispatch.public_id, 0, 1), picks=True
    ),
    "registers.find_entry": Question(
        lambda actor, own: [each for each in [entries.find_entry(actor, own.document)] if each]
    ),
    "registers.find_incoming": Question(
        lambda actor, own: [
            each for each in [entries.find_incoming(actor, own.entry.document.dispatch)] if each
        ]
    ),
    "registers.get_entry": Question(
        lambda actor, own: entries.get_entry(actor, own.entry.public_id), picks=True
    ),
}

_NOTICES = {
    "notifications.count_unseen": Question(lambda actor, own: notices.count_unseen(actor)),
    "notifications.list_notices": Question(lambda actor, own: notices.list_notices(actor)),
    "notifications.list_filters": Question(lambda actor, own: notices.list_filters(actor, "")),
    "notifications.list_calendars": Question(lambda actor, own: calendars.list_calendars(actor)),
    "notifications.get_calendar": Question(
        lambda actor, own: calendars.get_calendar(actor, own.told.token.public_id), picks=True
    ),
    "notifications.get_wishes": Question(lambda actor, own: letters.get_wishes(actor)),
    "notifications.known_address": Question(lambda actor, own: [letters.known_address(actor)]),
    "notifications.list_letters": Question(lambda actor, own: letters.list_letters(actor)),
    "notifications.get_notice": Question(
        lambda actor, own: notices.get_notice(actor, own.told.notice.public_id), picks=True
    ),
}

QUESTIONS = {
    **handling.QUESTIONS,
    **drafting.QUESTIONS,
    **reporting.QUESTIONS,
    **relations.QUESTIONS,
    **cascade.QUESTIONS,
    **_PEOPLE,
    **_PAPERS,
    **_TASKS,
    **_REGISTERS,
    **_NOTICES,
    **figures.QUESTIONS,
}
