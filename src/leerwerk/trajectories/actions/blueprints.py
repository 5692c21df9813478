"""Every change to blueprints."""

from dataclasses import replace
from itertools import chain, count

from django.db.models import Count
from django.utils import timezone
from django.utils.text import slugify

from leerwerk.engine import model as generic
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Blueprint, BlueprintVersion
from leerwerk.trajectories.queries.designs import design_of


class ChangedMeanwhile(Exception):
    """Somebody saved another version while this one was being written; ``latest`` is its number."""

    def __init__(self, latest: int) -> None:
        self.latest = latest
        super().__init__(latest)


def _version(blueprint: Blueprint, number: int, design: generic.Blueprint, *, note: str, by: Actor) -> BlueprintVersion:
    return BlueprintVersion.objects.create(
        blueprint=blueprint,
        number=number,
        design=generic.to_dict(design),
        sector=design.sector,
        level=design.level,
        note=note,
        made_by_id=by.person_id,
    )


def _free_code(title: str, organisation: Organisation) -> str:
    stem = slugify(f"{title}-{organisation.code}")[:50].strip("-")
    taken = set(Blueprint.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for code in chain([stem], (f"{stem}-{n}" for n in count(2))) if code not in taken)


@action
def copy_blueprint(*, version: BlueprintVersion, title: str, by: Actor) -> Blueprint:
    """Make an own blueprint that begins as a copy of this version, under its own title.

    Asked again while the copy is untouched, it returns that copy and makes no second.
    """
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation)
    untouched = Blueprint.objects.alias(number_of_versions=Count("versions")).filter(
        owner=organisation, copied_from=version, title=title, retired_at=None, number_of_versions=1
    )
    if known := untouched.first():
        record("blueprint_left_as_it_was", known, by=by, version=1)
        return known
    code = _free_code(title, organisation)
    blueprint = Blueprint.objects.create(code=code, title=title, owner=organisation, copied_from=version)
    design = replace(design_of(version), code=code, title=generic.Text(title, title))
    _version(blueprint, 1, design, note="", by=by)
    record("blueprint_copied", blueprint, by=by, version=version.pk)
    return blueprint


@action
def change_blueprint(
    *, blueprint: Blueprint, based_on: int, design: generic.Blueprint, note: str, by: Actor
) -> BlueprintVersion:
    """Add a version to the one it is ``based_on`` (its number).

    A design that equals the latest version adds none, and says so in the trail. Raises ChangedMeanwhile when somebody
    saved another version since, so that nobody's change is lost without a word.
    """
    blueprint = Blueprint.objects.select_for_update().get(pk=blueprint.pk)
    latest = blueprint.versions.first()
    if latest is not None and latest.design == generic.to_dict(design):
        record("blueprint_left_as_it_was", blueprint, by=by, version=latest.number)
        return latest
    if latest is not None and latest.number != based_on:
        raise ChangedMeanwhile(latest.number)
    version = _version(blueprint, latest.number + 1 if latest else 1, design, note=note, by=by)
    blueprint.title = design.title.nl
    blueprint.save(update_fields=["title"])
    record("blueprint_changed", blueprint, by=by, version=version.number)
    return version


@action
def retire_blueprint(*, blueprint: Blueprint, by: Actor) -> None:
    """Take a blueprint off the shelf; groups made from it stay. Done already, it keeps its day."""
    blueprint = Blueprint.objects.select_for_update().get(pk=blueprint.pk)
    if blueprint.retired_at is not None:
        record("blueprint_left_as_it_was", blueprint, by=by)
        return
    blueprint.retired_at = timezone.now()
    blueprint.save(update_fields=["retired_at"])
    record("blueprint_retired", blueprint, by=by)
