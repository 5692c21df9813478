"""Rules about coaching of candidate and employer, and about matching and placement."""

from __future__ import annotations

from collections.abc import Iterator

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import FindingCode, Remedy, Rule, Severity, Spot, rule, spot
from leerwerk.engine.model.generic import LOW_LEVELS, LOW_SKILLED_TRIAL_MONTHS
from leerwerk.engine.model.rules.presence import lacks_content, lacks_employer
from leerwerk.engine.model.vocabulary import ComponentKind, Content, Duty, PlacementPath, Section, Term

COACHING = ComponentKind.COACHING
PLACEMENT = ComponentKind.PLACEMENT


@rule(FindingCode.COACHING_NOT_PARALLEL, Severity.BLOCKING, Remedy.RUN_COACHING_BESIDE_WORK, Section.FIGURE_1)
def coaching_not_parallel(blueprint: Blueprint) -> Iterator[Spot]:
    """Coaching runs beside learn-and-work, from its start to its end."""
    work, coaching = blueprint.component(ComponentKind.LEARN_WORK), blueprint.component(COACHING)
    if work is None or coaching is None:
        return
    if coaching.start > work.start or coaching.end < work.end:
        yield spot(COACHING, "start", start=coaching.start, end=coaching.end, until=work.end)


@rule(FindingCode.COACHING_STARTS_LATE, Severity.WARNING, Remedy.START_COACHING_EARLIER, Section.COACHING, 2)
def coaching_starts_late(blueprint: Blueprint) -> Iterator[Spot]:
    """Coaching begins during the pre-track. Starting after learn-and-work began is the graver rule above."""
    pre_track, coaching = blueprint.component(ComponentKind.PRE_TRACK), blueprint.component(COACHING)
    if pre_track is not None and coaching is not None and pre_track.end <= coaching.start <= 0:
        yield spot(COACHING, "start", start=coaching.start, end=pre_track.end)


@rule(FindingCode.COACHING_ENDS_AT_PLACEMENT, Severity.BLOCKING, Remedy.CONTINUE_COACHING, Section.COACHING, 2)
def coaching_ends_at_placement(blueprint: Blueprint) -> Iterator[Spot]:
    """Coaching goes on after the placement."""
    after = blueprint.coaching_after_placement
    if after is not None and after <= 0:
        yield spot(COACHING, "months", months=0 - after)


@rule(FindingCode.CANDIDATE_NOT_COACHED, Severity.WARNING, Remedy.COACH_CANDIDATE, Section.SUMMARY_COACHING, 1)
def candidate_not_coached(blueprint: Blueprint) -> Iterator[Spot]:
    """The candidate is coached personally."""
    yield from lacks_content(blueprint, COACHING, Content.CANDIDATE_COACHING)


@rule(FindingCode.EMPLOYER_NOT_COACHED, Severity.WARNING, Remedy.COACH_EMPLOYER, Section.COACHING, 2)
def employer_not_coached(blueprint: Blueprint) -> Iterator[Spot]:
    """The employer is coached too."""
    yield from lacks_content(blueprint, COACHING, Content.EMPLOYER_COACHING)


@rule(FindingCode.CONTACT_NOT_LOW_THRESHOLD, Severity.WARNING, Remedy.ADD_CONTENT, Section.COACHING, 1)
def contact_not_low_threshold(blueprint: Blueprint) -> Iterator[Spot]:
    """The coach is easy to reach, so that people dare to speak."""
    yield from lacks_content(blueprint, COACHING, Content.LOW_THRESHOLD_CONTACT)


@rule(FindingCode.HIRING_INTENTION_MISSING, Severity.WARNING, Remedy.ASK_HIRING_INTENTION, Section.CHALLENGES, 3)
def hiring_intention_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """Also after working on a benefit, an employer must at some moment say that it means to hire."""
    yield from lacks_employer(blueprint, PLACEMENT, Duty.OFFER_CONTRACT)


@rule(FindingCode.NO_PLACEMENT_PATH, Severity.BLOCKING, Remedy.CHOOSE_PLACEMENT_PATH, Section.PLACEMENT, 1)
def no_placement_path(blueprint: Blueprint) -> Iterator[Spot]:
    """A contract follows directly, or after a trial placement."""
    if not blueprint.placement.paths:
        yield spot(None, "placement.paths")


