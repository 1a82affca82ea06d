"""What administration does, with the sentence that the log shows.

Its actions are those of the apps whose rows it changes: person.*, organisation.*, audit.read.
"""

DEEDS = {
    "person.add": "Thêm người dùng",
    "person.grant_role": "Giao vai trò",
    "person.end_role": "Thôi vai trò",
    "person.reset_password": "Đặt lại mật khẩu",
    "person.lock": "Khóa tài khoản",
    "person.unlock": "Mở khóa tài khoản",
    "organisation.keep": "Nạp một cơ quan",
    "organisation.load": "Nạp tệp cơ quan",
    "place.load": "Nạp địa bàn",
}
