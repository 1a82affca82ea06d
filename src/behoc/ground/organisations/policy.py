"""Actions of bodies and places, with the sentence that the log shows."""

ACTIONS = {
    "organisation.view": "Xem cơ quan, tổ chức",
    "organisation.load": "Nạp cơ quan, tổ chức từ tệp",
}
