"""Pages about who fits where, introductions, and proposals for a region."""
