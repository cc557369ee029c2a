"""A facilitator's assistant for co-reflection, in the terminal."""

# Said here and not asked of what is installed: that takes as long as Python takes to start.
VERSION = "0.1.0"
