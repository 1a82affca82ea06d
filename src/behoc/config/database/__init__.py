"""PostgreSQL as Django knows it, with moments read the short way."""
