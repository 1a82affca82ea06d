#!/usr/bin/env python
"""The same as the installed command `behoc`, from a checkout."""

import sys

from behoc.config.command import main

if __name__ == "__main__":
    sys.exit(main())
