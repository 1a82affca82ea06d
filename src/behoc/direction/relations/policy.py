"""Actions of relations, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "relation.decide": gettext_noop("Quyết định quan hệ văn bản"),
}

# Finer acts that only the log names.
DEEDS = {
    "relation.propose": gettext_noop("Ghi quan hệ văn bản khi vào sổ"),
    "relation.accept": gettext_noop("Nhận quan hệ văn bản"),
    "relation.reject": gettext_noop("Bỏ quan hệ văn bản"),
    "relation.reopen": gettext_noop("Lấy lại quan hệ văn bản"),
    "relation.change_kind": gettext_noop("Đổi loại quan hệ văn bản"),
    "relation.add": gettext_noop("Thêm quan hệ văn bản"),
    "relation.respond": gettext_noop("Ghi văn bản của mình thực hiện văn bản nhận được"),
    "relation.join": gettext_noop("Ghi là cùng một văn bản"),
    "relation.keep_apart": gettext_noop("Ghi là hai văn bản khác nhau"),
    "relation.unjoin": gettext_noop("Tách lại văn bản đã ghi là một"),
}
