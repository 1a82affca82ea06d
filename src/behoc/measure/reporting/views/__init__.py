"""HTTP of forms, rounds and reports."""
