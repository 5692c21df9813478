"""Reading agreements: versions as terms, who answered what, what differs, and what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet
from django.utils import timezone

from leerwerk.engine import agreement as engine
from leerwerk.engine.agreement import Change, Clause, Sealed
from leerwerk.engine.pathway import Doer
from leerwerk.parties.models import hash_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.along import along, row_of
from leerwerk.privacy.wall import show_link
from leerwerk.trajectories.enums import AgreementKind, Verdict
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementPart,
    AgreementSide,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
    Cohort,
)
from leerwerk.trajectories.queries.drawing_up import NobodyThere, drawn_up
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.trajectories.queries.paths import FUNCTIONS
from leerwerk.trajectories.rules import agreements_of


def why_not(answer: AgreementAnswer) -> str:
    """Return what somebody who declined wrote, as far as who asks may read it; empty for who approved."""
    return answer.words.text if answer.verdict == Verdict.DECLINED and hasattr(answer, "words") else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One side of a version and everything it said of it, oldest first."""

    side: AgreementSide
    answers: tuple[AgreementAnswer, ...]

    @property
    def latest(self) -> AgreementAnswer | None:
        """What it says now."""
        return self.answers[-1] if self.answers else None

    @property
    def approved(self) -> bool:
        """Whether it agrees."""
        return self.latest is not None and self.latest.verdict == Verdict.APPROVED

    @property
    def declined(self) -> bool:
        """Whether it does not agree."""
        return self.latest is not None and self.latest.verdict == Verdict.DECLINED


@dataclass(frozen=True)
class Version:
    """A version as far as somebody reads it. ``hidden``: the leaves of clauses that are not theirs, by position."""

    row: AgreementVersion
    sealed: tuple[Sealed, ...]
    standings: tuple[Standing, ...]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What they read, in order."""
        return tuple(one.clause for one in self.sealed)

    @cached_property
    def hidden(self) -> Mapping[int, str]:
        """What stands for the clauses they do not read."""
        shown = {one.position for one in self.sealed}
        return {n: leaf for n, leaf in enumerate(self.row.leaves) if n not in shown}

    @property
    def whole(self) -> bool:
        """Whether what is read, with what is hidden, is the version that the fingerprint stands for."""
        return engine.belongs(self.sealed, self.hidden, self.row.fingerprint)

    @property
    def disputed(self) -> bool:
        """Whether a side does not agree."""
        return any(one.declined for one in self.standings)

    @property
    def candidate(self) -> Standing | None:
        """The participant's side; None of an agreement between organisations."""
        return next((one for one in self.standings if one.side.organisation_id is None), None)

    def approved_by(self, side: AgreementSide) -> bool:
        """Whether the same party approved this version."""
        who = (side.side, side.organisation_id)
        return any(one.approved and (one.side.side, one.side.organisation_id) == who for one in self.standings)

    def of(self, actor: Actor) -> Standing | None:
        """Return the side for which the actor may answer; a caseworker's own side, not the candidate's."""
        return next((one for one in self.standings if answers_for(one.side, actor)), None)


def answers_for(side: AgreementSide, actor: Actor) -> bool:
    """Whether an actor speaks for a side: the participant, or a member of the organisation in the right function."""
    if side.organisation_id is None:
        return actor.candidate_id is not None
    doer = Doer(side.side)
    return actor.organisation_id == side.organisation_id and actor.function == FUNCTIONS[doer]


def _sealed(parts: Iterable[Mapping[str, Any]]) -> tuple[Sealed, ...]:
    found = [
        Sealed(position=one["position"], clause=engine.from_json(one), salt=one["salt"])
        for part in parts
        for one in part["clauses"]
    ]
    return tuple(sorted(found, key=lambda one: one.position))


def _standing(version: AgreementVersion, told: Mapping[str, Any]) -> Standing:
    side = row_of(AgreementSide, told)
    side.version = version
    answers = []
    for one in told["answers"]:
        answer = row_of(AgreementAnswer, one)
        answer.side = side
        answer._state.fields_cache["words"] = None  # asked apart, where they are shown
        answers.append(answer)
    return Standing(side, tuple(answers))


def _version(row: Any) -> Version:
    return Version(row, _sealed(row.all_parts), tuple(_standing(row, one) for one in row.all_sides))


def with_everything(rows: QuerySet[AgreementVersion]) -> QuerySet[AgreementVersion]:
    """Return versions with what came along: their parts, sides and answers, without what who declined wrote."""
    answers = along(AgreementAnswer.objects.filter(side=OuterRef("pk")))
    return rows.select_related("made_by", "made_for").annotate(
        all_parts=along(AgreementPart.objects.filter(version=OuterRef("pk")).order_by("pk")),
        all_sides=along(AgreementSide.objects.filter(version=OuterRef("pk")), answers=answers),
    )


@dataclass(frozen=True)
class Told:
    """An agreement with its versions, newest first, as far as who asks may read them."""

    agreement: Agreement
    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def in_force(self) -> Version | None:
        """The newest version that every side approved."""
        return next((one for one in self.versions if one.row.bound_at), None)

    @property
    def pending(self) -> Version | None:
        """The newest version, while not every side has approved it."""
        return None if self.latest is None or self.latest.row.bound_at else self.latest

    def number(self, asked: str) -> Version | None:
        """Return a version by its number as it stands in an address; the newest when nothing was asked."""
        if not asked:
            return self.latest
        return next((one for one in self.versions if str(one.row.number) == asked), None)

    def before(self, version: Version, standing: Standing | None = None) -> Version | None:
        """Return what a version is compared with: the last that this side approved, else the one just before it."""
        earlier = [one for one in self.versions if one.row.number < version.row.number]
        approved = (one for one in earlier if standing is not None and one.approved_by(standing.side))
        return next(approved, earlier[0] if earlier else None)


