"""The token that our calls carry, and how we show that we may have it."""
