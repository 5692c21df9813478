"""Forming and filling groups: question, eligibility, solver, bound, explanation, check."""
