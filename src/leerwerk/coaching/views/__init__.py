"""The pages of coaching."""
