"""A potential match: somebody reported missing and somebody found or known may be the same human.

It belongs to whoever holds the found side, under a key of its own that nobody else has. Whoever holds the file of the
person held sees it; whoever asked is told nothing by it. Decisions are rows that are only added.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.directory.models import Agency
from rihai.lib.precision import Majority
from rihai.people.models import Person, SearchEntry
from rihai.tracing.models.asking import SearchRecord
from rihai.tracing.workflow import MATCH, MatchStatus
from rihai.vault.fields import SealedJSONField, SealedTextField
from rihai.vault.models import DataKey, SealedRecord

UNDECIDED = (MatchStatus.PROPOSED, MatchStatus.UNDER_REVIEW)


class PotentialMatch(SealedRecord):
    class Band(models.TextChoices):
        SHOW = "show", _("Strong: look at it first")
        REVIEW = "review", _("Possible: look at it")

    # Whoever holds the person found; never who asked.
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="potential_matches")
    missing_entry = models.ForeignKey(SearchEntry, on_delete=models.PROTECT, related_name="+")
    # Her found record, or her file where she has none: of one human there is one proposal.
    held_entry = models.ForeignKey(SearchEntry, on_delete=models.PROTECT, related_name="+")
    # The states of both that were compared: a pair refused is proposed again only if it says more than it did.
    missing_version = models.PositiveIntegerField()
    held_version = models.PositiveIntegerField()
    band = models.CharField(max_length=10, choices=Band.choices)
    weight = models.FloatField()
    findings = SealedJSONField()
    model_version = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, choices=MatchStatus.choices, default=MATCH.start)
    refused_before = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"findings"}
        sensitive = {"band", "weight", "status"}
        internal = {
            "uid", "data_key", "organisation", "person", "missing_entry", "held_entry", "missing_version",
            "held_version", "model_version", "refused_before", "proposed_at",
        }  # fmt: skip
        compartments = {"findings": Compartment.IDENTITY}

    class Access:
        owner = "person"
        see_all = None

    class Meta:
        verbose_name_plural = "potential matches"
        ordering = ["-proposed_at"]
        indexes = [models.Index(fields=["organisation", "status", "-proposed_at"], name="potentialmatch_listed")]
        constraints = [
            models.UniqueConstraint(
                fields=["missing_entry", "person"],
                condition=models.Q(status__in=["proposed", "under_review", "confirmed"]),
                name="potentialmatch_once",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("tracing:match_detail", args=[self.uid])

    def move_to(self, status: MatchStatus) -> None:
        self.status = MATCH.step(self.status, status)

    def keys_left(self) -> list[DataKey]:
        """What is to be destroyed so that nothing is left of what it says: its own, and those of its answers."""
        rows = [self, *self.answers.select_related("data_key")]
        return [one.data_key for one in rows if one.data_key is not None and one.data_key.destroyed_at is None]

    @property
    def state(self) -> str:
        """Of what is recorded on both sides today: a voice speaks of the state that it looked at.

        While another state is what was compared, that stands beside it: whoever speaks then has read its reasons.
        """
        recorded = f"{self.missing_entry.version}/{self.held_entry_id.hex}/{self.held_entry.version}"
        return f"{recorded} by {self.missing_version}/{self.held_version}" if self.has_newer_facts else recorded

    def standing_voices(self) -> "models.QuerySet[MatchDecision]":
        """Those that count: not taken back, and of the state that both sides have now."""
        return self.decisions.filter(taken_back_at=None, of_state=self.state)

    @property
    def has_newer_facts(self) -> bool:
        """Whether one side says something else than what was compared."""
        now = (self.missing_entry.version, self.held_entry.version)
        return now != (self.missing_version, self.held_version)

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def may_be_child(self) -> bool:
        """Today, by what either side says of the age; whoever may be a child is treated as one."""
        return _may_be_child(self.person) or self._sought_may_be_child

    @property
    def _sought_may_be_child(self) -> bool:
        sought = self.missing_entry.person
        if sought is not None:
            return _may_be_child(sought)
        return not SearchRecord.objects.filter(pk=self.missing_entry.subject_uid, may_be_child=False).exists()

    @property
    def is_across(self) -> bool:
        """Whether another organisation asks."""
        return self.missing_entry.organisation_id != self.organisation_id


def _may_be_child(person: Person) -> bool:
    return person.majority(timezone.localdate()) is not Majority.ADULT


class MatchDecision(SealedRecord):
    """What one colleague says after looking at both. Two who say the same decide."""

    class Says(models.TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Not the same person")

    match = models.ForeignKey(PotentialMatch, on_delete=models.CASCADE, related_name="decisions")
    says = models.CharField(max_length=10, choices=Says.choices)
    reason = SealedTextField(max_length=2000)
    # What was recorded when it was said (`PotentialMatch.state`): it counts as long as nothing else is.
    of_state = models.CharField(max_length=80, blank=True)
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        sensitive = {"says"}
        internal = {"uid", "data_key", "match", "of_state", "said_at", "said_by", "taken_back_at", "taken_back_by"}
        compartments = {"reason": Compartment.IDENTITY}

    class Access:
        owner = "match__person"
        see_all = None
        organisation = "match__organisation"

    class Meta:
        ordering = ["said_at"]
        constraints = [
            paired("taken_back", name="matchdecision_taken_back_pair"),
            models.UniqueConstraint(
                fields=["match", "said_by"],
                condition=models.Q(taken_back_at=None),
                name="matchdecision_one_voice_each",
            ),
        ]


class AnswerConsent(SealedRecord):
    """The person held agrees that whoever asks is told this sentence. Only the holder reads how she was asked."""

    match = models.ForeignKey(PotentialMatch, on_delete=models.CASCADE, related_name="consents")
    says = models.CharField(max_length=12)
    how = SealedTextField(max_length=1000)
    asked = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"how"}
        sensitive = {"says", "asked"}
        internal = {"uid", "data_key", "match", "given_at", "recorded_by"}
        compartments = {"how": Compartment.RECORD}

    class Access:
        owner = "match__person"
        see_all = None
        organisation = "match__organisation"

    class Meta:
        ordering = ["-given_at"]


class SharedAnswer(SealedRecord):
    """What the holder of a confirmed match tells whoever asked: one of few sentences, on a basis, until a day.

    Both organisations hold its key; nothing else of the match goes over.
    """

    class Says(models.TextChoices):
        COMMITTEE = "committee", _("Please ask the Child Welfare Committee named below, with this reference.")
        CALL_US = "call_us", _("Please call our desk. We may be able to help with your search.")

    class Basis(models.TextChoices):
        COMMITTEE_ORDER = "committee_order", _("Order or request of the Child Welfare Committee")
        COURT_ORDER = "court_order", _("Order of a court or a magistrate")
        POLICE_REQUEST = "police_request", _("Written request of the police")
        AGREEMENT = "agreement", _("Written agreement between the two organisations")
        CONSENT = "consent", _("Consent of the person to these words")

    match = models.ForeignKey(PotentialMatch, on_delete=models.PROTECT, related_name="answers")
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Whoever asked: the answer is theirs, on their page and in their need-to-know.
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # What they asked with, by label and uid: an answer stands on their own page.
    asked_label = models.CharField(max_length=80)
    asked_uid = models.UUIDField()
    says = models.CharField(max_length=12, choices=Says.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    # Of an adult nothing is told without it, but by an order.
    consent = models.ForeignKey(AnswerConsent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper = SealedTextField(max_length=300)
    contact = SealedTextField(max_length=300)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"paper", "contact"}
        sensitive = {"says", "basis"}
        internal = {
            "uid", "data_key", "match", "holder", "organisation", "asked_label", "asked_uid", "given_at", "given_by",
            "ends_at", "ended_at", "ended_by", "consent",
        }  # fmt: skip
        compartments = {"paper": Compartment.RECORD, "contact": Compartment.RECORD}

    class Access:
        owner = "match__person"
        see_all = None
        organisation = "organisation"
        shared_whole = True

    class Meta:
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["asked_uid"], name="sharedanswer_asked")]
        constraints = [
            paired("ended", name="sharedanswer_ended_pair"),
            models.CheckConstraint(
                name="sharedanswer_consent_recorded",
                condition=~models.Q(basis="consent") | models.Q(consent__isnull=False),
            ),
        ]
