"""Numbers and addresses of an agency by role, their changes by two people, and the calls that confirmed them.

A contact is never overwritten: a change is a row of its own that takes the place of the old one a day after a
second person confirmed it. The number of an office is plain; a personal one is sealed for the organisation that
wrote it down.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.audit.paired import paired
from rihai.directory.models.agency import Agency
from rihai.directory.rules import contact_role_label
from rihai.directory.staff import Staff
from rihai.directory.workflow import CONTACT, ContactStatus
from rihai.lib.phone import spaced
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

PERSONAL_CONTACT = "agency.personal_contact"
WAITING = (ContactStatus.PROPOSED, ContactStatus.CONFIRMED)
KNOWN = (*WAITING, ContactStatus.IN_FORCE)
# It comes by every minute.
WORKER_NEEDS = timedelta(minutes=15)


class AgencyContactQuerySet(models.QuerySet["AgencyContact"]):
    def visible_to(self, user: Staff) -> "AgencyContactQuerySet":
        """Contacts of offices; personal ones to those of the organisation whose role has them."""
        shown = Q(is_personal=False)
        if user.has(PERSONAL_CONTACT):
            shown |= Q(is_personal=True, organisation_id=user.organisation_id)
        return self.filter(shown)

    def in_force(self) -> "AgencyContactQuerySet":
        return self.filter(status=ContactStatus.IN_FORCE)

    def waiting(self) -> "AgencyContactQuerySet":
        return self.filter(status__in=WAITING)

    def known(self) -> "AgencyContactQuerySet":
        """In use, or on the way to be."""
        return self.filter(status__in=KNOWN)

    def due(self) -> "AgencyContactQuerySet":
        return self.filter(status=ContactStatus.CONFIRMED, effective_at__lte=timezone.now())


class AgencyContact(SealedRecord):
    """How one role of an agency is reached; proposed, confirmed, in force, ended."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("Telephone")
        EMAIL = "email", _("E-mail")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PHONE)
    is_personal = models.BooleanField(default=False)
    value = models.CharField(max_length=120, blank=True)
    personal = SealedTextField(max_length=120)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    # A change that only takes the old one away.
    is_removal = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=ContactStatus.choices, default=ContactStatus.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    effective_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AgencyContactQuerySet.as_manager()

    class Privacy:
        identity = {"personal"}
        internal = {
            "uid", "data_key", "agency", "organisation", "role", "channel", "is_personal", "value", "replaces",
            "is_removal", "status", "proposed_at", "proposed_by", "confirmed_at", "confirmed_by", "effective_at",
            "stopped_at", "stopped_by",
        }  # fmt: skip
        compartments = {"personal": "identity"}

    class Access:
        owner = None
        see_all = None
        opened_by = PERSONAL_CONTACT

    class Meta:
        ordering = ["role", "proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(status__in=["proposed", "confirmed"]), name="agencycontact_one_change"
            ),
            models.CheckConstraint(
                name="agencycontact_two_people",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
            ),
            paired("confirmed", name="agencycontact_confirmed_pair"),
            paired("stopped", name="agencycontact_stopped_pair"),
            models.CheckConstraint(
                name="agencycontact_personal_is_sealed", condition=Q(is_personal=False) | Q(value="")
            ),
        ]

    @property
    def role_label(self) -> str:
        return contact_role_label(self.role)

    @property
    def shown(self) -> str:
        """The value of an office's contact as people read it out."""
        return spaced(self.value) if self.channel == self.Channel.PHONE else self.value

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def is_overdue(self) -> bool:
        """Confirmed and not in use although its time came: the worker stands still, or could not do it."""
        return (
            self.status == ContactStatus.CONFIRMED
            and self.effective_at is not None
            and self.effective_at + WORKER_NEEDS <= timezone.now()
        )

    def move_to(self, status: ContactStatus) -> None:
        self.status = CONTACT.step(self.status, status)


class CallBack(models.Model):
    """A call to the number known so far, about a change of it. Every attempt is kept."""

    class Result(models.TextChoices):
        CONFIRMS = "confirms", _("Reached: the old number confirms the change")
        DENIES = "denies", _("Reached: the old number knows nothing of a change")
        NO_ANSWER = "no_answer", _("Nobody answered, or the number is dead")
        NO_NUMBER = "no_number", _("There was no number before")

    class Checked(models.TextChoices):
        VISIT = "visit", _("Somebody of ours went there")
        SENIOR_OFFICE = "senior_office", _("The office above it confirms")
        LETTER = "letter", _("A letter with stamp and signature")
        OFFICIAL_LIST = "official_list", _("An official list or website")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.ForeignKey(AgencyContact, on_delete=models.CASCADE, related_name="call_backs")
    result = models.CharField(max_length=20, choices=Result.choices)
    # Where the old number does not answer: how else it was made sure.
    checked = models.CharField(max_length=20, choices=Checked.choices, blank=True)
    called_at = models.DateTimeField(default=timezone.now, editable=False)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        internal = {"uid", "change", "result", "checked", "called_at", "called_by"}

    class Meta:
        ordering = ["called_at"]
