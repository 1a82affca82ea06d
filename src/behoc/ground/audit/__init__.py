"""The log: who did what, when, as whom, and what changed.

Owns: append-only entries, written in the same transaction as the change.
Does not own: the sentences of actions (each app's policy).
"""
