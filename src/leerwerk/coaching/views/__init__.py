"""Pages of coaching."""
