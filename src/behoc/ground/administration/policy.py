"""What administration does, with the sentence that the log shows.

Its actions are those of the apps whose rows it changes: person.*, organisation.*, audit.read.
"""

from django.utils.translation import gettext_noop

DEEDS = {
    "person.add": gettext_noop("Thêm người dùng"),
    "person.grant_role": gettext_noop("Giao vai trò"),
    "person.end_role": gettext_noop("Thôi vai trò"),
    "person.reset_password": gettext_noop("Đặt lại mật khẩu"),
    "person.lock": gettext_noop("Khóa tài khoản"),
    "person.unlock": gettext_noop("Mở khóa tài khoản"),
    "account.sign_in": gettext_noop("Đăng nhập"),
    "account.sign_out": gettext_noop("Đăng xuất"),
    "account.refused": gettext_noop("Bị chặn vì nhập sai nhiều lần"),
    "account.change_password": gettext_noop("Tự đổi mật khẩu"),
    "account.add_second_factor": gettext_noop("Bật một cách xác nhận hai lớp"),
    "account.remove_second_factor": gettext_noop("Tắt một cách xác nhận hai lớp"),
    "account.renew_codes": gettext_noop("Tạo lại mã dự phòng"),
    "organisation.keep": gettext_noop("Nạp một cơ quan"),
    "organisation.load": gettext_noop("Nạp tệp cơ quan"),
    "place.load": gettext_noop("Nạp địa bàn"),
}
