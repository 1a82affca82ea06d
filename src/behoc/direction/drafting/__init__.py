"""Drafts of answers and own plans on their way to a leader's approval.

Owns: drafts, their versions and files, opinions that colleagues are asked for, approval.
Does not own: the paper that a draft answers (documents), its task (assignments), issuing.
"""
