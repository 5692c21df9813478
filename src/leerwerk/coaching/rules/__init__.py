"""Who sees whom somebody accompanies, who notes and reads what, and who divides the work."""

from leerwerk.coaching.rules.caseloads import (
    COACHES_AND_DIRECTORS_NAME_A_COACH,
    COACHES_SEE_A_PERSON,
    COACHES_SEE_THEIR_CASELOAD,
    DIRECTORS_SEE_OPEN_CONTACTS,
    WHO_DIVIDES_HANDS_OVER,
    WHO_DIVIDES_SAYS_ROOM,
    WHO_DIVIDES_SEES_THE_BALANCE,
    clocks_of,
    people_of,
)
from leerwerk.coaching.rules.talks import (
    CANDIDATES_SEE_THEIR_COACHING,
    CANDIDATES_TELL_HOW_THEY_ARE,
    COACHES_MOVE_A_CONTACT,
    COACHES_NOTE_A_TALK,
    COACHES_READ_A_TALK,
    WHO_DOES_IT_FINISHES_A_STEP,
    WHO_NOTED_IT_CHANGES_A_TALK,
    WHO_WAS_SPOKEN_WITH_ANSWERS,
    notes_of,
    steps_of,
    talks_of,
)

__all__ = [
    "CANDIDATES_SEE_THEIR_COACHING",
    "CANDIDATES_TELL_HOW_THEY_ARE",
    "COACHES_AND_DIRECTORS_NAME_A_COACH",
    "COACHES_MOVE_A_CONTACT",
    "COACHES_NOTE_A_TALK",
    "COACHES_READ_A_TALK",
    "COACHES_SEE_A_PERSON",
    "COACHES_SEE_THEIR_CASELOAD",
    "DIRECTORS_SEE_OPEN_CONTACTS",
    "WHO_DIVIDES_HANDS_OVER",
    "WHO_DIVIDES_SAYS_ROOM",
    "WHO_DIVIDES_SEES_THE_BALANCE",
    "WHO_DOES_IT_FINISHES_A_STEP",
    "WHO_NOTED_IT_CHANGES_A_TALK",
    "WHO_WAS_SPOKEN_WITH_ANSWERS",
    "clocks_of",
    "notes_of",
    "people_of",
    "steps_of",
    "talks_of",
]
