"""Pages of workplaces, and of who works where."""
