"""Microsoft Teams. Its rooms are being built: nothing starts it yet."""
