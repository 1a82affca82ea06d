"""What everything stands on: rules in force, places, bodies, people, permission, log, files."""
