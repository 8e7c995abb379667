"""People, their sealed identity, the sources of information, and how one may safely be reached.

A name, phone or address stands only in sealed fields under the person's own data key; her record
shows a code and a pseudonym.
"""

import uuid
from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.access.seen import seen_of
from rihai.accounts.permissions import Permission
from rihai.audit.paired import paired
from rihai.directory.models import Agency, Place
from rihai.lib.precision import AgeCertainty, AgeRange, BirthYear, Majority
from rihai.people.entry_models import SearchEntry, SearchEntryQuerySet
from rihai.people.link_models import SamePerson, SamePersonQuerySet
from rihai.vault.fields import SealedDateField, SealedTextField
from rihai.vault.models import SealedRecord

__all__ = [
    "ContactSafety",
    "IdentityItem",
    "NameToken",
    "Person",
    "PersonName",
    "Provenance",
    "Relative",
    "SamePerson",
    "SamePersonQuerySet",
    "SearchEntry",
    "SearchEntryQuerySet",
    "Source",
    "YesNoUnknown",
]


class Provenance(models.TextChoices):
    """Whether a record is our own work or retold from a publication (never counted as ours)."""

    OWN = "own", _("Own work")
    PUBLISHED = "published", _("Published by another organisation")


class YesNoUnknown(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known yet")


class Person(SealedRecord):
    """Any human known to one organisation. What happened to her belongs to her case."""

    # What is corrected together.
    CODED: Final = (
        "sex", "birth_year", "age_certainty", "born_on", "home_district", "nationality_claimed",
        "nationality_verified", "language",
    )  # fmt: skip

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    pseudonym = models.CharField(max_length=60)
    sex = models.CharField(max_length=20, default="not_stated")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    age_certainty = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in AgeCertainty], default=AgeCertainty.UNKNOWN
    )
    born_on = SealedDateField()
    home_district = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nationality_claimed = models.CharField(max_length=2, blank=True)
    nationality_verified = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance.choices, default=Provenance.OWN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"born_on"}
        sensitive = {
            "sex", "birth_year", "age_certainty", "home_district", "nationality_claimed", "nationality_verified",
            "language",
        }  # fmt: skip
        internal = {
            "uid", "data_key", "organisation", "code", "pseudonym", "provenance", "created_at", "created_by",
        }  # fmt: skip
        compartments = {"born_on": Compartment.IDENTITY}

    class Access:
        owner = None
        see_all = Permission.CASE_SEE_ALL

    class Meta:
        verbose_name_plural = "people"

    def get_absolute_url(self) -> str:
        return reverse("people:person_detail", args=[self.uid])

    @property
    def coded_version(self) -> str:
        return seen_of(self, *self.CODED)

    def majority(self, on: date) -> Majority:
        """Child, adult or possibly a child on that day; the exact day of birth stays sealed."""
        return BirthYear(self.birth_year, AgeCertainty(self.age_certainty)).majority(on)

    def age_range(self, on: date) -> AgeRange | None:
        return BirthYear(self.birth_year, AgeCertainty(self.age_certainty)).age_range(on)


class PersonName(SealedRecord):
    """One name in any script and of any kind; a person has as many as people call her."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    text = SealedTextField(max_length=200)
    kind = models.CharField(max_length=30, default="given")
    script = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"text"}
        internal = {"uid", "data_key", "person", "kind", "script", "recorded_at", "recorded_by"}
        compartments = {"text": Compartment.IDENTITY}

    class Access:
        owner = "person"
        see_all = None

    class Meta:
        ordering = ["recorded_at"]


class Relative(SealedRecord):
    """A relative, and whether telling or trusting this one is safe. Unknown is never yes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relatives")
    relation = models.CharField(max_length=30)
    name = SealedTextField(max_length=200)
    phone = SealedTextField(max_length=40)
    note = SealedTextField(max_length=2000)
    is_safe = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"name", "phone", "note"}
        sensitive = {"relation", "is_safe"}
        internal = {"uid", "data_key", "person", "recorded_at", "recorded_by"}
        compartments = {
            "name": Compartment.IDENTITY, "phone": Compartment.IDENTITY, "note": Compartment.IDENTITY,
        }  # fmt: skip

    class Access:
        owner = "person"
        see_all = None


