"""One document of a case: what kind it is and of which day in the open, all else sealed.

The original stays as it came: it may be evidence. What is shown is the safe copy, made when the file came in.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.audit.paired import paired
from rihai.vault.fields import SealedFileField, SealedJSONField, SealedTextField
from rihai.vault.kinds import Kind
from rihai.vault.models import SealedRecord
from rihai.vault.safe_copies import Problem

SHOWN = [(str(one), str(one)) for one in Kind]
PROBLEM_WORDS = {
    Problem.NO_VIEW: _("Files of this kind are kept and not shown."),
    Problem.DAMAGED: _("The file is damaged or is not what it claims to be."),
    Problem.TOO_MANY_PIXELS: _("The picture has more points than we open."),
    Problem.TOO_MANY_PAGES: _("The document has more pages than we open."),
    Problem.LOCKED: _("The document is locked with a password. Ask for it, save it without, and add it again."),
    Problem.TOO_MUCH: _("Opening the file took too long or too much memory."),
}
PROBLEM_CHOICES = [(str(one), words) for one, words in PROBLEM_WORDS.items()]


class DocumentKind(models.TextChoices):
    LETTER = "letter", _("Letter or message")
    POLICE = "police", _("Paper of the police")
    COURT = "court", _("Paper of a court or committee")
    MEDICAL = "medical", _("Medical paper")
    IDENTITY = "identity", _("Identity paper")
    PHOTO = "photo", _("Photo of a person")
    SCREEN = "screen", _("Picture of a screen")
    OTHER = "other", _("Other")


# Whoever may not know a name must not see a face or a card either.
SHOWS_WHO = frozenset({DocumentKind.IDENTITY, DocumentKind.PHOTO})


class Document(SealedRecord):
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    dated_on = models.DateField(null=True, blank=True)
    compartment = models.CharField(max_length=20, choices=Compartment.choices, default=Compartment.RECORD)
    title = SealedTextField(max_length=200)
    # What the sender's file was called, its true size and the SHA-256 of its content.
    about = SealedJSONField()
    original = SealedFileField()
    safe_copy = SealedFileField(null=True)
    file_kind = models.CharField(max_length=10, choices=SHOWN)
    copy_kind = models.CharField(max_length=10, choices=SHOWN, blank=True)
    problem = models.CharField(max_length=10, choices=PROBLEM_CHOICES, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = SealedTextField(max_length=2000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"title", "about", "original", "safe_copy", "withdrawal_reason"}
        sensitive = {"kind", "dated_on"}
        internal = {
            "uid", "data_key", "case", "compartment", "file_kind", "copy_kind", "problem", "added_at", "added_by",
            "withdrawn_at", "withdrawn_by",
        }  # fmt: skip
        # As a rule; `compartment_of` says it for each document.
        compartments = dict.fromkeys(sorted(identity), Compartment.RECORD)

    class Access:
        owner = "case"
        see_all = None

    class Meta:
        ordering = ["-added_at", "uid"]
        constraints = [
            paired("withdrawn", name="document_withdrawn_pair"),
            models.CheckConstraint(
                name="document_copy_or_problem",
                condition=models.Q(safe_copy__isnull=False, problem="")
                | (models.Q(safe_copy__isnull=True) & ~models.Q(problem="")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("cases:case_document_detail", args=[self.uid])

    def compartment_of(self, field: str) -> Compartment:
        return Compartment(self.compartment)

    @property
    def is_picture(self) -> bool:
        return self.copy_kind in (Kind.JPEG, Kind.PNG)

    @property
    def neutral_name(self) -> str:
        """What a saved copy is called: never as the sender called it, which is often a person's name."""
        return f"document-{self.uid.hex[:8]}"
