"""Agencies and places. Institutional facts, public by nature: nothing here is about a person."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.directory.rules import hidden_kinds, is_police, kind_label, police_kinds

PLACE_COLUMNS = ("address", "locality", "district", "state", "country", "pin_code")
MOST_WORDS = 8


class Completeness(models.TextChoices):
    COMPLETE = "complete", _("Complete")
    PARTIAL = "partial", _("Partial")
    NAME_ONLY = "name_only", _("Name only")


class Place(models.Model):
    """A country, state or district; villages and wards follow as rows below their district."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        STATE = "state", _("State or province")
        DISTRICT = "district", _("District")
        LOCALITY = "locality", _("Town, block, village or ward")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    # Older and other names between semicolons, as in ";Bombay;", so that one of them can be asked for exactly.
    other_names = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    # Repeated from the ancestors so that a list of alerts shows "Thane, Maharashtra" without a join per row.
    state_name = models.CharField(max_length=120, blank=True)
    country_code = models.CharField(max_length=2)

    class Privacy:
        public = {"uid", "kind", "code", "name", "other_names", "parent", "state_name", "country_code"}

    class Meta:
        ordering = ["country_code", "state_name", "name"]
        indexes = [models.Index(fields=["kind", "name"], name="place_kind_name")]

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.name, self.state_name) if part)


class AgencyQuerySet(models.QuerySet["Agency"]):
    def police(self) -> "AgencyQuerySet":
        return self.filter(kind__in=police_kinds())

    def matching(self, text: str) -> "AgencyQuerySet":
        """Every word somewhere in name, place or PIN code; the address of a home is no place to search by."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            named = models.Q(name__icontains=word) | models.Q(role__icontains=word) | models.Q(ref__iexact=word)
            placed = models.Q()
            for column in PLACE_COLUMNS:
                placed |= models.Q(**{f"{column}__icontains": word})
            found = found.filter(named | (placed & ~models.Q(kind__in=hidden_kinds())))
        return found


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
    possible_duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="possible_duplicates"
    )
    is_member = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Privacy:
        public = {
            "uid", "ref", "name", "kind", "kind_basis", "role", "relation", "address", "locality", "district",
            "state", "state_basis", "country", "pin_code", "pin_basis", "plus_code", "website", "note",
            "completeness", "source", "last_verified_on", "possible_duplicate_of", "is_member",
            "is_demonstration", "created_at",
        }  # fmt: skip

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "state"], name="agency_kind_state")]

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)

    @property
    def is_police(self) -> bool:
        return is_police(self.kind)

    @property
    def place_label(self) -> str:
        """Where it is, from small to large, each name once. Not for homes: see `permissions.can_see_address`."""
        parts = (self.locality, self.district, self.state or self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def region_label(self) -> str:
        """What anybody may know about where it is."""
        return ", ".join(part for part in (self.state, self.country) if part)
