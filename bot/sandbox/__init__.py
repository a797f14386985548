"""The local workspace: a small Slack of our own on this computer, with a page in the browser."""
