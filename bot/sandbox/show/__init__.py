"""From Slack's blocks and texts to HTML. Everything people or data provide is escaped here."""
