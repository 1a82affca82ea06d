"""Inspection, recognition, commendation."""
