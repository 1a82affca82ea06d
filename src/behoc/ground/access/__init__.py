"""Permission: role → action → reach; the only producer of scopes.

Owns: the reading of data/access/roles.toml and the answer to "may this actor do that here".
Does not own: tables, memberships (accounts), or the actions themselves (each app's policy).
"""
