"""Writes of tasks, by stage: assigning, working."""
