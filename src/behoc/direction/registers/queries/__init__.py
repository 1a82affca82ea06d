"""Reads of registers, within the actor's reach."""
