"""Writes of the log. What every other app calls is named here."""

from behoc.ground.audit.services.recording import Deed as Deed
from behoc.ground.audit.services.recording import record as record
from behoc.ground.audit.services.recording import record_all as record_all
from behoc.ground.audit.services.recording import record_each as record_each