@rule(FindingCode.TRIAL_TOO_SHORT, Severity.WARNING, Remedy.LENGTHEN_TRIAL, Section.PLACEMENT, 2)
def trial_too_short(blueprint: Blueprint) -> Iterator[Spot]:
    """For low-skilled work two months of trial are regularly too short; no length at all settles nothing."""
    terms = blueprint.placement
    if PlacementPath.TRIAL not in terms.paths or blueprint.level not in LOW_LEVELS:
        return
    months = terms.trial_months or 0
    if months <= LOW_SKILLED_TRIAL_MONTHS:
        yield spot(None, "placement.trial_months", months=months, limit=LOW_SKILLED_TRIAL_MONTHS)


@rule(
    FindingCode.WAGE_VALUE_FRAME_MISSING,
    Severity.WARNING,
    Remedy.SET_WAGE_VALUE_FRAME,
    Section.PLACEMENT,
    1,
)
def wage_value_frame_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """For low-skilled work too, a frame says when someone has wage value."""
    if blueprint.level in LOW_LEVELS and not blueprint.placement.wage_value_frame:
        yield spot(None, "placement.wage_value_frame", level=blueprint.level)


@rule(FindingCode.TERMS_UNCLEAR, Severity.WARNING, Remedy.SETTLE_TERMS, Section.SUMMARY_PLACEMENT, 2)
def terms_unclear(blueprint: Blueprint) -> Iterator[Spot]:
    """Pay, length of the contract and room to grow are clear at placement."""
    for term in Term:
        if term not in blueprint.placement.clear_on:
            yield spot(None, "placement.clear_on", term=term)


@rule(FindingCode.ONBOARDING_MISSING, Severity.WARNING, Remedy.ARRANGE_WELCOME, Section.PLACEMENT, 3)
def onboarding_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """The employer invests in a good introduction."""
    yield from lacks_content(blueprint, PLACEMENT, Content.ONBOARDING)


@rule(FindingCode.BUDDY_MISSING, Severity.ADVICE, Remedy.ARRANGE_WELCOME, Section.PLACEMENT, 3)
def buddy_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """A colleague is buddy."""
    yield from lacks_content(blueprint, PLACEMENT, Content.BUDDY)


@rule(FindingCode.COLLEAGUES_NOT_MET, Severity.ADVICE, Remedy.ARRANGE_WELCOME, Section.PLACEMENT, 3)
def colleagues_not_met(blueprint: Blueprint) -> Iterator[Spot]:
    """The employer brings people together with colleagues, customers and others."""
    yield from lacks_content(blueprint, PLACEMENT, Content.MEETING_COLLEAGUES)


@rule(FindingCode.EMPLOYER_NETWORK_MISSING, Severity.WARNING, Remedy.BUILD_NETWORK, Section.PLACEMENT, 2)
def employer_network_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """Whoever is not placed directly needs a network of other employers."""
    if PlacementPath.TRIAL in blueprint.placement.paths:
        yield from lacks_content(blueprint, PLACEMENT, Content.EMPLOYER_NETWORK)


@rule(FindingCode.TEAM_NOT_PREPARED, Severity.WARNING, Remedy.PREPARE_BOTH_SIDES, Section.PLACEMENT, 3)
def team_not_prepared(blueprint: Blueprint) -> Iterator[Spot]:
    """People are placed in teams that are ready for them."""
    yield from lacks_content(blueprint, PLACEMENT, Content.PREPARED_TEAM)


RULES: tuple[Rule, ...] = (
    coaching_not_parallel,
    coaching_starts_late,
    coaching_ends_at_placement,
    candidate_not_coached,
    employer_not_coached,
    contact_not_low_threshold,
    hiring_intention_missing,
    no_placement_path,
    trial_too_short,
    wage_value_frame_missing,
    terms_unclear,
    onboarding_missing,
    buddy_missing,
    colleagues_not_met,
    employer_network_missing,
    team_not_prepared,
)
