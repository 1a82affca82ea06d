"""Addresses of drafts."""

from django.urls import path

from behoc.direction.drafting.views import approving, reading, writing

app_name = "drafting"
urlpatterns = [
    path("du-thao/", reading.list_drafts, name="list"),
    path("du-thao/moi/", writing.start, name="start"),
    path("du-thao/<public:public_id>/", reading.show_draft, name="detail"),
    path("du-thao/<public:public_id>/so-sanh/", reading.compare, name="compare"),
    path("du-thao/<public:public_id>/ban-moi/", writing.add_version, name="version"),
    path("du-thao/<public:public_id>/xin-gop-y/", writing.ask, name="ask"),
    path("du-thao/<public:public_id>/trinh/", approving.submit, name="submit"),
    path("du-thao/<public:public_id>/rut/", approving.take_back, name="take_back"),
    path("du-thao/<public:public_id>/duyet/", approving.approve, name="approve"),
    path("du-thao/<public:public_id>/tra-lai/", approving.send_back, name="return"),
    path("gop-y/<public:public_id>/", writing.give_opinion, name="opinion"),
    path("tep-du-thao/<public:public_id>/", reading.show_file, name="file"),
]
