"""Matching at the end of a trajectory: what speaks for and against somebody and a workplace, and who goes where."""
