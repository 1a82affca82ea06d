"""Fixtures for every test, in tests/ and beside the apps."""

pytest_plugins = [
    "tests.kits.database",
    "tests.kits.browser",
    "tests.kits.journeys",
    "tests.kits.templates",
    "tests.kits.world",
    "tests.kits.committed",
    "tests.kits.mail_server",
    "tests.kits.stage",
    "tests.kits.query_counts",
    "tests.kits.forty",
]
