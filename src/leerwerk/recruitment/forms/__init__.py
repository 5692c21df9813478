"""Parsing what people type about candidates."""

from leerwerk.recruitment.forms.files import BackgroundForm, CandidateFilter, CandidateForm, FileInvitationForm
from leerwerk.recruitment.forms.handovers import HandoverForm, RefusalForm
from leerwerk.recruitment.forms.intakes import FORMS, BeginForm, CallForm, StepForm
from leerwerk.recruitment.forms.obligations import ObligationsForm
from leerwerk.recruitment.forms.obstacles import ObstacleForm, SolutionForm
from leerwerk.recruitment.forms.profiles import ProfileForm
from leerwerk.recruitment.forms.statements import AnswerForm, StatementForm, ToldForm
from leerwerk.recruitment.forms.work import WorkForm

__all__ = [
    "FORMS",
    "AnswerForm",
    "BackgroundForm",
    "BeginForm",
    "CallForm",
    "CandidateFilter",
    "CandidateForm",
    "FileInvitationForm",
    "HandoverForm",
    "ObligationsForm",
    "ObstacleForm",
    "ProfileForm",
    "RefusalForm",
    "SolutionForm",
    "StatementForm",
    "StepForm",
    "ToldForm",
    "WorkForm",
]
