"""Addresses of tasks."""

from django.urls import path

from behoc.direction.assignments.views import filing, judging, overlaps, petitioning, tasks

app_name = "assignments"
urlpatterns = [
    path("nhiem-vu/", tasks.list_assignments, name="list"),
    path("nhiem-vu/cho-xac-nhan/", judging.list_waiting, name="waiting"),
    path("nhiem-vu/<public:public_id>/", tasks.show_assignment, name="detail"),
    path("nhiem-vu/<public:public_id>/nhan/", tasks.accept, name="accept"),
    path("nhiem-vu/<public:public_id>/giong/", overlaps.of_share, name="twins"),
    path("nhiem-vu/<public:public_id>/cung-viec/", overlaps.mark, name="same_work"),
    path("van-ban/<public:public_id>/viec-trung/", overlaps.of_dispatch, name="overlaps"),
    path("nhiem-vu/<public:public_id>/bao/", tasks.report, name="report"),
    path("nhiem-vu/<public:public_id>/xac-nhan/", judging.confirm, name="confirm"),
    path("nhiem-vu/<public:public_id>/tra-lai/", judging.send_back, name="return"),
    path("nhiem-vu/<public:public_id>/mo-lai/", judging.reopen, name="reopen"),
    path("nhiem-vu/<public:public_id>/gia-han/", petitioning.ask_extension, name="extend"),
    path("nhiem-vu/<public:public_id>/khong-thuoc/", petitioning.object_to, name="object"),
    path("de-xuat/<public:public_id>/rut/", petitioning.take_back, name="petition_take_back"),
    path("de-xuat/<public:public_id>/tra-loi/", petitioning.answer, name="petition_answer"),
    path("minh-chung/<public:public_id>/", tasks.show_evidence, name="evidence"),
    path("van-ban/<public:public_id>/vao-so/", tasks.assign, name="assign"),
    path("van-ban/<public:public_id>/phong-trao/", filing.choose_programmes, name="programmes"),
    path("phong-trao/<public:public_id>/nhiem-vu/", filing.of_programme, name="of_programme"),
    path("van-ban/<public:public_id>/nhiem-vu/", tasks.of_dispatch, name="of_dispatch"),
]
