"""Measurements: each module has `main(size)` and prints one line of JSON."""
