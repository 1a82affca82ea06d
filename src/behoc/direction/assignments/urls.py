"""Addresses of tasks."""

from django.urls import path

from behoc.direction.assignments import views

app_name = "assignments"
urlpatterns = [
    path("nhiem-vu/", views.list_assignments, name="list"),
    path("nhiem-vu/<public:public_id>/", views.show_assignment, name="detail"),
    path("nhiem-vu/<public:public_id>/nhan/", views.accept, name="accept"),
    path("nhiem-vu/<public:public_id>/bao/", views.report, name="report"),
    path("minh-chung/<public:public_id>/", views.show_evidence, name="evidence"),
    path("van-ban/<public:public_id>/vao-so/", views.assign, name="assign"),
    path("van-ban/<public:public_id>/nhiem-vu/", views.of_dispatch, name="of_dispatch"),
]
