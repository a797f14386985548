"""The contract that stands in for an account's own, from what the accounts file says."""
