"""Forms of money."""
