"""Reads of drafts, within the actor's reach, and what their screens say."""
