"""What an organisation means by one state of an accused: "restrained". About nobody in particular."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from rihai.audit.models import AppendOnlyRecord
from rihai.directory.models import Agency

# The only state of the list that says "as the organisation defines it".
RESTRAINED = "restrained"


class StateMeaning(AppendOnlyRecord):
    """In its words, from a moment on. The next row takes its place and changes none."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=40, default=RESTRAINED)
    text = models.CharField(max_length=500)
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = {"uid", "organisation", "state", "text"}
        internal = {"set_at", "set_by"}

    class Meta:
        ordering = ["-set_at"]
