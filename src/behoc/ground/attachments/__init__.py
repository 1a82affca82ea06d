"""Stored files: content-addressed, checked, served only by the app that owns their meaning.

Owns: files, their hashes, and uploads that may be resumed after a lost line.
Does not own: who may see a file (the app whose row the file hangs on).
"""
