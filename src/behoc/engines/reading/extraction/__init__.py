"""From a file of any kind to the lines that the reader of documents understands.

Owns: telling kinds apart, text and layout of each kind, recognition of scans, old fonts, limits,
refusals, and the process of its own in which all of it runs. Does not own: what the lines mean.
"""

from behoc.engines.reading.extraction.limits import Limits
from behoc.engines.reading.extraction.refusals import Refused

__all__ = ["Limits", "Refused"]
