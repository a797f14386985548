"""What Teams posts to us, taken in and acknowledged."""
