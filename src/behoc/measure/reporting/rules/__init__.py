"""How reports are made and checked. Pure."""
