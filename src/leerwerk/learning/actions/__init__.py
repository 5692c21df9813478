"""Every change to week patterns, sessions, attendance, language levels and calendar links."""
