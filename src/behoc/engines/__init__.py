"""Pure libraries: no Django, no tables; each can be used alone."""
