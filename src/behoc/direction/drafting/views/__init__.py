"""HTTP of drafts: reading, writing, opinions and approval."""
