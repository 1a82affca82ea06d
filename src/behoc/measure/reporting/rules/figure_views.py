"""By which figures of the reports below one looks: as sent, or as approved. Pure."""

from enum import StrEnum


class FigureView(StrEnum):
    """Which of a report's versions counts."""

    SENT = "sent"
    APPROVED = "approved"
