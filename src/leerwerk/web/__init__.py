"""The page frame and its components; imports no other room."""
