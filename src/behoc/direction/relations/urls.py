"""Addresses of relations."""

from django.urls import path

from behoc.direction.relations import views

app_name = "relations"
urlpatterns = [
    path("van-ban/<public:public_id>/lien-quan/", views.of_dispatch, name="of_dispatch"),
    path("van-ban/<public:public_id>/lien-quan/gon/", views.summarise, name="summary"),
    path("van-ban/<public:public_id>/lien-quan/nhan-ca/", views.accept, name="accept_all"),
    path("van-ban/<public:public_id>/lien-quan/them/", views.add, name="add"),
    path("van-ban/<public:public_id>/dap-ung/", views.respond, name="respond"),
    path("quan-he/<public:public_id>/", views.decide, name="decide"),
    path("quan-he/van-ban/<public:public_id>/cung-la/", views.settle, name="settle"),
    path("quan-he/van-ban/<public:public_id>/chon/", views.choose, name="choose"),
]
