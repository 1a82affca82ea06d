"""Addresses of reports, rounds and forms."""

from django.urls import path

from behoc.measure.reporting.views import composing, filling, reports

app_name = "reporting"
urlpatterns = [
    path("bao-cao/", reports.list_reports, name="list"),
    path("bao-cao/<public:public_id>/", filling.show_report, name="report"),
    path("bao-cao/<public:public_id>/gui/", filling.submit_report, name="submit"),
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
