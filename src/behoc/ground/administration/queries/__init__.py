"""Reads of administration: people, bodies and their files, the log."""
