"""Addresses of notices."""

from django.urls import path

from behoc.ground.notifications.views import calendars, notices, wishes

app_name = "notifications"
urlpatterns = [
    path("", notices.list_notices, name="list"),
    path("da-xem/", notices.mark_all_seen, name="all_seen"),
    path("cach-nhan/", wishes.set_wishes, name="wishes"),
    path("lich/", calendars.show_calendars, name="calendars"),
    path("lich/<public:public_id>/thu-hoi/", calendars.revoke, name="calendar_revoke"),
    path("<public:public_id>/", notices.open_notice, name="open"),
    path("<public:public_id>/da-xem/", notices.mark_seen, name="seen"),
]
