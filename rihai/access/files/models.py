"""The columns of every file that belongs to a record: all that tells of its content is sealed.

The original stays as it came: it may be evidence. What is shown is the safe copy, made when the file came in.
Not here: whose file it is and what kind; each package adds its owner, its kinds, `Privacy` and `Access`.
"""

from collections.abc import Iterable
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
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
# What `Privacy` of every kept file says of these columns.
SEALED: Final = frozenset({"title", "about", "original", "safe_copy", "withdrawal_reason"})
INTERNAL: Final = frozenset(
    {
        "uid", "data_key", "compartment", "file_kind", "copy_kind", "problem", "added_at", "added_by", "withdrawn_at",
        "withdrawn_by",
    }
)  # fmt: skip


class KeptFile(SealedRecord):
    kind: "models.CharField[str, str]"
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

    class Meta:
        abstract = True
        ordering: ClassVar = ["-added_at", "uid"]

    def compartment_of(self, field: str) -> Compartment:
        return Compartment(self.compartment)

    def get_absolute_url(self) -> str:
        raise NotImplementedError  # each package has pages of its own

    @property
    def is_picture(self) -> bool:
        return self.copy_kind in (Kind.JPEG, Kind.PNG)

    @property
    def opens(self) -> bool:
        return self.withdrawn_at is None

    @property
    def neutral_name(self) -> str:
        """What a saved copy is called: never as the sender called it, which is often a person's name."""
        return f"document-{self.uid.hex[:8]}"


def kept_whole(name: str) -> Iterable[models.CheckConstraint]:
    """Withdrawn with day and author or not at all; a safe copy, or why there is none."""
    has_copy = models.Q(safe_copy__isnull=False, problem="")
    has_none = models.Q(safe_copy__isnull=True) & ~models.Q(problem="")
    return (
        paired("withdrawn", name=f"{name}_withdrawn_pair"),
        models.CheckConstraint(name=f"{name}_copy_or_problem", condition=has_copy | has_none),
    )
