"""Kader 1b: the continuous line Work and Language in Utrecht, from little Dutch to an mbo 2 diploma or certificates.

The paper names two sectors that people meet in its pre-track, and in one of which they go on: hospitality and
logistics. So there are two designs with the same line, one for each.
"""

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
    Span,
    Term,
    Text,
    WeekHours,
    with_stated,
)

_WEEK = assumed.week("WW WW TL WW ..")
_PRE_WEEK = assumed.week("L. L. .. L. T.")
_BOX = Citation(Section.BOX_1B)

_STATED = {
    "sector": _BOX,
    "level": _BOX,
    "credentials.mbo2.kind": _BOX,
    "credentials.mbo2.level": _BOX,
    "credentials.deelcertificaten": _BOX,
    "components.pre_track.span": _BOX,
    "components.pre_track.language_goals.speaking": _BOX,
    "components.pre_track.content.orientation": _BOX,
    "components.pre_track.content.company_visits": _BOX,
    "components.pre_track.content.obstacles": _BOX,
    "components.pre_track.parts.employer.host_visits": _BOX,
    "components.learn_work.content.sector_based": _BOX,
}


def _line(code: str, sector: Text, diploma: Text, tasks: tuple[Text, ...]) -> Blueprint:
    """Return the line that leads to learning and working in this sector."""
    return with_stated(
        Blueprint(
            code=code,
            title=Text(
                f"Doorgaande lijn Werk en Taal, Utrecht: {sector.nl}",
                f"Continuous line Work and Language, Utrecht: {sector.en}",
            ),
            description=Text(
                "In 3 tot 9 maanden naar taalniveau A1, met bezoeken aan bedrijven in onder meer horeca en logistiek. "
                f"Daarna leren en werken in de {sector.nl}.",
                "To language level A1 in 3 to 9 months, with visits to hospitality, logistics and other companies. "
                f"Then learning and working in {sector.en}.",
            ),
            sector=sector.nl,
            level=Level.MBO2,
            profile=RequirementProfile(
                language=SkillLevels(listening=Cefr.PRE_A1, reading=Cefr.ALFA, speaking=Cefr.PRE_A1, writing=Cefr.ALFA),
                learnability=2,
                availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
                load=2,
                motivation=3,
                made_with=(Role.INTERMEDIARY, Role.EMPLOYER),
            ),
            components=(
                assumed.recruitment(start=-8, months=2),
                Component(
                    kind=ComponentKind.PRE_TRACK,
                    start=-6,
                    months=6,
                    span=Span(3, 9),
                    parts=assumed.pre_track_parts(Duty.HOST_VISITS),
                    content=(
                        Content.GENERAL_LANGUAGE,
                        Content.VOCATIONAL_LANGUAGE,
                        Content.ORIENTATION,
                        Content.COMPANY_VISITS,
                        Content.ARITHMETIC,
                        *assumed.PREPARATION,
                    ),
                    hours=WeekHours(theory=4, language=12),
                    week=_PRE_WEEK,
                    language_goals=SkillLevels(speaking=Cefr.A1),
                ),
                Component(
                    kind=ComponentKind.LEARN_WORK,
                    start=0,
                    months=12,
                    parts=assumed.learn_work_parts(),
                    content=(Content.SECTOR_BASED, Content.REGULAR_PROGRAMME, Content.BESPOKE, Content.SLOWER_PACE),
                    hours=WeekHours(work=24, theory=4),
                    week=assumed.without_language(_WEEK),
                ),
                assumed.language(start=-1, months=14, hours=4, slots=_WEEK, goal=Cefr.A2),
                assumed.coaching(start=-6, months=24),
                assumed.placement(start=11, months=4),
            ),
            placement=PlacementTerms(
                paths=(PlacementPath.DIRECT, PlacementPath.TRIAL),
                trial_months=3,
                wage_value_frame=True,
                clear_on=tuple(Term),
                contract_months=12,
            ),
            group=GroupSize(8, 15),
            costs=Costs(fixed=40, per_participant=9),
            credentials=(
                Credential(
                    code="mbo2",
                    kind=CredentialKind.DIPLOMA,
                    level=Level.MBO2,
                    title=diploma,
                ),
                Credential(
                    code="deelcertificaten",
                    kind=CredentialKind.PARTIAL_CERTIFICATE,
                    title=Text("Deelcertificaten mbo 2", "Partial certificates mbo 2"),
                ),
            ),
            gates=assumed.gates(GateCriterion.LANGUAGE_REACHED),
            reach=Reach.REGION,
            work_tasks=tasks,
        ),
        _STATED,
    )


WORK_AND_LANGUAGE = _line(
    "werk-en-taal",
    Text("logistiek", "logistics"),
    Text("Diploma mbo 2 logistiek medewerker", "Diploma mbo 2 logistics worker"),
    assumed.texts(
        ("Bestellingen verzamelen", "Picking orders"),
        ("Goederen uitpakken en controleren", "Unpacking and checking goods"),
        ("Pakketten klaarmaken voor verzending", "Preparing parcels for shipping"),
    ),
)
WORK_AND_LANGUAGE_HOSPITALITY = _line(
    "werk-en-taal-horeca",
    Text("horeca", "hospitality"),
    Text("Diploma mbo 2 kok", "Diploma mbo 2 cook"),
    assumed.texts(
        ("Groenten wassen en snijden", "Washing and cutting vegetables"),
        ("Gerechten klaarmaken volgens het recept", "Preparing dishes by the recipe"),
        ("De keuken schoon en veilig houden", "Keeping the kitchen clean and safe"),
    ),
)
