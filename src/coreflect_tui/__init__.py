"""A facilitator's assistant for co-reflection, in the terminal."""
