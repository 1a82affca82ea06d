"""Pure rules of registers: which series a number is of, how it is written, what looks alike."""
