"""Two years after learning: three people, by everybody's own screens."""
