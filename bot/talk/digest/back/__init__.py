"""Back from days away: what was done meanwhile, what is open, what changed."""
