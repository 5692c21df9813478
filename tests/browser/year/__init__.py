"""A year of two groups, acted in the browser by everybody whom it takes; one module for each act."""
