"""A process of its own for work on files that strangers send, so that none takes the service down.

Owns: what such a process is given, its bounds, and its end. Does not own: what it works on.
"""
