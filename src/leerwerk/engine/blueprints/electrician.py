"""Kader 2a: electrician at the grid companies (Liander, Stedin, Enexis, Heijmans), mbo 3 or 4."""

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

_WEEK = assumed.week("WW WW TT WL WW")
_PRE_WEEK = assumed.week("LL LL TT .. ..")
_BOX = Citation(Section.BOX_2A)

ELECTRICIAN = with_stated(
    Blueprint(
        code="elektromonteur",
        title=Text("Elektromonteur", "Electrician"),
        description=Text(
            "De gewone opleiding in een lager tempo, met extra begeleiding en extra taal, bij een netbedrijf.",
            "The regular programme at a slower pace, with extra coaching and extra Dutch, at a grid company.",
        ),
        sector="techniek",
        level=Level.MBO3,
        onward=(Level.MBO4,),
        profile=RequirementProfile(
            language=SkillLevels(listening=Cefr.A2, reading=Cefr.A2, speaking=Cefr.A2, writing=Cefr.A1),
            learnability=3,
            availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
            load=3,
            motivation=4,
            excluded_limits=("no_heights", "no_lifting"),
            made_with=(Role.INTERMEDIARY, Role.EMPLOYER, Role.EXPERTISE_PARTNER),
        ),
        components=(
            assumed.recruitment(start=-7, months=3),
            Component(
                kind=ComponentKind.PRE_TRACK,
                start=-4,
                months=4,
                parts=assumed.pre_track_parts(Duty.HOST_VISITS, Duty.HOST_INTERNSHIP),
                content=(
                    Content.GENERAL_LANGUAGE,
                    Content.VOCATIONAL_LANGUAGE,
                    Content.ORIENTATION,
                    Content.TASTER_PLACEMENT,
                    Content.ARITHMETIC,
                    *assumed.PREPARATION,
                ),
                hours=WeekHours(theory=8, language=16),
                week=_PRE_WEEK,
                language_goals=SkillLevels(speaking=Cefr.B1),
            ),
            Component(
                kind=ComponentKind.LEARN_WORK,
                start=0,
                months=30,
                parts=assumed.learn_work_parts(),
                content=(Content.SECTOR_BASED, Content.REGULAR_PROGRAMME, Content.SLOWER_PACE, Content.VCA),
                hours=WeekHours(work=28, theory=8),
                week=assumed.without_language(_WEEK),
            ),
            assumed.language(start=-1, months=24, hours=4, slots=_WEEK, goal=Cefr.B2),
            assumed.coaching(start=-4, months=38),
            assumed.placement(start=29, months=2),
        ),
        placement=PlacementTerms(
            paths=(PlacementPath.DIRECT,), wage_value_frame=True, clear_on=tuple(Term), contract_months=12
        ),
        group=GroupSize(8, 14),
        costs=Costs(fixed=56, per_participant=13),
        credentials=(
            Credential(
                code="monteur",
                kind=CredentialKind.DIPLOMA,
                level=Level.MBO3,
                title=Text("Elektromonteur", "Electrician"),
            ),
            Credential(code="vca", kind=CredentialKind.VCA, title=Text("VCA", "VCA safety certificate")),
        ),
        gates=assumed.gates(GateCriterion.LANGUAGE_REACHED),
        reach=Reach.SUPRA_REGIONAL,
        work_tasks=assumed.texts(
            ("Kabels leggen en aansluiten", "Laying and connecting cables"),
            ("Meterkasten plaatsen", "Fitting meter cupboards"),
            ("Metingen doen en opschrijven", "Measuring and noting the results"),
        ),
    ),
    {
        "title": _BOX,
        "level": _BOX,
        "onward": _BOX,
        "sector": Citation(Section.PLACEMENT, 1),
        "components.learn_work.content.regular_programme": _BOX,
        "components.learn_work.content.slower_pace": _BOX,
        "components.learn_work.content.vca": Citation(Section.LEARN_WORK, 1),
        "components.learn_work.parts.educator.teach_skills": _BOX,
        "components.learn_work.parts.employer.offer_work": _BOX,
        "components.coaching.content.candidate_coaching": _BOX,
        "components.language.kind": _BOX,
        "credentials.monteur": _BOX,
        "credentials.vca": Citation(Section.LEARN_WORK, 1),
        "placement.paths.direct": Citation(Section.PLACEMENT, 1),
    },
)
