"""HTTP for notices."""
