"""Bể Học: from a directive to its evidence and back."""
