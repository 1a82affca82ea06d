"""Actions of handling, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "handling.view": gettext_noop("Xem việc xử lý văn bản trong cơ quan"),
    "handling.submit": gettext_noop("Trình văn bản lên lãnh đạo"),
    "handling.instruct": gettext_noop("Cho ý kiến chỉ đạo trên văn bản"),
    "handling.answer": gettext_noop("Trả lời ý kiến chỉ đạo"),
}

# Finer acts that only the log names.
DEEDS = {
    "handling.take_up": gettext_noop("Lãnh đạo tự xem văn bản để cho ý kiến"),
    "handling.take_back": gettext_noop("Rút lại lượt trình"),
    "handling.return": gettext_noop("Trả lại lượt trình"),
    "handling.give_back": gettext_noop("Đưa lượt trình về vì lãnh đạo không còn vai trò"),
    "handling.amend": gettext_noop("Sửa ý kiến chỉ đạo"),
    "handling.withdraw": gettext_noop("Thu hồi ý kiến chỉ đạo"),
    "handling.open": gettext_noop("Mở xem việc lãnh đạo giao"),
    "handling.delegate": gettext_noop("Ủy quyền cho ý kiến"),
    "handling.end_delegation": gettext_noop("Thôi ủy quyền cho ý kiến"),
}

# What people are told of.
NOTICES = {
    "handling.submitted": gettext_noop("Văn bản trình tôi cho ý kiến"),
    "handling.instructed": gettext_noop("Việc lãnh đạo giao tôi"),
    "handling.withdrawn": gettext_noop("Việc lãnh đạo giao nay thu hồi"),
    "handling.returned": gettext_noop("Lượt trình bị trả lại"),
    "handling.unheard": gettext_noop("Lãnh đạo vắng, chưa ai cho ý kiến thay"),
    "handling.answered": gettext_noop("Trả lời ý kiến chỉ đạo của tôi"),
}
