"""Actions of indicators, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS: dict[str, str] = {"figure.view": gettext_noop("Xem số liệu chỉ tiêu")}

# Finer acts that only the log names.
DEEDS = {"indicator.load": gettext_noop("Nạp chỉ tiêu của cả nước")}
