"""Actions of programmes, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "programme.view": gettext_noop("Xem phong trào, đề án"),
    "programme.manage": gettext_noop("Thêm phong trào, đề án và ghi tên gọi tại chỗ"),
}

# Finer acts that only the log names.
DEEDS = {
    "programme.load": gettext_noop("Nạp phong trào, đề án của cả nước"),
    "programme.add": gettext_noop("Thêm phong trào, đề án"),
    "programme.name_locally": gettext_noop("Ghi tên gọi và thời kỳ tại chỗ"),
}
