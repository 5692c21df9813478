"""Who may see and change what is about workplaces."""

from leerwerk.placement.rules.recognitions import (
    DIRECTORS_CHECK_A_RECOGNITION,
    EMPLOYERS_KEEP_A_RECOGNITION,
)
from leerwerk.placement.rules.workplaces import (
    DIRECTORS_OFFER_TO_GROUPS,
    DIRECTORS_TAKE_AN_OFFER_BACK,
    EMPLOYERS_KEEP_A_WORKPLACE,
    EMPLOYERS_OFFER_WORK,
    EMPLOYERS_WITHDRAW_A_WORKPLACE,
    GUIDES_GIVE_A_WORKPLACE,
    MEMBERS_SEE_A_WORKPLACE,
    MEMBERS_SEE_WORKPLACES,
    all_kept_workplaces,
    groups_to_offer_to,
    kept_workplaces,
    workplaces_of,
)

__all__ = [
    "DIRECTORS_CHECK_A_RECOGNITION",
    "DIRECTORS_OFFER_TO_GROUPS",
    "DIRECTORS_TAKE_AN_OFFER_BACK",
    "EMPLOYERS_KEEP_A_RECOGNITION",
    "EMPLOYERS_KEEP_A_WORKPLACE",
    "EMPLOYERS_OFFER_WORK",
    "EMPLOYERS_WITHDRAW_A_WORKPLACE",
    "GUIDES_GIVE_A_WORKPLACE",
    "MEMBERS_SEE_A_WORKPLACE",
    "MEMBERS_SEE_WORKPLACES",
    "all_kept_workplaces",
    "groups_to_offer_to",
    "kept_workplaces",
    "workplaces_of",
]
