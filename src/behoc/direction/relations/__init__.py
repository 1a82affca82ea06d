"""Relations between texts: what a document rests on, and what rests on it.

Owns: texts as a body knows them by number, day or name, held or not (cited texts), and the
relations of its documents to them.
Does not own: the documents themselves and what was read in them (documents).
"""
