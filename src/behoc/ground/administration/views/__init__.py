"""HTTP for administration: people, bodies, the log."""
