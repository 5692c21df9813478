"""What every page costs besides its own questions."""

DOOR = 3
"""A view that shows has a transaction of its own; inside a test's, that is a savepoint: made, undone and released."""
