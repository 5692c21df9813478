"""Workplaces of employers, and the groups they are offered to."""
