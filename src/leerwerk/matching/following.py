"""What this room does about a step on somebody's path: who found work, or stopped looking, is introduced no more."""

from leerwerk.engine.pathway import Step
from leerwerk.matching.actions.awaiting import end_introductions
from leerwerk.trajectories.models import Enrolment


def follow_introductions(enrolment: Enrolment, step: Step | None) -> None:
    """End the introductions that the step ends."""
    if step is not None:
        end_introductions(enrolment, step)
