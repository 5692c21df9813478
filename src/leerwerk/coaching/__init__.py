"""Coaching: who accompanies whom, the clock of contacts with both sides, and what was talked about."""
