"""Reading the money of a region."""
