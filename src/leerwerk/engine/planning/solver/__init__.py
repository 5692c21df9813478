"""The best plan that can be found in time, and what no plan exceeds: everything that only the search needs."""
