"""Addresses of reports, rounds and forms."""

from django.urls import path

from behoc.measure.reporting.views import filling, reports

app_name = "reporting"
urlpatterns = [
    path("bao-cao/", reports.list_reports, name="list"),
    path("bao-cao/<public:public_id>/", filling.show_report, name="report"),
    path("bao-cao/<public:public_id>/gui/", filling.submit_report, name="submit"),
]
