"""The rows of the table of actions, a file a screen or a few that belong together."""
