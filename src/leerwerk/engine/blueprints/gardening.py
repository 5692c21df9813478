"""Kader 2c: Groen Inclusief Deal 2022 of the gardeners' branch: 13 weeks, a certificate, half a year of work."""

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

_WEEK = assumed.week("WW WW TT WW L.")
_PRE_WEEK = assumed.week("L. L. .. .. ..")
_MONTHS = assumed.months_of_weeks(13)
_BOX = Citation(Section.BOX_2C)

GARDENING = with_stated(
    Blueprint(
        code="groen-inclusief",
        title=Text("Groen Inclusief Deal, hoveniers", "Green Inclusive Deal, gardeners"),
        description=Text(
            "In 13 weken werktraining, groentraining en taal. Daarna een certificaat en 6 maanden in dienst.",
            "Work training, green training and Dutch in 13 weeks. Then a certificate and 6 months of employment.",
        ),
        sector="groen",
        level=Level.CERTIFICATE,
        profile=RequirementProfile(
            language=SkillLevels(listening=Cefr.A1, reading=Cefr.PRE_A1, speaking=Cefr.A1, writing=Cefr.ALFA),
            learnability=2,
            availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
            load=3,
            motivation=3,
            excluded_limits=("no_lifting", "no_outdoor_work"),
            made_with=(Role.INTERMEDIARY, Role.SECTOR_BODY),
        ),
        components=(
            assumed.recruitment(
                start=-3,
                months=2,
                extra=(Part(Role.SECTOR_BODY, (Duty.INITIATE, Duty.WRITE_PROFILE, Duty.ATTRACT_EMPLOYERS)),),
            ),
            Component(
                kind=ComponentKind.PRE_TRACK,
                start=-1,
                months=1,
                parts=assumed.pre_track_parts(Duty.HOST_VISITS),
                content=(
                    Content.VOCATIONAL_LANGUAGE,
                    Content.ORIENTATION,
                    Content.TASTER_PLACEMENT,
                    *assumed.PREPARATION,
                ),
                hours=WeekHours(language=8),
                week=_PRE_WEEK,
                language_goals=SkillLevels(speaking=Cefr.A1),
            ),
            Component(
                kind=ComponentKind.LEARN_WORK,
                start=0,
                months=_MONTHS,
                parts=assumed.learn_work_parts(),
                content=(Content.SECTOR_BASED, Content.BESPOKE),
                hours=WeekHours(work=24, theory=8),
                week=assumed.without_language(_WEEK),
            ),
            assumed.language(start=-1, months=_MONTHS + 1, hours=4, slots=_WEEK, goal=Cefr.A2, general=False),
            assumed.coaching(start=-1, months=11),
            assumed.placement(start=2, months=2),
        ),
        placement=PlacementTerms(
            paths=(PlacementPath.DIRECT,), wage_value_frame=True, clear_on=tuple(Term), contract_months=6
        ),
        group=GroupSize(6, 14),
        costs=Costs(fixed=22, per_participant=5.5),
        credentials=(
            Credential(
                code="certificaat",
                kind=CredentialKind.CERTIFICATE,
                title=Text("Certificaat groentraining", "Certificate of green training"),
            ),
            Credential(
                code="mbo",
                kind=CredentialKind.DIPLOMA,
                after_placement=True,
                title=Text("Mbo-opleiding groen, tijdens het dienstverband", "Mbo programme while employed"),
            ),
        ),
        gates=assumed.gates(),
        reach=Reach.SUPRA_REGIONAL,
        work_tasks=assumed.texts(
            ("Gras maaien en kanten snijden", "Mowing lawns and cutting edges"),
            ("Planten en bomen planten", "Planting plants and trees"),
            ("Bestrating leggen", "Laying paving"),
        ),
    ),
    {
        "sector": _BOX,
        "level": _BOX,
        "credentials.certificaat.kind": _BOX,
        "credentials.mbo.kind": _BOX,
        "credentials.mbo.after_placement": _BOX,
        "components.learn_work.months": _BOX,
        "components.learn_work.parts.educator.teach_skills": _BOX,
        "components.language.parts.language_educator.teach_language": _BOX,
        "components.recruitment.parts.sector_body": _BOX,
        "placement.paths.direct": _BOX,
        "placement.contract_months": _BOX,
    },
)
