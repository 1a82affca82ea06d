"""Writes of handling, by stage: submitting, instructing, answering, delegating."""
