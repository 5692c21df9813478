"""What people read for the codes of the generic model; the findings have a file of their own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leerwerk.engine.language import Source
from leerwerk.engine.model import (
    Activity,
    Basis,
    Cefr,
    Citation,
    ComponentKind,
    ComponentNature,
    Content,
    CredentialKind,
    Criterion,
    Dagdeel,
    Deviation,
    Duty,
    Fit,
    GateCriterion,
    LanguageSkill,
    Level,
    PlacementPath,
    ProblemCode,
    Reach,
    Role,
    Section,
    Severity,
    SkillLevels,
    Term,
    Timing,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COMPONENTS: Mapping[ComponentKind, _StrPromise] = {
    ComponentKind.RECRUITMENT: _("Recruitment and selection"),
    ComponentKind.PRE_TRACK: _("Pre-track"),
    ComponentKind.LEARN_WORK: _("Learning and working"),
    ComponentKind.LANGUAGE: _("Extra language support"),
    ComponentKind.COACHING: _("Extra coaching"),
    ComponentKind.PLACEMENT: _("Matching and placement"),
}

COMPONENT_NATURES: Mapping[ComponentNature, _StrPromise] = {
    ComponentNature.BASE: _("Part of every learn-and-work trajectory"),
    ComponentNature.STATUS_HOLDER: _("Added for status holders"),
}

TIMINGS: Mapping[Timing, _StrPromise] = {
    Timing.SEQUENCE: _("After each other"),
    Timing.PARALLEL: _("At the same time"),
}

ROLES: Mapping[Role, _StrPromise] = {
    Role.INTERMEDIARY: _("Intermediary"),
    Role.EMPLOYER: _("Employer"),
    Role.EXPERTISE_PARTNER: _("Expertise partner"),
    Role.CONNECTOR: _("Connector"),
    Role.EDUCATOR: _("Educator"),
    Role.LANGUAGE_EDUCATOR: _("Language school"),
    Role.DIRECTOR: _("Director"),
    Role.MENTOR: _("Mentor"),
    Role.JOB_COACH: _("Job coach"),
    Role.BUDDY: _("Buddy"),
    Role.SECTOR_BODY: _("Branch organisation"),
}

DUTIES: Mapping[Duty, _StrPromise] = {
    Duty.INITIATE: _("Sets the trajectory going"),
    Duty.WRITE_PROFILE: _("Helps to write the profile"),
    Duty.SELECT: _("Selects candidates"),
    Duty.ADVISE: _("Gives advice"),
    Duty.REACH_OUT: _("Reaches candidates"),
    Duty.ATTRACT_EMPLOYERS: _("Finds employers"),
    Duty.COORDINATE: _("Keeps all parties together"),
    Duty.TEACH_SKILLS: _("Teaches the trade"),
    Duty.TEACH_LANGUAGE: _("Teaches Dutch"),
    Duty.HOST_VISITS: _("Receives visitors at the company"),
    Duty.HOST_INTERNSHIP: _("Offers an internship"),
    Duty.PREPARE_TEAM: _("Prepares the team"),
    Duty.OFFER_WORK: _("Offers work"),
    Duty.GUIDE_ON_FLOOR: _("Guides on the work floor"),
    Duty.SUPPLY_IDIOM: _("Gives the words used at work"),
    Duty.STATE_COURSE_LANGUAGE: _("Says which Dutch the course needs"),
    Duty.COACH_CANDIDATE: _("Coaches the candidate"),
    Duty.COACH_EMPLOYER: _("Coaches the employer"),
    Duty.MATCH: _("Matches candidate and employer"),
    Duty.OFFER_CONTRACT: _("Offers a contract"),
    Duty.OPEN_NETWORK: _("Opens a network of employers"),
    Duty.SET_WAGE_VALUE: _("Sets the wage value"),
    Duty.REMOVE_OBSTACLES: _("Takes away obstacles"),
}

CONTENTS: Mapping[Content, _StrPromise] = {
    Content.CULTURE_SENSITIVE_INTAKE: _("Culture-sensitive intake"),
    Content.INTERPRETER: _("Interpreter"),
    Content.CLEAR_COMMUNICATION: _("Clear information for all parties"),
    Content.AMBASSADORS: _("Earlier participants tell about it"),
    Content.GENERAL_LANGUAGE: _("Dutch lessons"),
    Content.VOCATIONAL_LANGUAGE: _("Language of the trade"),
    Content.ARITHMETIC: _("Arithmetic"),
    Content.MISSING_CERTIFICATE: _("A certificate for a missing subject"),
    Content.ORIENTATION: _("Getting to know the occupation"),
    Content.COMPANY_VISITS: _("Company visits"),
    Content.TASTER_PLACEMENT: _("Taster placement"),
    Content.INTERNSHIP: _("Internship"),
    Content.INTERCULTURAL_CANDIDATE: _("Intercultural preparation of the candidate"),
    Content.INTERCULTURAL_TEAM: _("Intercultural preparation of the team"),
    Content.EMPLOYEE_SKILLS: _("Employee skills"),
    Content.OBSTACLES: _("Solving practical obstacles"),
    Content.SECTOR_BASED: _("Learning for one sector"),
    Content.REGULAR_PROGRAMME: _("Regular programme"),
    Content.BESPOKE: _("Made to measure"),
    Content.SLOWER_PACE: _("Slower pace"),
    Content.VCA: _("VCA (safe working)"),
    Content.LOW_THRESHOLD_CONTACT: _("A coach who is easy to reach"),
    Content.CANDIDATE_COACHING: _("Coaching of the candidate"),
    Content.EMPLOYER_COACHING: _("Coaching of the employer"),
    Content.ONBOARDING: _("Introduction at work"),
    Content.BUDDY: _("Buddy"),
    Content.EMPLOYER_NETWORK: _("Network of employers"),
    Content.PREPARED_TEAM: _("A prepared team"),
    Content.MEETING_COLLEAGUES: _("Meeting colleagues and customers"),
}

LEVELS: Mapping[Level, _StrPromise] = {
    Level.ENTREE: _("Entree (mbo 1)"),
    Level.MBO2: _("Mbo 2"),
    Level.MBO3: _("Mbo 3"),
    Level.MBO4: _("Mbo 4"),
    Level.HBO: _("Hbo"),
    Level.CERTIFICATE: _("Certificate"),
    Level.PRAKTIJKVERKLARING: _("Praktijkverklaring"),
    Level.IN_COMPANY: _("Training in the company"),
}

CREDENTIALS: Mapping[CredentialKind, _StrPromise] = {
    CredentialKind.DIPLOMA: _("Diploma"),
    CredentialKind.CERTIFICATE: _("Certificate"),
    CredentialKind.PARTIAL_CERTIFICATE: _("Partial certificate"),
    CredentialKind.PRAKTIJKVERKLARING: _("Praktijkverklaring"),
    CredentialKind.MBO_VERKLARING: _("Mbo-verklaring"),
    CredentialKind.VCA: _("VCA (safe working)"),
    CredentialKind.NT2: _("State exam Dutch (NT2)"),
    CredentialKind.EMPLOYER_STATEMENT: _("Statement of the employer"),
}

CEFR: Mapping[Cefr, _StrPromise] = {
    Cefr.ALFA: _("Alfa: learning to read and write"),
    Cefr.PRE_A1: _("Pre-A1"),
    Cefr.A1: _("A1"),
    Cefr.A2: _("A2"),
    Cefr.B1: _("B1"),
    Cefr.B2: _("B2"),
    Cefr.C1: _("C1"),
    Cefr.C2: _("C2"),
}

LANGUAGE_SKILLS: Mapping[LanguageSkill, _StrPromise] = {
    LanguageSkill.LISTENING: _("Listening"),
    LanguageSkill.READING: _("Reading"),
    LanguageSkill.SPEAKING: _("Speaking"),
    LanguageSkill.WRITING: _("Writing"),
}

DAGDELEN: Mapping[Dagdeel, _StrPromise] = {
    Dagdeel.MON_AM: _("Monday morning"),
    Dagdeel.MON_PM: _("Monday afternoon"),
    Dagdeel.TUE_AM: _("Tuesday morning"),
    Dagdeel.TUE_PM: _("Tuesday afternoon"),
    Dagdeel.WED_AM: _("Wednesday morning"),
    Dagdeel.WED_PM: _("Wednesday afternoon"),
    Dagdeel.THU_AM: _("Thursday morning"),
    Dagdeel.THU_PM: _("Thursday afternoon"),
    Dagdeel.FRI_AM: _("Friday morning"),
    Dagdeel.FRI_PM: _("Friday afternoon"),
    Dagdeel.MON_EVE: _("Monday evening"),
    Dagdeel.TUE_EVE: _("Tuesday evening"),
    Dagdeel.WED_EVE: _("Wednesday evening"),
    Dagdeel.THU_EVE: _("Thursday evening"),
    Dagdeel.FRI_EVE: _("Friday evening"),
}

ACTIVITIES: Mapping[Activity, _StrPromise] = {
    Activity.WORK: _("Work"),
    Activity.THEORY: _("Theory"),
    Activity.LANGUAGE: _("Language"),
    Activity.COACHING: _("Coaching"),
}

CRITERIA: Mapping[Criterion, _StrPromise] = {
    Criterion.LANGUAGE: _("Language"),
    Criterion.LEARNABILITY: _("Learnability"),
    Criterion.AVAILABILITY: _("Availability"),
    Criterion.LOAD: _("Load beside the home"),
    Criterion.MOTIVATION: _("Motivation"),
}

MEASURED_BY: Mapping[Source, _StrPromise] = {
    Source.TEST: _("test"),
    Source.TEACHER: _("teacher, in the lesson"),
    Source.PRACTICE: _("practice, at work"),
    Source.INTAKE: _("told at the intake"),
}

GATE_CRITERIA: Mapping[GateCriterion, _StrPromise] = {
    GateCriterion.PROFILE_MET: _("Fits the profile"),
    GateCriterion.LANGUAGE_REACHED: _("Language level reached"),
    GateCriterion.ATTENDANCE: _("Attendance"),
    GateCriterion.MOTIVATION: _("Motivation"),
    GateCriterion.OBSTACLES_SOLVED: _("Obstacles solved"),
    GateCriterion.EMPLOYER_AGREES: _("The employer agrees"),
    GateCriterion.CANDIDATE_AGREES: _("The candidate agrees"),
    GateCriterion.INTERNSHIP_COMPLETED: _("Internship completed"),
    GateCriterion.CREDENTIAL_EARNED: _("Credential earned"),
}

REACHES: Mapping[Reach, _StrPromise] = {
    Reach.MUNICIPALITY: _("Own municipality"),
    Reach.REGION: _("Region"),
    Reach.SUPRA_REGIONAL: _("Beyond the region"),
}

DEVIATIONS: Mapping[Deviation, _StrPromise] = {
    Deviation.NEVER: _("Never below the requirements"),
    Deviation.REASONED_EXCEPTION: _("Only with a reason and two people"),
    Deviation.FREE: _("Free to deviate"),
}

PLACEMENT_PATHS: Mapping[PlacementPath, _StrPromise] = {
    PlacementPath.DIRECT: _("Contract straight away"),
    PlacementPath.TRIAL: _("Trial placement first"),
}

TERMS: Mapping[Term, _StrPromise] = {
    Term.PAY: _("Pay"),
    Term.CONTRACT_LENGTH: _("Length of the contract"),
    Term.GROWTH: _("Room to grow"),
}

SEVERITIES: Mapping[Severity, _StrPromise] = {
    Severity.BLOCKING: _("Must be solved"),
    Severity.WARNING: _("Warning"),
    Severity.ADVICE: _("Advice"),
}

BASES: Mapping[Basis, _StrPromise] = {
    Basis.STATED: _("Stated in the whitepaper"),
    Basis.ASSUMED: _("Assumed"),
}

FITS: Mapping[Fit, _StrPromise] = {
    Fit.INSIDE: _("Within the range"),
    Fit.SHORTER: _("Shorter than usual"),
    Fit.LONGER: _("Longer than usual"),
    Fit.MISSING: _("Missing"),
}

PROBLEMS: Mapping[ProblemCode, _StrPromise] = {
    ProblemCode.MISSING: _("Missing"),
    ProblemCode.UNKNOWN_FIELD: _("This field does not exist"),
    ProblemCode.WRONG_KIND: _("Another kind of value is needed"),
    ProblemCode.UNKNOWN_CODE: _("This choice does not exist"),
    ProblemCode.OUT_OF_BOUNDS: _("This value is not possible"),
    ProblemCode.REPEATED: _("This occurs twice"),
    ProblemCode.UNKNOWN_FORMAT: _("This format is not known"),
}

SECTIONS: Mapping[Section, _StrPromise] = {
    Section.OPPORTUNITIES: _("Opportunities"),
    Section.CHALLENGES: _("Challenges"),
    Section.DISSECTED: _("Trajectories taken apart"),
    Section.COMPONENTS: _("Components"),
    Section.FIGURE_1: _("Figure 1"),
    Section.TABLE_1: _("Table 1"),
    Section.FOOTNOTE_4: _("Footnote 4"),
    Section.FOOTNOTE_5: _("Footnote 5"),
    Section.RECRUITMENT: _("Recruitment and selection"),
    Section.PRE_TRACK: _("Pre-track"),
    Section.LEARN_WORK: _("Learning and working"),
    Section.LANGUAGE: _("Extra language support"),
    Section.COACHING: _("Extra coaching"),
    Section.PLACEMENT: _("Matching and placement"),
    Section.BOX_1A: _("Box 1a"),
    Section.BOX_1B: _("Box 1b"),
    Section.BOX_1C: _("Box 1c"),
    Section.BOX_2A: _("Box 2a"),
    Section.BOX_2B: _("Box 2b"),
    Section.BOX_2C: _("Box 2c"),
    Section.MISSION: _("Towards a mission-driven approach"),
    Section.SUMMARY_RECRUITMENT: _("Summary, recruitment and selection"),
    Section.SUMMARY_PRE_TRACK: _("Summary, pre-track"),
    Section.SUMMARY_LEARN_WORK: _("Summary, learning and working"),
    Section.SUMMARY_LANGUAGE: _("Summary, language support"),
    Section.SUMMARY_COACHING: _("Summary, coaching"),
    Section.SUMMARY_PLACEMENT: _("Summary, matching and placement"),
}

PARAGRAPH = _("%(section)s, paragraph %(paragraph)s")


def _texts[Code: StrEnum](labels: Mapping[Code, _StrPromise]) -> dict[tuple[type[StrEnum], str], _StrPromise]:
    return {(type(code), code.value): text for code, text in labels.items()}


# Codes of different enums may share their value ("language" is a component and an activity): the enum is in the key.
_LABELS: dict[tuple[type[StrEnum], str], _StrPromise] = {
    **_texts(COMPONENTS),
    **_texts(COMPONENT_NATURES),
    **_texts(TIMINGS),
    **_texts(ROLES),
    **_texts(DUTIES),
    **_texts(CONTENTS),
    **_texts(LEVELS),
    **_texts(CREDENTIALS),
    **_texts(CEFR),
    **_texts(LANGUAGE_SKILLS),
    **_texts(DAGDELEN),
    **_texts(ACTIVITIES),
    **_texts(CRITERIA),
    **_texts(GATE_CRITERIA),
    **_texts(REACHES),
    **_texts(DEVIATIONS),
    **_texts(PLACEMENT_PATHS),
    **_texts(TERMS),
    **_texts(SEVERITIES),
    **_texts(BASES),
    **_texts(FITS),
    **_texts(PROBLEMS),
    **_texts(SECTIONS),
}


def label(code: StrEnum) -> str:
    """The label of any code of the model in the active language. Raises KeyError for a foreign code."""
    return str(_LABELS[type(code), code.value])


def citation_text(citation: Citation) -> str:
    """A place in the whitepaper, such as "Werving en selectie, alinea 2"."""
    if citation.paragraph == 0:
        return label(citation.section)
    return str(PARAGRAPH) % {"section": label(citation.section), "paragraph": citation.paragraph}


def goal_texts(levels: SkillLevels) -> list[str]:
    """Levels by skill in words, such as "spreken A2"; nothing of a skill without one."""
    known = ((skill, levels.of(skill)) for skill in LanguageSkill)
    return [f"{label(skill).lower()} {label(level)}" for skill, level in known if level is not None]
