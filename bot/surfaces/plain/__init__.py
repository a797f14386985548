"""Messages as plain text and as plain HTML: previews, e-mails, and the text beside Slack's blocks."""
