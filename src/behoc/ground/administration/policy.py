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
    "account.change_password": "Tự đổi mật khẩu",
    "account.add_second_factor": "Bật một cách xác nhận hai lớp",
    "account.remove_second_factor": "Tắt một cách xác nhận hai lớp",
    "account.renew_codes": "Tạo lại mã dự phòng",
    "organisation.keep": "Nạp một cơ quan",
    "organisation.load": "Nạp tệp cơ quan",
    "place.load": "Nạp địa bàn",
}
