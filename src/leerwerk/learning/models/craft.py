"""What is learned at work: work processes with the words they need, and who saw somebody do them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import PICTOGRAMS, TickRole, WordKind
from leerwerk.parties.models import NAME, Organisation, Person, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Blueprint, Enrolment
from leerwerk.trajectories.models.enrolments import SHARED


class WorkProcess(models.Model):
    """Something that participants of a blueprint learn to do, as a region's schools and employers put it.

    ``revision``: how often its words changed; a tick remembers which one was seen.
    """

    blueprint = models.ForeignKey(
        Blueprint, on_delete=models.CASCADE, verbose_name=_("blueprint"), related_name="processes"
    )
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("what somebody can do"), max_length=140)
    explanation = models.CharField(_("when it is done well"), max_length=400, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    supplied_by = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, verbose_name=_("supplied by"), null=True, related_name="+"
    )
    retired_at = models.DateTimeField(_("not used since"), null=True)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "blueprint", "region", "position", "title", "explanation", "revision", "supplied_by", "retired_at"}
    )

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["blueprint", "region", "title"], condition=Q(retired_at=None), name="work_process_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["blueprint", "region", "position"], name="work_process_list")]

    def __str__(self) -> str:
        return self.title


class VocabularyItem(models.Model):
    """A word or sentence that a work process needs; a sentence about safety comes first."""

    process = models.ForeignKey(
        WorkProcess, on_delete=models.CASCADE, verbose_name=_("work process"), related_name="words"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WordKind.choices)
    text = models.CharField(_("word or sentence"), max_length=140)
    meaning = models.CharField(_("in simple words"), max_length=240, blank=True)
    pictogram = models.CharField(_("picture"), max_length=20, choices=PICTOGRAMS, blank=True)
    supplied_by = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, verbose_name=_("supplied by"), null=True, related_name="+"
    )

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "process", "kind", "text", "meaning", "pictogram", "supplied_by"})

    class Meta:
        ordering: ClassVar = ["process", "kind", "text"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "text"], name="vocabulary_once"),
            models.CheckConstraint(condition=Q(kind__in=WordKind.values), name="vocabulary_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def shown(self) -> "WordPicture | None":
        """Its photo or drawing, or None. Words of a list come with theirs; asked of one word it is a question."""
        return getattr(self, "picture", None)


class WordPicture(models.Model):
    """A photo or drawing of a word, as ``photos.made_anew`` drew it: ``content`` is WebP, sizes are in pixels.

    ``fingerprint`` tells it from the one before it, so that a browser may keep it. The form asks for pictures
    on which nobody can be recognised.
    """

    word = models.OneToOneField(
        VocabularyItem, on_delete=models.CASCADE, verbose_name=_("word"), primary_key=True, related_name="picture"
    )
    content = models.BinaryField(_("photo or drawing"))
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    fingerprint = models.CharField(_("fingerprint"), max_length=16)
    added_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("added by"), null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"), db_default=Now())

    personal: ClassVar = alike("added_by", NAME)
    not_personal: ClassVar = frozenset({"word", "content", "width", "height", "fingerprint", "added_at"})

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="word_picture_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} {self.fingerprint}"


class Tick(models.Model):
    """Somebody saw a participant do a work process: as the school, the mentor or the language coach."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="ticks"
    )
    process = models.ForeignKey(
        WorkProcess, on_delete=models.PROTECT, verbose_name=_("work process"), related_name="ticks"
    )
    role = models.CharField(_("seen as"), max_length=10, choices=TickRole.choices)
    revision = models.PositiveSmallIntegerField(_("revision"))
    day = models.DateField(_("day"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("on behalf of"), related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, verbose_name=_("who"), null=True, related_name="+")
    at = models.DateTimeField(_("written at"), db_default=Now())

    personal: ClassVar = {
        **alike("enrolment process role revision day organisation", SHARED),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["enrolment", "process"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "process", "role"], name="tick_once"),
            models.CheckConstraint(condition=Q(role__in=TickRole.values), name="tick_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.process_id} {self.role}"
