"""What is done about introductions and proposals; nothing else writes."""
