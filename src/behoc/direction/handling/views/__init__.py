"""HTTP of handling: submitting, instructing, answering, delegating."""
