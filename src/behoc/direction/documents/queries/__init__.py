"""Reads of documents: dispatches and finds within reach, and the content of the review screen."""
