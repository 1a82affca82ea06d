"""The composition root: settings, addresses, commands, middleware. Knows all, known by none."""
