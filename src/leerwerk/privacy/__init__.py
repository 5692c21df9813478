"""Who did what, who read what, and which facts are about people."""
