"""Addresses of boards."""

from django.urls import path

from behoc.surface.dashboards import views

app_name = "dashboards"
urlpatterns = [path("", views.desk, name="desk")]
