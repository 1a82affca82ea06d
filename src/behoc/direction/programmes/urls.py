"""Addresses of programmes."""

from django.urls import path

from behoc.direction.programmes import views

app_name = "programmes"
urlpatterns = [
    path("phong-trao/", views.list_all, name="list"),
    path("phong-trao/them/", views.add, name="add"),
    path("phong-trao/<public:public_id>/", views.show, name="detail"),
    path("phong-trao/<public:public_id>/tai-cho/", views.name_here, name="local"),
]
