"""Parsing what people type about candidates."""

from leerwerk.recruitment.forms.files import (
    BackgroundForm,
    CandidateFilter,
    CandidateForm,
    FileInvitationForm,
    ObstacleForm,
    ProfileForm,
    WorkForm,
)
from leerwerk.recruitment.forms.handovers import HandoverForm, RefusalForm

__all__ = [
    "BackgroundForm",
    "CandidateFilter",
    "CandidateForm",
    "FileInvitationForm",
    "HandoverForm",
    "ObstacleForm",
    "ProfileForm",
    "RefusalForm",
    "WorkForm",
]
