"""Reports: forms, rounds, what bodies answer, how it goes up."""
