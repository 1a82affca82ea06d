"""Reads of forms, rounds and reports."""
