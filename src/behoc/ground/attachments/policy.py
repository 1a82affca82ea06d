"""Actions of files: sending one is part of the act that it serves, so only the upload is named."""

ACTIONS = {"file.send": "Gửi tệp lên"}
