"""What boards show: the desk, and how far a dispatch has come."""
