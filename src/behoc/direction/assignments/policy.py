"""Actions of assignments, with the sentence that the log shows."""

ACTIONS = {
    "assignment.view": "Xem nhiệm vụ",
    "assignment.accept": "Nhận nhiệm vụ",
    "assignment.report": "Báo kết quả nhiệm vụ",
}
