from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "behoc.direction.assignments"
    label = "assignments"
    verbose_name = "Nhiệm vụ"
