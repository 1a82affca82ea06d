"""Movements, schemes and programmes: what documents and tasks hang on.

Owns: programmes with their founding text, phases, local names and local periods.
Does not own: the documents and tasks that hang on them (documents, assignments).
"""
