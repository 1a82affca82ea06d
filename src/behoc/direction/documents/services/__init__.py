"""Writes of documents, by stage: receiving, reading, reviewing, confirming."""
