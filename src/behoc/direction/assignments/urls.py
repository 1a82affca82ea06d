"""Addresses of tasks."""

from django.urls import path

from behoc.direction.assignments.views import (
    amending,
    arranging,
    board,
    filing,
    folding,
    judging,
    overlaps,
    petitioning,
    tasks,
)

app_name = "assignments"
urlpatterns = [
    path("nhiem-vu/", tasks.list_assignments, name="list"),
    path("nhiem-vu/cho-xac-nhan/", judging.list_waiting, name="waiting"),
    path("nhiem-vu/bang/", board.show_board, name="board"),
    path("nhiem-vu/excel/", board.download_list, name="sheet"),
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
    path("nhiem-vu/<public:public_id>/sua/", amending.amend, name="amend"),
    path("ban-sua/<public:public_id>/da-xem/", amending.note, name="note"),
    path("van-ban/<public:public_id>/thu-hoi/", amending.withdraw, name="withdraw"),
    path("de-xuat/<public:public_id>/rut/", petitioning.take_back, name="petition_take_back"),
    path("de-xuat/<public:public_id>/tra-loi/", petitioning.answer, name="petition_answer"),
    path("nhiem-vu/<public:public_id>/thu-xep/", arranging.show_arranging, name="arrange"),
    path("nhiem-vu/<public:public_id>/thu-xep/ngay/", arranging.set_day, name="set_day"),
    path("nhiem-vu/<public:public_id>/thu-xep/nguoi/", arranging.name_person, name="answerable"),
    path("nhiem-vu/<public:public_id>/thu-xep/long-ghep/", folding.fold, name="fold"),
    path("nhiem-vu/<public:public_id>/thu-xep/chia/", arranging.divide, name="divide"),
    path("nhiem-vu/<public:public_id>/kho-khan/", arranging.tell, name="difficulty"),
    path("nhiem-vu/<public:public_id>/nhac/", arranging.remind, name="remind"),
    path("nhiem-vu/<public:public_id>/ket-thuc/", arranging.set_end, name="set_end"),
    path(
        "nhiem-vu/<public:public_id>/su-kien/<int:position>/",
        arranging.state_event,
        name="state_event",
    ),
    path("kho-khan/<public:public_id>/tra-loi/", arranging.reply, name="difficulty_answer"),
    path("minh-chung/<public:public_id>/", tasks.show_evidence, name="evidence"),
    path("van-ban/<public:public_id>/vao-so/", tasks.assign, name="assign"),
    path("van-ban/<public:public_id>/phong-trao/", filing.choose_programmes, name="programmes"),
    path("phong-trao/<public:public_id>/nhiem-vu/", filing.of_programme, name="of_programme"),
    path("van-ban/<public:public_id>/nhiem-vu/", tasks.of_dispatch, name="of_dispatch"),
]
