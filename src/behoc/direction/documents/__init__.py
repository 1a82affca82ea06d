"""Documents as they come and go, and what a person confirmed that they say.

Owns: dispatches (one or several documents that came together), documents, what was read in them
(finds), which bodies a phrase means, deliveries.
Does not own: the tasks that follow from a document (assignments).
"""
