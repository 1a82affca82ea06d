"""Actions of accounts, with the sentence that the log shows."""

ACTIONS = {
    "person.view": "Xem người dùng và vai trò",
    "person.manage": "Thêm người dùng, giao và thôi vai trò",
}
