"""The shape of what people send about reports; nothing is saved here."""
