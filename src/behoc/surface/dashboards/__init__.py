"""Boards that only read: first of all the desk, where everyone's day begins.

Owns: no tables. Does not own: anything it shows.
"""
