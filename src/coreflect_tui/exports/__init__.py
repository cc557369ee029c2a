"""What leaves the program as a file: the list for the recipient, the harvest for the group."""
