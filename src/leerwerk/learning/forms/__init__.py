"""Parsing and validating what people type about sessions, attendance and language."""
