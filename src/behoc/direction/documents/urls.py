"""Addresses of documents."""

from django.urls import path

from behoc.direction.documents.views import (
    delivering,
    disseminating,
    files,
    listing,
    outside,
    programmes,
    reviewing,
    uploading,
)

app_name = "documents"
urlpatterns = [
    path("van-ban/", listing.list_documents, name="list"),
    path("van-ban/luot-tim/", listing.save_search, name="search_save"),
    path("luot-tim/<public:public_id>/bo/", listing.forget_search, name="search_forget"),
    path("van-ban/tai-len/", uploading.upload, name="upload"),
    path("van-ban/tai-len/<public:public_id>/", uploading.upload_piece, name="upload_piece"),
    path("phong-trao/<public:public_id>/van-ban/", programmes.of_programme, name="of_programme"),
    path("van-ban/<public:public_id>/", listing.show_document, name="detail"),
    path("van-ban/<public:public_id>/tep/", listing.download_source, name="source"),
    path("van-ban/<public:public_id>/tep/<int:position>/", listing.download_source, name="file"),
    path("van-ban/<public:public_id>/cac-tep/", files.list_files, name="files"),
    path("van-ban/<public:public_id>/tep/them/", files.add_file, name="file_add"),
    path(
        "van-ban/<public:public_id>/tep/<int:position>/thay/",
        files.replace_file,
        name="file_replace",
    ),
    path(
        "van-ban/<public:public_id>/tep/<int:position>/ban/<int:number>/",
        files.download_earlier,
        name="file_earlier",
    ),
    path("van-ban/<public:public_id>/doc/", listing.show_reading, name="reading"),
    path("van-ban/<public:public_id>/doc/tien-do/", listing.show_progress, name="progress"),
    path("van-ban/<public:public_id>/doc/lai/", listing.read_again, name="read_again"),
    path("van-ban/<public:public_id>/kiem/", reviewing.review, name="review"),
    path("van-ban/<public:public_id>/kiem/nhan-ca/", reviewing.accept_group, name="finds_accept"),
    path("van-ban/<public:public_id>/kiem/them/", reviewing.add, name="find_add"),
    path("van-ban/<public:public_id>/noi-nhan/", delivering.show_deliveries, name="deliveries"),
    path(
        "van-ban/<public:public_id>/noi-nhan/them/", delivering.add_recipient, name="recipient_add"
    ),
    path(
        "van-ban/<public:public_id>/noi-nhan/<public:body_id>/rut/",
        delivering.withdraw,
        name="delivery_withdraw",
    ),
    path("van-ban/<public:public_id>/da-nhan/", delivering.receive, name="receive"),
    path(
        "van-ban/<public:public_id>/pho-bien/",
        disseminating.show_disseminations,
        name="disseminations",
    ),
    path(
        "van-ban/<public:public_id>/pho-bien/ghi/",
        disseminating.add_round,
        name="dissemination_add",
    ),
    path(
        "pho-bien/<public:public_id>/ghi-lai/",
        disseminating.correct_round,
        name="dissemination_correct",
    ),
    path(
        "pho-bien/minh-chung/<public:public_id>/",
        disseminating.show_proof,
        name="dissemination_proof",
    ),
    path("noi-nhan-ngoai/<public:public_id>/", outside.note_outside, name="outside_note"),
    path("noi-nhan-ngoai/<public:public_id>/sua/", outside.mend_outside, name="outside_mend"),
    path("noi-nhan-ngoai/<public:public_id>/bo/", outside.remove_outside, name="outside_remove"),
    path("muc/<public:public_id>/", reviewing.show_find, name="find"),
    path("muc/<public:public_id>/kiem/", reviewing.decide, name="find_decide"),
    path("muc/<public:public_id>/sua/", reviewing.edit, name="find_edit"),
    path("muc/<public:public_id>/noi/<int:resolution_id>/", reviewing.settle, name="phrase_settle"),
]
