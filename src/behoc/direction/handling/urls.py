"""Addresses of handling."""

from django.urls import path

from behoc.direction.handling.views import answering, delegating, instructing, submitting

app_name = "handling"
urlpatterns = [
    path("van-ban/<public:public_id>/xu-ly/", submitting.of_dispatch, name="of_dispatch"),
    path("van-ban/<public:public_id>/trinh/", submitting.submit, name="submit"),
    path("van-ban/<public:public_id>/cho-y-kien/", instructing.take_up, name="take_up"),
    path("y-kien/", instructing.list_waiting, name="waiting"),
    path("y-kien/da-cho/", instructing.list_instructed, name="instructed"),
    path("y-kien/vang-mat/", delegating.delegations, name="delegations"),
    path(
        "y-kien/vang-mat/<public:public_id>/thoi/",
        delegating.end_delegation,
        name="delegation_end",
    ),
    path("trinh/<public:public_id>/", instructing.show_submission, name="submission"),
    path("trinh/<public:public_id>/y-kien/", instructing.instruct, name="instruct"),
    path("trinh/<public:public_id>/tra-lai/", instructing.return_paper, name="return"),
    path("trinh/<public:public_id>/rut/", submitting.take_back, name="take_back"),
    path("trinh/<public:public_id>/phieu/", submitting.show_slip, name="slip"),
    path("y-kien/<public:public_id>/sua/", instructing.amend, name="amend"),
    path("y-kien/<public:public_id>/thu-hoi/", instructing.withdraw, name="withdraw"),
    path("viec-giao/", answering.list_parts, name="parts"),
    path("viec-giao/<public:public_id>/", answering.show_part, name="part"),
    path("viec-giao/<public:public_id>/tra-loi/", answering.answer, name="answer"),
    path("tra-loi/<public:public_id>/tep/", answering.show_answer_file, name="answer_file"),
]
