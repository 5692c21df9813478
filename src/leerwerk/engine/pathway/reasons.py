"""Which reasons somebody may have for which step."""

from __future__ import annotations

from leerwerk.engine.pathway.vocabulary import Reason

OWN_REASONS = frozenset(
    {
        Reason.FOUND_WORK,
        Reason.EDUCATION,
        Reason.OTHER_WISH,
        Reason.NO_TIME,
        Reason.NOT_NOW,
        Reason.TRAVEL,
        Reason.CHILDCARE,
        Reason.MOVED,
        Reason.HEALTH,
        Reason.CARE_AT_HOME,
        Reason.PREGNANCY,
        Reason.WORK_DOES_NOT_FIT,
        Reason.OTHER,
    }
)
DECLINES = OWN_REASONS | {Reason.NO_CONTACT, Reason.GROUP_STOPS}  # also of who takes an invitation back
OF_THE_PROFILE = frozenset(
    {Reason.LANGUAGE, Reason.LEARNABILITY, Reason.AVAILABILITY, Reason.LOAD, Reason.MOTIVATION, Reason.CREDENTIAL}
)
REFUSALS = OF_THE_PROFILE | {Reason.NO_PLACE, Reason.OTHERS_FIT_BETTER, Reason.WORK_DOES_NOT_FIT, Reason.OTHER}
NO_GOES = OF_THE_PROFILE | {Reason.ATTENDANCE, Reason.OBSTACLE, Reason.WORK_DOES_NOT_FIT, Reason.OTHER}
PAUSES = frozenset(
    {Reason.HEALTH, Reason.CARE_AT_HOME, Reason.PREGNANCY, Reason.CHILDCARE, Reason.EMPLOYER_STOPS, Reason.OTHER}
)
LEAVES = OWN_REASONS | {
    Reason.LANGUAGE,
    Reason.ATTENDANCE,
    Reason.TOO_HARD,
    Reason.CONFLICT,
    Reason.NO_CONTACT,
    Reason.EMPLOYER_STOPS,
    Reason.GROUP_STOPS,
}
ENDS_A_TRIAL = LEAVES - {Reason.GROUP_STOPS} | {Reason.NO_PLACE, Reason.LEARNABILITY, Reason.NO_WORK}
ENDS_WORK = ENDS_A_TRIAL | {Reason.CONTRACT_ENDED}
