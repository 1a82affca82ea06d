"""Reads of handling: who may be named, rows in reach, and the content of their screens."""
