"""The photo of somebody missing or found: sealed, never in a list, shown once for each stated purpose."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.files.models import INTERNAL, SEALED, KeptFile, kept_whole
from rihai.tracing.models.found import FoundRecord
from rihai.tracing.models.report import MissingReport


class PhotoKind(models.TextChoices):
    FACE = "face", _("Face")
    WHOLE = "whole", _("Whole person")
    MARK = "mark", _("A mark, clothing or an object")


class ReportPhoto(KeptFile):
    report = models.ForeignKey(MissingReport, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=20, choices=PhotoKind.choices)

    class Privacy:
        identity = set(SEALED)
        sensitive = {"kind"}
        internal = {"report", *INTERNAL}
        compartments = dict.fromkeys(sorted(SEALED), Compartment.IDENTITY)

    class Access:
        owner = "report"
        see_all = None

    class Meta(KeptFile.Meta):
        constraints = [*kept_whole("reportphoto")]

    def get_absolute_url(self) -> str:
        return reverse("tracing:report_photo", args=[self.uid])


class FoundPhoto(KeptFile):
    found = models.ForeignKey(FoundRecord, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=20, choices=PhotoKind.choices)

    class Privacy:
        identity = set(SEALED)
        sensitive = {"kind"}
        internal = {"found", *INTERNAL}
        compartments = dict.fromkeys(sorted(SEALED), Compartment.IDENTITY)

    class Access:
        owner = "found"
        see_all = None

    class Meta(KeptFile.Meta):
        constraints = [*kept_whole("foundphoto")]

    def get_absolute_url(self) -> str:
        return reverse("tracing:found_photo", args=[self.uid])
