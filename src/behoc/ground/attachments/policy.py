"""Actions of files: sending one is part of the act that it serves, so only the upload is named."""

from django.utils.translation import gettext_noop

ACTIONS = {"file.send": gettext_noop("Gửi tệp lên")}
