"""The composition root: settings, addresses, command line, middleware. Knows everyone, is known by no one."""
