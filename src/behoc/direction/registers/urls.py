"""Addresses of registers."""

from django.urls import path

from behoc.direction.registers.views import books, entries, numbering, papers

app_name = "registers"
urlpatterns = [
    path("so-van-ban/", books.list_register, name="list"),
    path("so-van-ban/in/", books.print_register, name="print"),
    path("so-van-ban/excel/", books.export_register, name="excel"),
    path("so-van-ban/giay/", papers.enter_paper, name="paper"),
    path("so-van-ban/cach-danh-so/", numbering.show_numbering, name="numbering"),
    path("so-van-ban/so-rieng/", numbering.open_book, name="book_open"),
    path("so-van-ban/so-rieng/<public:public_id>/dong/", numbering.close_book, name="book_close"),
    path("so-van-ban/day-so/<public:public_id>/", numbering.set_aside, name="set_aside"),
    path("so-van-ban/nhiem-ky/", numbering.begin_term, name="term_begin"),
    path("so-van-ban/dong/<public:public_id>/", entries.show_entry, name="entry"),
    path("so-van-ban/dong/<public:public_id>/huy/", entries.cancel, name="cancel"),
    path("so-van-ban/dong/<public:public_id>/dau/", entries.print_stamp, name="stamp"),
    path("van-ban/<public:public_id>/so/", papers.of_dispatch, name="of_dispatch"),
    path("van-ban/<public:public_id>/so/den/", papers.enter, name="enter"),
    path("van-ban/<public:public_id>/so/cap/", papers.give_number, name="give"),
    path("van-ban/<public:public_id>/thong-tin/<int:position>/", papers.mend, name="facts"),
    path("van-ban/<public:public_id>/trung/", papers.show_alike, name="alike"),
    path("van-ban/<public:public_id>/trung/gop/", papers.join, name="join"),
]
