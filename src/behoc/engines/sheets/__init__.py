"""The cells of a workbook or a table in text, read in a process of its own.

Owns: telling kinds apart, headings, the bounds, and the refusals of files that give no table.
Does not own: what the cells mean.
"""
