"""Actions of assignments, with the sentence that the log shows."""

ACTIONS = {
    "assignment.view": "Xem nhiệm vụ",
    "assignment.accept": "Nhận nhiệm vụ",
    "assignment.report": "Báo kết quả nhiệm vụ",
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.create": "Giao nhiệm vụ từ văn bản",
    "assignment.open": "Mở xem nhiệm vụ",
}
