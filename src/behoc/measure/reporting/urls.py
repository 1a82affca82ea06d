"""Addresses of reports, rounds and forms."""

from django.urls import path

from behoc.measure.reporting.views import (
    composing,
    decisions,
    duties,
    filling,
    forms,
    reports,
    rounds,
    workbooks,
)

app_name = "reporting"
urlpatterns = [
    path("bao-cao/", reports.list_reports, name="list"),
    path("bao-cao/cua/<public:public_id>/", reports.list_of_body, name="of_body"),
    path("bao-cao/<public:public_id>/", filling.show_report, name="report"),
    path("bao-cao/<public:public_id>/giu/", filling.keep_answers, name="keep"),
    path("bao-cao/<public:public_id>/gui/", filling.submit_report, name="submit"),
    path("bao-cao/<public:public_id>/rut/", decisions.take_back, name="take_back"),
    path("bao-cao/<public:public_id>/dinh-chinh/", decisions.correct, name="correct"),
    path("bao-cao/<public:public_id>/xem/", decisions.show_decision, name="decide"),
    path("bao-cao/<public:public_id>/duyet/", decisions.approve, name="approve"),
    path("bao-cao/<public:public_id>/khoa/", decisions.lock, name="lock"),
    path("bao-cao/<public:public_id>/mo-khoa/", decisions.unlock, name="unlock"),
    path("bao-cao/<public:public_id>/excel/", workbooks.show_workbook, name="workbook"),
    path("bao-cao/<public:public_id>/excel/tai/", workbooks.download_workbook, name="book"),
    path("so-lieu/nap/", workbooks.load_figures, name="load"),
    path("so-lieu/nap/bang/", workbooks.download_blank, name="blank"),
    path("so-lieu/tep/<public:public_id>/", workbooks.show_intake, name="intake"),
    path("so-lieu/tep/<public:public_id>/can-sua/", workbooks.download_copy, name="copy"),
    path("dot-bao-cao/", rounds.list_rounds, name="rounds"),
    path("dot-bao-cao/<public:public_id>/", rounds.show_round, name="round"),
    path("dot-bao-cao/<public:public_id>/nhac/", rounds.remind, name="remind"),
    path("dot-bao-cao/<public:public_id>/dong/", rounds.close, name="close"),
    path("dot-bao-cao/<public:public_id>/mo-lai/", rounds.reopen, name="reopen"),
    path("che-do-bao-cao/", duties.list_duties, name="duties"),
    path("che-do-bao-cao/moi/", duties.add_duty, name="add_duty"),
    path("che-do-bao-cao/<public:public_id>/mo-dot/", rounds.open_turn, name="open"),
    path("che-do-bao-cao/<public:public_id>/thoi/", duties.end, name="end_duty"),
    path("nhiem-vu/<public:public_id>/ky-bao-cao/", duties.of_task, name="of_task"),
    path("bieu-mau/<public:public_id>/", forms.show_edition, name="edition"),
    path("bieu-mau/<public:public_id>/de-xuat/", forms.propose, name="propose"),
    path("bieu-mau/<public:public_id>/xac-nhan/", forms.confirm, name="confirm"),
    path("bao-cao/<public:public_id>/tong-hop/", composing.show, name="compose"),
    path("bao-cao/<public:public_id>/tong-hop/lap/", composing.draft, name="compose_draft"),
    path(
        "bao-cao/<public:public_id>/tong-hop/lay-so-moi/",
        composing.take_anew,
        name="compose_anew",
    ),
    path(
        "bao-cao/<public:public_id>/tong-hop/muc/<str:section>/",
        composing.edit_section,
        name="compose_section",
    ),
    path("bao-cao/<public:public_id>/nguon/<str:section>/", composing.show_source, name="source"),
    path("bao-cao/<public:public_id>/ban-word/", composing.word, name="word"),
    path("bao-cao/<public:public_id>/ban-pdf/", composing.pdf, name="pdf"),
]
