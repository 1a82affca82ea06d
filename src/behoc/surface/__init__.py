"""What faces outward: portal, boards, machine interface."""
