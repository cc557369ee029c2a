"""Formats, quotes and groups: TOML in and out, checked with sentences a facilitator can act on."""
