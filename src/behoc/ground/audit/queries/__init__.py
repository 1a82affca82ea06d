"""Reads of the log. What other apps call is named here."""

from behoc.ground.audit.queries.entries import list_entries as list_entries
from behoc.ground.audit.queries.entries import list_history as list_history
