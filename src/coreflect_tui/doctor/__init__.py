"""What is kept on this laptop, looked at: what is as it should be, what is not, and mending it."""
