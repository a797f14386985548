"""Who sent what comes in: proved by a signed token, or it is nobody's."""
