"""Shared building blocks without tables and without any word of the domain."""
