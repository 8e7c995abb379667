"""One file of an alert: what kind it is in the open, all else sealed."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.files.models import INTERNAL, SEALED, KeptFile, kept_whole


class AttachmentKind(models.TextChoices):
    SCREEN = "screen", _("Picture of a screen")
    FLYER = "flyer", _("Flyer, poster or advertisement")
    LETTER = "letter", _("Letter or message")
    PHOTO = "photo", _("Photo of a person")
    OTHER = "other", _("Other")


class Attachment(KeptFile):
    alert = models.ForeignKey("intake.Alert", on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices)

    class Privacy:
        identity = set(SEALED)
        sensitive = {"kind"}
        internal = {"alert", *INTERNAL}
        # As a rule; `compartment_of` says it for each file.
        compartments = dict.fromkeys(sorted(SEALED), Compartment.RECORD)

    class Access:
        owner = "alert"
        see_all = None

    class Meta(KeptFile.Meta):
        constraints = [*kept_whole("attachment")]

    def get_absolute_url(self) -> str:
        return reverse("intake:attachment_detail", args=[self.uid])
