"""What each screen shows: pure functions of state and now, tested without Textual."""
