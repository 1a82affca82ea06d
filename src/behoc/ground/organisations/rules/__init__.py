"""What can be decided about bodies and places from plain values and shipped files alone."""
