"""HTTP for registers: books, entries, papers, numbering."""
