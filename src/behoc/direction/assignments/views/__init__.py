"""HTTP for tasks."""
