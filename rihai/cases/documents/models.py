"""One document of a case: what kind it is and of which day in the open, all else sealed."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.files.models import INTERNAL, SEALED, KeptFile, kept_whole


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


class Document(KeptFile):
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    dated_on = models.DateField(null=True, blank=True)

    class Privacy:
        identity = set(SEALED)
        sensitive = {"kind", "dated_on"}
        internal = {"case", *INTERNAL}
        # As a rule; `compartment_of` says it for each document.
        compartments = dict.fromkeys(sorted(SEALED), Compartment.RECORD)

    class Access:
        owner = "case"
        see_all = None

    class Meta(KeptFile.Meta):
        constraints = [*kept_whole("document")]

    def get_absolute_url(self) -> str:
        return reverse("cases:case_document_detail", args=[self.uid])
