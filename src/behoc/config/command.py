"""The command line: `behoc read FILE` is ours and starts at once; everything else is Django's."""

import sys


def main() -> int:
    """Run one command and give its exit code."""
    if sys.argv[1:2] == ["read"]:
        from behoc.config import commands_read  # noqa: PLC0415 (only what this command needs)

        return commands_read.main(sys.argv[2:])
    from behoc.config import commands_django  # noqa: PLC0415 (reading need not wait for Django)

    return commands_django.main()


if __name__ == "__main__":
    sys.exit(main())
