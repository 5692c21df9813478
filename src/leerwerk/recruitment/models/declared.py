"""What facts about candidates are, why they are held, how long, and who may meet them."""

from leerwerk.privacy.declare import Personal
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

FILE = frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR})
KEEPER = frozenset({Audience.INTERMEDIARY})
CONTACT = Personal(Category.CONTACT, Purpose.GUIDANCE, Retention.INBURGERING, FILE)
REACHED = Personal(Category.CONTACT, Purpose.GUIDANCE, Retention.INBURGERING, KEEPER)
WORKED = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, FILE)
PROFILE = Personal(Category.PROFILE, Purpose.PLANNING, Retention.INBURGERING, FILE)
CARRYING = Personal(Category.CARE, Purpose.PLANNING, Retention.INBURGERING, FILE)
NOT_FREE = Personal(Category.CARE, Purpose.PLANNING, Retention.INBURGERING, FILE)
CARE = Personal(Category.CARE, Purpose.GUIDANCE, Retention.INBURGERING, KEEPER)
TOLD = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, KEEPER)
BACKGROUND = Personal(Category.BACKGROUND, Purpose.FAIRNESS, Retention.INBURGERING, KEEPER)
