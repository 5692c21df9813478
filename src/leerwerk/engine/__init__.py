"""Decisions as plain typed values: no Django, no input or output, no clock, no global state."""
