"""The one kind of object the samples are made of."""

from types import SimpleNamespace


def thing(**facts: object) -> SimpleNamespace:
    """Build a sample object whose facts a template reads by name."""
    return SimpleNamespace(**facts)
