"""Blueprints with their versions, groups made from them with their parties, and participants' paths."""

from leerwerk.trajectories.models.agreements import (
    Agreement,
    AgreementAnswer,
    AgreementDraft,
    AgreementPart,
    AgreementSide,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
)
from leerwerk.trajectories.models.blueprints import Blueprint, BlueprintVersion
from leerwerk.trajectories.models.enrolments import Enrolment, Participant, PathwayEvent, StepWords
from leerwerk.trajectories.models.facts import with_facts
from leerwerk.trajectories.models.groups import Cohort, Resource, ResourceUse
from leerwerk.trajectories.models.parties import GroupGate, Party, ProfileSignature
from leerwerk.trajectories.models.preparation import Preparation, PreparedPerson, TasterReport

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AgreementDraft",
    "AgreementPart",
    "AgreementSide",
    "AgreementVersion",
    "AnswerWords",
    "ApprovalLink",
    "Blueprint",
    "BlueprintVersion",
    "Cohort",
    "Enrolment",
    "GroupGate",
    "Participant",
    "Party",
    "PathwayEvent",
    "Preparation",
    "PreparedPerson",
    "ProfileSignature",
    "Resource",
    "ResourceUse",
    "StepWords",
    "TasterReport",
    "with_facts",
]
