"""What comes in from elsewhere: lists of names, in the forms that people really have."""
