"""What every request passes through: who acts, and pages for refusals."""
