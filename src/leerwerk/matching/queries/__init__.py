"""Reading who looks for work, what fits, introductions, and proposals for a region."""
