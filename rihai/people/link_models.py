"""Two records of one human: linked by two colleagues, and the link can end. The records themselves stay apart."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from rihai.audit.paired import paired
from rihai.directory.models import Agency


class SamePersonQuerySet(models.QuerySet["SamePerson"]):
    def in_force(self) -> "SamePersonQuerySet":
        return self.filter(ended_at=None)

    def of(self, person_uid: uuid.UUID) -> "SamePersonQuerySet":
        return self.filter(Q(one=person_uid) | Q(other=person_uid))

    def all_records_of(self, person_uid: uuid.UUID) -> set[uuid.UUID]:
        """Every record of this human, itself among them: a record that was linked may be linked to a third."""
        known, added = {person_uid}, {person_uid}
        while added:
            links = self.in_force().filter(Q(one__in=added) | Q(other__in=added)).values_list("one", "other")
            added = {uid for pair in links for uid in pair} - known
            known |= added
        return known


class SamePerson(models.Model):
    """Found out by a match. Which texts made it so stands in the match, sealed."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(default=timezone.now, editable=False)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SamePersonQuerySet.as_manager()

    class Privacy:
        sensitive = {"one", "other"}
        internal = {"uid", "organisation", "first_by", "linked_at", "linked_by", "ended_at", "ended_by"}

    class Meta:
        verbose_name_plural = "same persons"
        constraints = [
            paired("ended", name="sameperson_ended_pair"),
            models.CheckConstraint(condition=~Q(first_by=F("linked_by")), name="sameperson_two_people"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="sameperson_two_records"),
            models.UniqueConstraint(fields=["one", "other"], condition=Q(ended_at=None), name="sameperson_once"),
        ]
