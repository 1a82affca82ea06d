"""What an attacker tried once, kept so that it stays tried."""
