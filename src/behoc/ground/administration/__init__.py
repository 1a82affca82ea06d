"""The guarded, logged ways to change bodies, people and what they hold.

Owns: the checks that let one person manage others, files of bodies, and the screens for both.
Does not own: tables: bodies are of organisations, people and memberships of accounts.
"""