class IdentityItem(SealedRecord):
    """A phone, address, document, distinguishing mark or home village."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        ADDRESS = "address", _("Address")
        VILLAGE = "village", _("Home village")
        DOCUMENT = "document", _("Document")
        MARK = "mark", _("Distinguishing mark")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identity_items")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    value = SealedTextField(max_length=500)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"value"}
        internal = {"uid", "data_key", "person", "kind", "recorded_at", "recorded_by"}
        compartments = {"value": Compartment.IDENTITY}

    class Access:
        owner = "person"
        see_all = None

    def compartment_of(self, field: str) -> Compartment:
        home = {self.Kind.ADDRESS, self.Kind.VILLAGE}
        return Compartment.HOME_LOCATION if self.kind in home else Compartment.IDENTITY


class NameToken(models.Model):
    """A keyed token of a name; the organisation's key makes it, no name can be read from it (see `tokens.py`).

    Without a person it says that this token is too common to be written for anybody.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="name_tokens")
    token = models.BinaryField(max_length=16)

    class Privacy:
        internal = {"uid", "organisation", "person", "token"}

    class Meta:
        indexes = [models.Index(fields=["organisation", "token"], name="nametoken_lookup")]
        constraints = [
            models.UniqueConstraint(fields=["person", "token"], name="nametoken_once"),
            models.UniqueConstraint(
                fields=["organisation", "token"],
                condition=models.Q(person__isnull=True),
                name="nametoken_common_once",
            ),
        ]


class Source(SealedRecord):
    """Somebody or something we know from. Shown as a code; who it is stands sealed in a compartment of its own."""

    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=30, default="not_stated")
    reliability = models.CharField(max_length=1, default="F")
    name = SealedTextField(max_length=200)
    contact = SealedTextField(max_length=200)
    note = SealedTextField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"name", "contact", "note"}
        internal = {
            "uid",
            "data_key",
            "organisation",
            "code",
            "kind",
            "reliability",
            "created_at",
            "created_by",
        }
        compartments = {
            "name": Compartment.SOURCE, "contact": Compartment.SOURCE, "note": Compartment.SOURCE,
        }  # fmt: skip

    class Access:
        owner = None
        see_all = None


class ContactSafety(SealedRecord):
    """When and how a person may be reached, as she said herself, and when she last confirmed it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact_safety")
    wants_contact = models.CharField(max_length=10, choices=YesNoUnknown.choices, default=YesNoUnknown.UNKNOWN)
    by_call = models.BooleanField(default=False)
    by_sms = models.BooleanField(default=False)
    by_chat = models.BooleanField(default=False)
    hours_from = models.TimeField(null=True, blank=True)
    hours_until = models.TimeField(null=True, blank=True)
    number = SealedTextField(max_length=40)
    who_may_answer = SealedTextField(max_length=500)
    code_word = SealedTextField(max_length=100)
    if_another_answers = SealedTextField(max_length=500)
    # Only a number that she confirmed herself counts; after 90 days nothing is sent until she confirms again.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"number", "who_may_answer", "code_word", "if_another_answers"}
        sensitive = {"wants_contact", "by_call", "by_sms", "by_chat", "hours_from", "hours_until"}
        internal = {"uid", "data_key", "person", "confirmed_at", "confirmed_by", "updated_at", "updated_by"}
        compartments = {
            "number": Compartment.IDENTITY,
            "who_may_answer": Compartment.IDENTITY,
            "code_word": Compartment.IDENTITY,
            "if_another_answers": Compartment.IDENTITY,
        }

    class Access:
        owner = "person"
        see_all = None

    class Meta:
        verbose_name_plural = "contact safety"
        constraints = [paired("confirmed", name="contactsafety_confirmed_pair")]
