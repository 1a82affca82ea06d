"""Addresses of tasks."""

from django.urls import path

from behoc.direction.assignments.views import tasks

app_name = "assignments"
urlpatterns = [
    path("nhiem-vu/", tasks.list_assignments, name="list"),
    path("nhiem-vu/<public:public_id>/", tasks.show_assignment, name="detail"),
    path("nhiem-vu/<public:public_id>/nhan/", tasks.accept, name="accept"),
    path("nhiem-vu/<public:public_id>/bao/", tasks.report, name="report"),
    path("minh-chung/<public:public_id>/", tasks.show_evidence, name="evidence"),
    path("van-ban/<public:public_id>/vao-so/", tasks.assign, name="assign"),
    path("van-ban/<public:public_id>/nhiem-vu/", tasks.of_dispatch, name="of_dispatch"),
]
