"""How long a workplace counts as right without being confirmed."""

from datetime import timedelta

FRESH_FOR = timedelta(days=90)
