"""Pages of lessons, attendance, language and calendars."""
