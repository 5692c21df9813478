"""Candidates, their profiles, wishes and obstacles."""
