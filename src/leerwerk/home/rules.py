"""Who may see a home page."""

from leerwerk.privacy.rules import PublicRule

HOME_IS_FOR_EVERYONE = PublicRule(
    name="everyone has a home page", reason="signed out it says what leerwerk is; signed in it shows one's own work"
)
ANYONE_STEPS_IN = PublicRule(
    name="anyone steps in as an invented person",
    reason="only where LEERWERK_ENV is demo; everywhere else the page does not exist",
)
