"""Reading sessions, attendance, language levels and calendars."""
