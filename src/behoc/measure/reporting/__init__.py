"""Reports: what is asked of whom and when, how it is filled in, and how it goes up."""
