"""Who sees what of coaching, and who does what."""
