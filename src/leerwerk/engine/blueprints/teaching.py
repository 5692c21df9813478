"""Kader 1c: Statushouders voor de klas, towards a part-time teacher programme at an hbo."""

from __future__ import annotations

from leerwerk.engine.blueprints import assumed
from leerwerk.engine.model import (
    Blueprint,
    Cefr,
    Citation,
    Component,
    ComponentKind,
    Content,
    Costs,
    Credential,
    CredentialKind,
    Duty,
    GateCriterion,
    GroupSize,
    Level,
    Part,
    PlacementPath,
    PlacementTerms,
    Reach,
    RequirementProfile,
    Role,
    Section,
    SkillLevels,
    Term,
    Text,
    WeekHours,
    with_stated,
)

_WEEK = assumed.week("WW W. TT .L WW")
_PRE_WEEK = assumed.week("LL .. LT .. WW")
_BOX = Citation(Section.BOX_1C)

TEACHING = with_stated(
    Blueprint(
        code="voor-de-klas",
        title=Text("Statushouders voor de klas", "Refugees in front of the class"),
        description=Text(
            "Voorbereiding op een baan in het onderwijs: taal, het Nederlandse schoolsysteem en ervaring in de klas. "
            "Daarna de deeltijd docentenopleiding; zij-instroom of maatwerk voor onderwijsassistenten kan ook.",
            "Preparation for a job in education: language, the Dutch school system and experience in the classroom. "
            "Then part-time teacher training; entering from another job, or a bespoke assistant's course, is possible.",
        ),
        sector="onderwijs",
        level=Level.HBO,
        profile=RequirementProfile(
            language=SkillLevels(listening=Cefr.B1, reading=Cefr.B1, speaking=Cefr.B1, writing=Cefr.B1),
            learnability=4,
            availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
            load=3,
            motivation=4,
            skills=("higher_education",),
            made_with=(Role.INTERMEDIARY, Role.EMPLOYER, Role.EDUCATOR),
        ),
        components=(
            assumed.recruitment(start=-15, months=3),
            Component(
                kind=ComponentKind.PRE_TRACK,
                start=-12,
                months=12,
                parts=(
                    *assumed.pre_track_parts(Duty.HOST_INTERNSHIP),
                    Part(Role.EDUCATOR, (Duty.TEACH_SKILLS,)),
                ),
                content=(
                    Content.GENERAL_LANGUAGE,
                    Content.VOCATIONAL_LANGUAGE,
                    Content.ORIENTATION,
                    Content.INTERNSHIP,
                    *assumed.PREPARATION,
                ),
                hours=WeekHours(work=8, theory=4, language=12),
                week=_PRE_WEEK,
                language_goals=SkillLevels(speaking=Cefr.B2),
            ),
            Component(
                kind=ComponentKind.LEARN_WORK,
                start=0,
                months=36,
                parts=assumed.learn_work_parts(),
                content=(Content.SECTOR_BASED, Content.REGULAR_PROGRAMME),
                hours=WeekHours(work=20, theory=8),
                week=assumed.without_language(_WEEK),
            ),
            assumed.language(start=-1, months=24, hours=3, slots=_WEEK, goal=Cefr.C1),
            assumed.coaching(start=-12, months=54),
            assumed.placement(start=34, months=4),
        ),
        placement=PlacementTerms(
            paths=(PlacementPath.DIRECT,), wage_value_frame=False, clear_on=tuple(Term), contract_months=12
        ),
        group=GroupSize(10, 20),
        costs=Costs(fixed=60, per_participant=14),
        credentials=(
            Credential(
                code="nt2",
                kind=CredentialKind.NT2,
                title=Text("Staatsexamen Nederlands als tweede taal", "State exam Dutch as a second language"),
            ),
            Credential(
                code="leraar",
                kind=CredentialKind.DIPLOMA,
                level=Level.HBO,
                title=Text("Deeltijd docentenopleiding", "Part-time teacher training"),
            ),
        ),
        gates=assumed.gates(GateCriterion.LANGUAGE_REACHED, GateCriterion.CREDENTIAL_EARNED),
        reach=Reach.SUPRA_REGIONAL,
        work_tasks=assumed.texts(
            ("Leerlingen in kleine groepen begeleiden", "Guiding pupils in small groups"),
            ("Een deel van de les geven", "Teaching part of a lesson"),
            ("Werk van leerlingen nakijken", "Marking pupils' work"),
        ),
    ),
    {
        "sector": _BOX,
        "level": _BOX,
        "credentials.nt2": _BOX,
        "credentials.leraar": _BOX,
        "components.pre_track.content.general_language": _BOX,
        "components.pre_track.content.orientation": _BOX,
        "components.pre_track.content.internship": _BOX,
        "components.learn_work.months": _BOX,
        "gates.learn_work.criteria.credential_earned": _BOX,
    },
)
