"""Pages about candidates: reading, keeping, and the candidate's own."""
