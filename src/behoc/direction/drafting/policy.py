"""Actions of drafting, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "draft.view": gettext_noop("Xem dự thảo"),
    "draft.write": gettext_noop("Soạn dự thảo"),
    "draft.comment": gettext_noop("Góp ý dự thảo"),
    "draft.approve": gettext_noop("Duyệt dự thảo"),
}

# Finer acts that only the log names.
DEEDS = {
    "draft.start": gettext_noop("Bắt đầu dự thảo"),
    "draft.ask": gettext_noop("Xin góp ý dự thảo"),
    "draft.submit": gettext_noop("Trình dự thảo"),
    "draft.take_back": gettext_noop("Rút dự thảo về sửa"),
    "draft.return": gettext_noop("Trả lại dự thảo"),
}

# What people are told of.
NOTICES = {
    "draft.opinion": gettext_noop("Được xin góp ý dự thảo"),
    "draft.submitted": gettext_noop("Dự thảo trình duyệt"),
    "draft.ground": gettext_noop("Văn bản gốc của dự thảo đã sửa hoặc thu hồi"),
    "draft.decided": gettext_noop("Dự thảo được duyệt hoặc trả lại"),
}
