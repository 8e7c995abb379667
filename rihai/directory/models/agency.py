"""Agencies, and which entries turned out to be one body. Institutional facts: nothing here is about a person."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.audit.paired import paired
from rihai.directory.rules import hidden_kinds, is_police, kind_does, kind_label, police_kinds
from rihai.directory.rules.search import search_sounds, search_text, sounds_of, words_of

if TYPE_CHECKING:
    DerivedText = models.TextField[str, str]
else:
    DerivedText = models.TextField


class Completeness(models.TextChoices):
    COMPLETE = "complete", _("Complete")
    PARTIAL = "partial", _("Partial")
    NAME_ONLY = "name_only", _("Name only")


class SearchText(DerivedText):
    """The words of an entry, folded, derived whenever it is saved: nobody can forget to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "blank": True, "default": "", "editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = self.derive(model_instance)
        setattr(model_instance, self.attname, text)
        return text

    def derive(self, entry: Any) -> str:
        return search_text(entry)


class SearchSounds(SearchText):
    """The same words by sound, so that मुंबई finds Mumbai."""

    def derive(self, entry: Any) -> str:
        return search_sounds(entry)


class AgencyQuerySet(models.QuerySet["Agency"]):
    def police(self) -> "AgencyQuerySet":
        return self.filter(kind__in=police_kinds())

    def current(self) -> "AgencyQuerySet":
        """Without entries that were merged into another: those are reached through it."""
        return self.filter(merged_into=None)

    def taking_part(self) -> "AgencyQuerySet":
        """Those with whom something may happen here: in a demonstration no real body ever."""
        return self.filter(is_demonstration=True) if settings.DEMO else self

    def routable(self, organisation_uid: uuid.UUID | None) -> "AgencyQuerySet":
        """Those that may be offered to people of this organisation: none it has marked "do not route"."""
        marked = Agency.objects.filter(
            route_marks__organisation_id=organisation_uid,
            route_marks__confirmed_at__isnull=False,
            route_marks__ended_at=None,
            route_marks__expires_on__gte=timezone.localdate(),
        ).values("pk")
        return self.current().exclude(pk__in=marked).exclude(merged_entries__in=marked)

    def matching(self, text: str) -> "AgencyQuerySet":
        """Every word somewhere in name, place or PIN code; the address of a home is no place to search by.

        An entry is found by the words of those merged into it, too.
        """
        return self.filter(having("search_text", words_of(text)))

    def sounding_like(self, text: str) -> "AgencyQuerySet":
        """The same by sound, across scripts and spellings."""
        return self.filter(having("search_sounds", sounds_of(text)))

    def counted(self, text: str) -> tuple[int, int]:
        """How many match and how many sound alike, in one going through all entries."""
        found = self.aggregate(
            spelt=Count("pk", filter=having("search_text", words_of(text))),
            alike=Count("pk", filter=having("search_sounds", sounds_of(text))),
        )
        return found["spelt"], found["alike"]


def having(column: str, parts: Iterable[str]) -> Q:
    """Each part in the entry or in one merged into it."""
    condition = Q()
    for part in parts:
        held = Q(_holds(column, part))
        # A subquery and no join: an entry with several merged ones must not appear several times.
        merged = Agency.objects.filter(held, merged_into__isnull=False)
        condition &= held | Q(pk__in=merged.values("merged_into"))
    return condition


def _holds(column: str, text: str) -> GreaterThan:
    """Both are folded already: finding one in the other is several times quicker than LIKE, which folds again."""
    return GreaterThan(StrIndex(F(column), Value(text)), 0)


class Agency(models.Model):
    """Every body in the directory; one that works on this installation `is_member` and is called organisation."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    kind_basis = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=300, blank=True)
    relation = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    locality = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=120, blank=True)
    state_basis = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=120, blank=True)
    pin_code = models.CharField(max_length=10, blank=True)
    pin_basis = models.CharField(max_length=20, blank=True)
    plus_code = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    completeness = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.NAME_ONLY)
    source = models.CharField(max_length=200)
    last_verified_on = models.DateField(null=True, blank=True)
    # The office a unit belongs to, as a help desk to its station.
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    possible_duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="possible_duplicates"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_entries"
    )
    is_member = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    search_text = SearchText()
    search_sounds = SearchSounds()

    objects = AgencyQuerySet.as_manager()

    class Privacy:
        public = {
            "uid", "ref", "name", "kind", "kind_basis", "role", "relation", "address", "locality", "district",
            "state", "state_basis", "country", "pin_code", "pin_basis", "plus_code", "website", "note",
            "completeness", "source", "last_verified_on", "parent", "possible_duplicate_of", "merged_into",
            "is_member", "is_demonstration", "created_at", "search_text", "search_sounds",
        }  # fmt: skip

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]
        indexes = [
            models.Index(fields=["kind", "state"], name="agency_kind_state"),
            models.Index(fields=["name"], name="agency_name"),
        ]

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)

    @property
    def kind_does(self) -> str:
        return kind_does(self.kind)

    @property
    def is_police(self) -> bool:
        return is_police(self.kind)

    @property
    def is_hidden(self) -> bool:
        return self.kind in hidden_kinds()

    @property
    def place_label(self) -> str:
        """Where it is, from small to large, each name once. Not for homes: see `permissions.can_see_address`."""
        parts = (self.locality, self.district, self.state or self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def region_label(self) -> str:
        """What anybody may know about where it is."""
        return ", ".join(part for part in (self.state, self.country) if part)


class AgencyMerge(models.Model):
    """A person's decision that two entries are one body. Nothing is moved: undoing it brings back both as they were."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Codes of `rules.likeness` as they were shown to whoever decided.
    reasons = models.CharField(max_length=200, blank=True)
    merged_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {"uid", "kept", "merged", "reasons", "merged_at", "merged_by", "undone_at", "undone_by"}

    class Meta:
        ordering = ["-merged_at"]
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="agencymerge_once"),
            paired("undone", name="agencymerge_undone_pair"),
        ]
