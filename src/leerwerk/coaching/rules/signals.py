"""Who sees signals, who answers them, and who says from when a region raises one."""

from django.db.models import Q, QuerySet

from leerwerk.coaching.models import Signal
from leerwerk.coaching.signal_enums import KEPT_FROM_OTHERS
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Party
from leerwerk.trajectories.rules import paths_of

COACHES = {Function.MENTOR, Function.CASEWORKER}


def signals_of(actor: Actor) -> QuerySet[Signal]:
    """Return the signals that exist for the actor: about whom they mentor, guide or direct.

    What only the own intermediary may know is among those of no mentor and no director. An organisation that employs or
    teaches somebody sees no signal about them, whatever else it does.
    """
    if actor.function not in {*COACHES, Function.DIRECTOR}:
        return Signal.objects.none()
    rows = Signal.objects.filter(enrolment__in=paths_of(actor).order_by().values("pk"))
    if actor.function == Function.CASEWORKER:
        return rows
    rows = rows.exclude(code__in=KEPT_FROM_OTHERS)
    if actor.function == Function.DIRECTOR:
        return rows
    own = actor.organisation_id
    employs = Party.objects.filter(organisation=own, role="employer", until=None).exclude(enrolment=None)
    teaches = Q(enrolment__cohort__educator=own) | Q(enrolment__cohort__language_school=own)
    return rows.exclude(teaches).exclude(enrolment__in=employs.values("enrolment"))


def signals_shown(actor: Actor) -> QuerySet[Signal]:
    """Return the same with what a page about one shows."""
    return signals_of(actor).select_related("enrolment__cohort")


def _looks(actor: Actor) -> bool:
    return actor.function in {*COACHES, Function.DIRECTOR}


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR


def _why(actor: Actor) -> Purpose:
    return Purpose.GUIDANCE


def whose(signal: Signal) -> Candidate:
    """Return in whose file the reading of a signal is noted."""
    return Candidate(pk=signal.enrolment.candidate_id)


COACHES_SEE_SIGNALS = Rule[Signal](name="coaches and directors see the signals about whom they meet", allows=_looks)
COACHES_ANSWER_A_SIGNAL = Rule(
    name="coaches and directors see what raised a signal, and say what they did",
    allows=_looks,
    among=signals_shown,
    reads=_why,
    about=whose,
)
DIRECTORS_SET_THRESHOLDS = Rule[Signal](name="directors say from when their region raises a signal", allows=_directs)
DIRECTORS_SEE_HOW_SIGNALS_FARE = Rule[Signal](
    name="directors see how many signals are raised and answered, and help: numbers only", allows=_directs
)
