"""Microsoft's offline playground of Teams, with the bot in it: nothing of it leaves this machine."""
