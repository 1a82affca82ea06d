"""Reads of tasks: the rows in reach, and the content of their screens."""
