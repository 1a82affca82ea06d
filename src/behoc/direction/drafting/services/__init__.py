"""Writes of drafts, by stage: writing, asking opinions, approving."""
