"""Actions of boards, with the sentence that the log shows."""

ACTIONS = {"desk.view": "Mở bàn làm việc"}
