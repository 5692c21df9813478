"""Pages of what waits for whom."""
