"""Reads of notices: what somebody was told, and how they wish to be told."""
