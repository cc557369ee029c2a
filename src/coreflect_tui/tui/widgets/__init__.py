"""The few widgets that screens are made of."""
