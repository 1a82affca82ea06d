"""Sign-in and memberships.

Owns: persons with an account, their memberships (person × body × role × dates), sign-in attempts.
Does not own: what a role may do (access) or who may grant one (administration).
"""
