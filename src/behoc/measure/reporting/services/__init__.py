"""Writes of forms, rounds and reports."""
