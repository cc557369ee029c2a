"""The command line: a file for each command group; the rest is started lazily."""
