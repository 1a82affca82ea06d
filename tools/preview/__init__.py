"""Look at the templates with sample words before views exist: `python -m tools.preview`."""
