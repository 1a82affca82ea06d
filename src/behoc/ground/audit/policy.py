"""Actions of the log, with the sentence that people read."""

ACTIONS = {"audit.read": "Xem nhật ký"}
