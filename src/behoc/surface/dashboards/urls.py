"""Addresses of boards."""

from django.urls import path

from behoc.surface.dashboards.views import calendar, cascade, desk, step

app_name = "dashboards"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("lan-toa/", cascade.list_cascades, name="cascades"),
    path("lan-toa/<public:public_id>/", cascade.show_cascade, name="cascade"),
    path("lan-toa/<public:public_id>/excel/", cascade.download_matrix, name="cascade_sheet"),
    path("lan-toa/<public:public_id>/nhac/", cascade.remind, name="remind"),
    path("van-ban/<public:public_id>/buoc-tiep/", step.show_step, name="step"),
    path("lich/<str:secret>.ics", calendar.fetch_calendar, name="calendar"),
]
