"""The sides of a participation, and their talks, in words."""

from typing import Any

from leerwerk.coaching.enums import MOVED_BY, QUESTIONS, Goes, Mood, Side, Standing
from leerwerk.coaching.models import DueContact
from leerwerk.coaching.queries.people import SideOf, note_of
from leerwerk.engine.coaching import MovedBy
from leerwerk.privacy.actor import Actor

FACES = {"5": "face_bright", "4": "face_glad", "3": "face_plain", "2": "face_sad", "1": "face_bad"}
GOES_FACES = {"good": "face_glad", "so_so": "face_plain", "bad": "face_sad"}
TONES = {
    Standing.HELD: "good",
    Standing.OPEN: "info",
    Standing.MISSED: "bad",
    Standing.AHEAD: "neutral",
    Standing.ON_HOLD: "neutral",
}
SHOWN_BEFORE = 8  # contacts that are behind, of each side; the rest is unfolded


def moods() -> list[dict[str, Any]]:
    """Return the faces of the scale, the best first."""
    return [{"value": one.value, "label": one.label, "icon": FACES[one.value]} for one in Mood]


def shown_due(one: DueContact) -> dict[str, Any]:
    """Return a due contact with what moved it."""
    return {
        "due": one,
        "tone": TONES.get(Standing(one.standing), "neutral"),
        "moved": [str(MOVED_BY[MovedBy(why)]) for why in one.moved],
        "may_move": one.standing in (Standing.OPEN, Standing.AHEAD) and one.kind == "rhythm",
    }


def shown_talk(talk: Any, actor: Actor) -> dict[str, Any]:
    """Return a contact that came ``with_all``: the answers that were given, what was written and what was agreed."""
    answers = [
        {"question": question, "answer": Goes(said).label, "icon": GOES_FACES[said]}
        for name, question in QUESTIONS.items()
        if (said := getattr(talk, name))
    ]
    return {
        "talk": talk,
        "mood": Mood(talk.mood).label if talk.mood else "",
        "face": FACES.get(talk.mood, ""),
        "answers": answers,
        "note": note_of(talk),
        "said": talk.said,
        "agreed": talk.agreed,
        "mine": talk.person_id == actor.person_id,
    }


def shown_side(side: SideOf, actor: Actor) -> dict[str, Any]:
    """Return one side of a participation as its page shows it."""
    dues = [shown_due(one) for one in side.dues]
    ahead = [one for one in dues if one["due"].standing in (Standing.OPEN, Standing.AHEAD, Standing.ON_HOLD)]
    behind = [one for one in reversed(dues) if one not in ahead]
    return {
        "side": side,
        "is_candidate": side.clock.side == Side.CANDIDATE,
        "ahead": ahead,
        "behind": behind[:SHOWN_BEFORE],
        "earlier": behind[SHOWN_BEFORE:],
        "talks": [shown_talk(one, actor) for one in side.talks],
    }
