"""Notices: what happened that a person should know, told once, here and by e-mail.

Owns: notices, how each person wants to be told, letters sent, addresses of calendars.
Does not own: the reasons to tell (each app's services) or who may do what (access).
"""
