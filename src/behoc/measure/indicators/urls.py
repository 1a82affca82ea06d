"""Addresses of indicators."""

from django.urls import path

from behoc.measure.indicators import views

app_name = "indicators"
urlpatterns = [
    path("chi-tieu/", views.show_board, name="board"),
    path("chi-tieu/tom-tat/", views.show_brief, name="brief"),
    path("chi-tieu/nguon/", views.show_source, name="source"),
    path("chi-tieu/excel/", views.download_sheet, name="sheet"),
    path("chi-tieu/muc/", views.show_aims, name="aims"),
    path("chi-tieu/chat-luong/", views.show_quality, name="quality"),
    path("chi-tieu/don-doc/", views.urge_laggards, name="urge"),
    path("chi-tieu/tu-van-ban/", views.take_goals, name="goals"),
    path("chi-tieu/<public:public_id>/dat/", views.set_target, name="set"),
    path("chi-tieu/<public:public_id>/bo/<int:target_id>/", views.remove_target, name="remove"),
]
