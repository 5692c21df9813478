"""Parsing what people say about contacts, coaches and their room."""

from leerwerk.coaching.forms.caseloads import CoachForm, HandOverForm, OpenFilter, RoomForm
from leerwerk.coaching.forms.talks import AnswerForm, MoodForm, MoveForm, NoteForm, StepForm, TalkForm

__all__ = [
    "AnswerForm",
    "CoachForm",
    "HandOverForm",
    "MoodForm",
    "MoveForm",
    "NoteForm",
    "OpenFilter",
    "RoomForm",
    "StepForm",
    "TalkForm",
]
