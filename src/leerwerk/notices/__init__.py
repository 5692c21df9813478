"""Who acts next: every open matter has one owner, a day on which it is due, and an age."""
