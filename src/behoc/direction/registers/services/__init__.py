"""Writes of registers, by stage: numbering, entering, keeping, deciding."""
