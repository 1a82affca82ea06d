"""Addresses of administration."""

from django.urls import path

from behoc.ground.administration.views import bodies, log, people

app_name = "administration"
urlpatterns = [
    path("nguoi-dung/", people.list_people, name="people"),
    path("nguoi-dung/them/", people.add_person, name="person_add"),
    path("nguoi-dung/<public:public_id>/", people.show_person, name="person_detail"),
    path("nguoi-dung/<public:public_id>/giao/", people.grant_role, name="role_grant"),
    path("nguoi-dung/<public:public_id>/mat-khau/", people.reset_password, name="password_reset"),
    path("nguoi-dung/<public:public_id>/khoa/", people.lock_person, name="person_lock"),
    path("nguoi-dung/<public:public_id>/mo-khoa/", people.unlock_person, name="person_unlock"),
    path("vai-tro/<public:public_id>/thoi/", people.end_role, name="role_end"),
    path("co-quan/", bodies.list_bodies, name="bodies"),
    path("co-quan/nap/", bodies.load_bodies, name="bodies_load"),
    path("co-quan/nap/tep-mau/", bodies.download_template, name="bodies_template"),
    path("co-quan/nap/<public:public_id>/", bodies.check_bodies, name="bodies_check"),
    path("nhat-ky/", log.list_log, name="log"),
]
