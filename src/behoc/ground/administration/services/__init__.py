"""Writes of administration: people and what they hold; files of bodies and places."""
