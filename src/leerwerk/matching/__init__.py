"""Matching at the end of a trajectory: whom to introduce where, what both sides say, and what an employer sees."""
