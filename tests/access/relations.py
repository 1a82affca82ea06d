"""How the queries of relations and programmes are asked and their services called."""

from behoc.direction.assignments.queries import likeness
from behoc.direction.assignments.queries import programmes as filed_tasks
from behoc.direction.assignments.services import same_work
from behoc.direction.assignments.services.filing import file_dispatch
from behoc.direction.documents.queries import programmes as filed
from behoc.direction.documents.services.filing import hang_on_programmes
from behoc.direction.programmes.rules import ProgrammeFacts, ProgrammeKind
from behoc.direction.programmes.services import add_programme, load_programmes, name_locally
from behoc.direction.relations import services as relations
from behoc.direction.relations.queries import graph, ladder, picking
from behoc.direction.relations.queries import screens as related
from behoc.direction.relations.rules import RelationKind, RelationState, TextFacts
from behoc.direction.relations.services import deciding as relating
from behoc.direction.relations.services import joining, responding
from tests.access.asking import Order, Question
from tests.kits.related import national

QUESTIONS = {
    "assignments.list_overlaps": Question(
        lambda actor, own: likeness.list_overlaps(actor, own.dispatch)
    ),
    "assignments.count_twice_counted": Question(
        lambda actor, own: likeness.count_twice_counted(actor, national())
    ),
    "documents.list_dispatches_of_programme": Question(
        lambda actor, own: filed.list_dispatches_of_programme(actor, national())
    ),
    "assignments.list_tasks_of_programme": Question(
        lambda actor, own: filed_tasks.list_tasks_of_programme(actor, national())
    ),
    "relations.list_upward": Question(lambda actor, own: graph.list_upward(actor, [own.document])),
    "relations.list_downward": Question(
        lambda actor, own: graph.list_downward(actor, [own.document])
    ),
    "relations.list_steps_above": Question(
        lambda actor, own: ladder.list_steps_above(actor, own.dispatch)
    ),
    "relations.address_of_dispatch": Question(
        lambda actor, own: related.address_of_dispatch(actor, own.dispatch.public_id), picks=True
    ),
    "relations.get_relation": Question(
        lambda actor, own: picking.get_relation(actor, own.related.relation.public_id), picks=True
    ),
    "relations.get_text": Question(
        lambda actor, own: picking.get_text(actor, own.related.mention.public_id), picks=True
    ),
    "relations.get_own_paper": Question(
        lambda actor, own: picking.get_own_paper(actor, own.related.answer.public_id), picks=True
    ),
    "relations.search_texts": Question(
        lambda actor, own: picking.search_texts(actor, own.related.mention, "05/NQ-HĐ")
    ),
    "relations.list_own_papers": Question(
        lambda actor, own: picking.list_own_papers(actor, own.draft)
    ),
}

PROGRAMME = ProgrammeFacts(
    name="Mỗi xóm một lớp học",
    short_name="Xóm học",
    kind=ProgrammeKind.MOVEMENT,
    founding_symbol=None,
    founding_on=None,
    founder=None,
    first_year=2026,
    last_year=2030,
    code="thu",
)

ORDERS = {
    "assignments.mark_same": Order(
        lambda actor, own: same_work.mark_same(actor, own.new_share, own.done_share),
        action="assignment.report",
    ),
    "assignments.part_again": Order(
        lambda actor, own: same_work.part_again(
            actor, own.related.twins.first, own.related.twins.second
        ),
        action="assignment.report",
    ),
    "assignments.report_for_all": Order(
        lambda actor, own: same_work.report_for_all(
            actor, own.share, text="Xong.", finished=True, files=[], submission_key="lan-3"
        ),
        action="assignment.report",
    ),
    "relations.keep_relations": Order(
        lambda actor, own: relations.keep_relations(actor, own.ready), action="document.assign"
    ),
    "relations.declare_response": Order(
        lambda actor, own: relations.declare_response(
            actor, own.dispatch, own.related.answer, "implements"
        ),
        action="relation.decide",
    ),
    "relations.fold_in": Order(
        lambda actor, own: responding.fold_in(
            actor, own.standing.undated_share.assignment.document.dispatch, own.related.answer
        ),
        action="relation.decide",
    ),
    "documents.hang_on_programmes": Order(
        lambda actor, own: hang_on_programmes(actor, own.dispatch, []), action="document.review"
    ),
    "assignments.file_dispatch": Order(
        lambda actor, own: file_dispatch(actor, own.dispatch, []), action="document.review"
    ),
    "programmes.load_programmes": Order(
        lambda actor, own: load_programmes(actor, [PROGRAMME]), by="system"
    ),
    "programmes.add_programme": Order(
        lambda actor, own: add_programme(actor, PROGRAMME), action="programme.manage", starts=True
    ),
    "programmes.name_locally": Order(
        lambda actor, own: name_locally(
            actor, national(), name="Mỗi xóm một lớp", years=(2024, 2030)
        ),
        action="programme.manage",
        starts=True,
    ),
    "relations.decide_relation": Order(
        lambda actor, own: relating.decide_relation(
            actor, own.related.relation, RelationState.ACCEPTED
        ),
        action="relation.decide",
    ),
    "relations.change_kind": Order(
        lambda actor, own: relating.change_kind(
            actor, own.related.relation, RelationKind.CONTINUES
        ),
        action="relation.decide",
    ),
    "relations.accept_all": Order(
        lambda actor, own: relating.accept_all(actor, own.document), action="relation.decide"
    ),
    "relations.add_relation": Order(
        lambda actor, own: relating.add_relation(
            actor, own.document, TextFacts(name="Luật Giáo dục"), kind=RelationKind.RESTS_ON
        ),
        action="relation.decide",
    ),
    "relations.join_texts": Order(
        lambda actor, own: joining.join_texts(actor, own.related.mention, own.related.text),
        action="relation.decide",
    ),
    "relations.keep_apart": Order(
        lambda actor, own: joining.keep_apart(actor, own.related.mention), action="relation.decide"
    ),
    "relations.reopen_sameness": Order(
        lambda actor, own: joining.reopen_sameness(actor, own.related.joined_mention),
        action="relation.decide",
    ),
}
