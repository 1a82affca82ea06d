"""Directives and what follows from them: documents, tasks, money."""
