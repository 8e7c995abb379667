"""Places: countries, States, districts and towns. Public by nature: nothing here is about a person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


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
