"""Lessons and work by week, who was there, how language and work processes grow, and what is earned."""
