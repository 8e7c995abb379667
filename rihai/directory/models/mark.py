"""The mark "do not route": an agency that one organisation offers nobody, for a time, by the judgement of two.

It is that organisation's own judgement, shown only to its people in charge; the reason is sealed.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.audit.paired import paired
from rihai.directory.models.agency import Agency
from rihai.directory.staff import Staff
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord

AGENCY_RESTRICT = "agency.restrict"


class RouteMarkQuerySet(models.QuerySet["RouteMark"]):
    def visible_to(self, user: Staff) -> "RouteMarkQuerySet":
        """Those of her organisation, to whoever may set them."""
        return self.filter(organisation_id=user.organisation_id) if user.has(AGENCY_RESTRICT) else self.none()

    def open(self) -> "RouteMarkQuerySet":
        """Proposed or in force; not taken back and not expired."""
        return self.filter(ended_at=None, expires_on__gte=timezone.localdate())

    def waiting(self) -> "RouteMarkQuerySet":
        """A second person has to agree, to the mark or to its end."""
        return self.open().filter(Q(confirmed_at=None) | Q(ending_at__isnull=False))

    def in_force(self) -> "RouteMarkQuerySet":
        return self.open().filter(confirmed_at__isnull=False)


class RouteMark(SealedRecord):
    """Do not send anybody there: on which ground, until when, by which two people."""

    class Ground(models.TextChoices):
        LEAK = "leak", _("What it was told became known")
        REFUSED = "refused", _("It refused to act, repeatedly")
        HARM = "harm", _("People were harmed or humiliated there")
        INVOLVED = "involved", _("Somebody there is said to be involved")
        NOT_WORKING = "not_working", _("It does not work at present")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="route_marks")
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    basis = SealedTextField(max_length=2000)
    expires_on = models.DateField()
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A mark that two people set is ended by two.
    ending_at = models.DateTimeField(null=True, blank=True)
    ending_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RouteMarkQuerySet.as_manager()

    class Privacy:
        identity = {"basis"}
        sensitive = {"ground"}
        internal = {
            "uid", "data_key", "agency", "organisation", "expires_on", "proposed_at", "proposed_by", "confirmed_at",
            "confirmed_by", "ending_at", "ending_by", "ended_at", "ended_by",
        }  # fmt: skip
        compartments = {"basis": "source"}

    class Access:
        owner = None
        see_all = None
        opened_by = AGENCY_RESTRICT

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "organisation"], condition=Q(ended_at=None), name="routemark_one_at_a_time"
            ),
            models.CheckConstraint(
                name="routemark_two_people", condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by"))
            ),
            paired("confirmed", name="routemark_confirmed_pair"),
            paired("ending", name="routemark_ending_pair"),
            paired("ended", name="routemark_ended_pair"),
        ]

    @property
    def is_in_force(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None and not self.has_expired

    @property
    def has_expired(self) -> bool:
        return self.expires_on < timezone.localdate()
