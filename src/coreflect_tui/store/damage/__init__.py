"""A database that is damaged: what can still be read of it, taken into a fresh one."""
