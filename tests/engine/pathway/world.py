"""A group in which everything is in order, and people who act in it."""

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway import Advice, Alternative, Doer, Event, Facts, GroupState, Outcome, Proof, Reason, Step
from leerwerk.engine.pathway.table import TABLE

FACTS = Facts(
    group=GroupState.DECIDED,
    profile_signed=True,
    shortfalls=(),
    deviation=Deviation.REASONED_EXCEPTION,
    places_left=3,
    has_workplace=True,
    has_pre_track=True,
    deciders=frozenset({Doer.INTERMEDIARY, Doer.EMPLOYER}),
    parties=frozenset(Doer),
    group_gate_passed=True,
    obstacles_open=0,
    agreement_bound=True,
    in_another_group=False,
    proofs=frozenset(Proof),
)
# Who acts as what: the key of a person and of an organisation.
PEOPLE = {doer: (number, 100 + number) for number, doer in enumerate(Doer)}


def doing(step: Step, by: Doer, **more: object) -> Event:
    """A step as somebody takes it who fills in what it asks."""
    person, organisation = PEOPLE[by]
    row = TABLE[step]
    said: dict[str, object] = {
        "person": person,
        "organisation": organisation,
        "reason": min(row.reasons) if row.reasons else None,
        "says": row.words,
        "alternatives": frozenset({Alternative.TALK}) if row.alternative else frozenset(),
        "advice": Advice.GO if step is Step.ADVISE else None,
        "outcome": Outcome.CREDENTIAL if step is Step.COMPLETE else None,
        "deciders": FACTS.deciders if step is Step.GO else frozenset(),
    }
    return Event(step=step, by=by, **(said | more))  # type: ignore[arg-type]


WAY = (
    doing(Step.PROPOSE, Doer.DIRECTOR),
    doing(Step.INVITE, Doer.INTERMEDIARY),
    doing(Step.ACCEPT, Doer.CANDIDATE),
    doing(Step.SELECT, Doer.INTERMEDIARY),
    doing(Step.SELECT, Doer.EMPLOYER),
    doing(Step.START_PRE_TRACK, Doer.DIRECTOR),
    doing(Step.GO, Doer.INTERMEDIARY),
    doing(Step.GO, Doer.EMPLOYER),
    doing(Step.START_LEARN_WORK, Doer.DIRECTOR),
    doing(Step.COMPLETE, Doer.EDUCATOR),
)


TO_WORK = (
    *WAY,
    doing(Step.SEARCH, Doer.INTERMEDIARY),
    doing(Step.BEGIN_TRIAL, Doer.INTERMEDIARY),
    doing(Step.PLACE, Doer.INTERMEDIARY),
)


def ill(by: Doer = Doer.INTERMEDIARY) -> Event:
    """Somebody pauses because of their health."""
    return doing(Step.PAUSE, by, reason=Reason.HEALTH)