def told(agreement: Agreement) -> Told:
    """Return everything of an agreement that who asks may read: one query, however many versions.

    One more when somebody declined: what they wrote stands behind a wall of its own, which takes the database longer
    to plan than all the rest together.
    """
    found = told_beforehand(agreement, with_everything(agreement.versions.all()))
    answers = [one for version in found.versions for standing in version.standings for one in standing.answers]
    declined = {one.pk: one for one in answers if one.verdict == Verdict.DECLINED}
    for words in AnswerWords.objects.filter(answer__in=list(declined)) if declined else ():
        declined[words.answer_id]._state.fields_cache["words"] = words
    return found


def told_beforehand(agreement: Agreement, versions: Iterable[AgreementVersion] | None = None) -> Told:
    """Return the same of an agreement whose versions were asked ``with_everything``, without what somebody wrote."""
    return Told(agreement, tuple(map(_version, agreement.versions.all() if versions is None else versions)))


@dataclass(frozen=True, slots=True)
class Now:
    """What would be sent now: the draft, how often it was written, and what differs from the newest version."""

    draft: engine.Draft
    edits: int
    changes: tuple[Change, ...]


def now(agreement: Agreement, latest: Version | None) -> Now | None:
    """Return what would be sent now, for who writes it; None when the participant is not seen any more."""
    row = getattr(agreement, "draft", None)
    try:
        draft = drawn_up(agreement, row.filled if row else {})
    except NobodyThere:
        return None
    changes = engine.difference(latest.clauses, draft.terms.clauses) if latest else ()
    return Now(draft, row.edits if row else 0, changes)


def agreements_listed(actor: Actor, said: Mapping[str, str]) -> list[int]:
    """Return the keys of the actor's agreements that fit the filters (q, kind), by start of the group: two queries.

    What joins groups to thousands of agreements whose wall is asked for each is put in order here: the database takes
    the cost of the wall for so high that it does not look at how it joins them.
    """
    found = agreements_of(actor).select_related(None)
    if kind := said.get("kind"):
        found = found.filter(kind=kind)
    keys = list(found.order_by().values_list("kind", "pk", "cohort"))
    groups = Cohort.objects.filter(pk__in={cohort for _kind, _key, cohort in keys})
    if q := said.get("q"):
        groups = groups.filter(code__icontains=q)
    order = {key: (starts, code) for key, starts, code in groups.values_list("pk", "starts_on", "code")}
    return [key for _group, _kind, key in sorted((order[c], k, pk) for k, pk, c in keys if c in order)]


def agreements_told(keys: Sequence[int]) -> list[Agreement]:
    """Return these agreements in this order, each with its sides: for a list of them."""
    answers = along(AgreementAnswer.objects.filter(side=OuterRef("pk")))
    sides = along(AgreementSide.objects.filter(version=OuterRef("pk")), answers=answers)
    versions = AgreementVersion.objects.defer("leaves").annotate(all_sides=sides)
    found = Agreement.objects.filter(pk__in=keys).select_related("cohort__version__blueprint", "enrolment")
    rows = found.defer("cohort__version__design").prefetch_related(Prefetch("versions", queryset=versions))
    known = {row.pk: row for row in rows}
    return [known[key] for key in keys if key in known]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    agreement: Agreement
    latest: AgreementVersion | None
    in_force: AgreementVersion | None
    approved: int
    sides: int
    disputed: bool
    waits_for_me: bool


def lines_of(actor: Actor, agreements: Iterable[Agreement]) -> list[Listed]:
    """Return agreements that came from ``agreements_told`` as lines: one query more, for whom they are about."""
    found = list(agreements)
    with_names(one.enrolment for one in found if one.enrolment is not None)
    return [_line(actor, one) for one in found]


def _line(actor: Actor, agreement: Agreement) -> Listed:
    versions: list[Any] = list(agreement.versions.all())
    latest = versions[0] if versions else None
    sides = [_standing(latest, one) for one in latest.all_sides] if latest else []
    return Listed(
        agreement=agreement,
        latest=latest,
        in_force=next((one for one in versions if one.bound_at), None),
        approved=sum(one.approved for one in sides),
        sides=len(sides),
        disputed=any(one.declined for one in sides),
        waits_for_me=any(one.latest is None and answers_for(one.side, actor) for one in sides),
    )


def link_of(secret: str) -> ApprovalLink | None:
    """Return the open link that a secret belongs to, or None: wrong, expired, used and withdrawn look alike.

    From here on, in this request, the database shows what the link opens.
    """
    token_hash = hash_of(secret)
    show_link(token_hash)
    found = ApprovalLink.objects.filter(token_hash=token_hash).first()
    if found is None or not found.is_open(timezone.now()):
        return None
    found = ApprovalLink.objects.select_related("side__version__agreement__cohort").get(pk=found.pk)
    newest = AgreementVersion.objects.filter(agreement=found.side.version.agreement_id).order_by("-number").first()
    return found if newest is not None and newest.pk == found.side.version_id else None


def is_learn_work(agreement: Agreement) -> bool:
    """Whether it is about one participant."""
    return agreement.kind == AgreementKind.LEARN_WORK
