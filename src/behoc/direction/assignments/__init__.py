"""Tasks that follow from clauses of documents.

Owns: assignments, the bodies assigned with their state, deadlines, progress reports and evidence.
Does not own: the document and what was read in it (documents).
"""
