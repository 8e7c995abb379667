"""What of a plan was put right before the start, by whom and why. Rows are only added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import ScopedQuerySet
from rihai.offences.models import Premises
from rihai.rescue.models.operation import Operation, UnitContact
from rihai.vault.fields import SealedTextField
from rihai.vault.models import SealedRecord


class OperationCorrection(SealedRecord):
    class What(models.TextChoices):
        PREMISES = "premises", _("Another place")
        UNIT = "unit", _("Unit withdrawn")

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(max_length=20, choices=What.choices)
    # As it was before; None where no place had been named.
    premises = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(UnitContact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reason = SealedTextField(max_length=2000)
    corrected_at = models.DateTimeField(default=timezone.now, editable=False)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Privacy:
        identity = {"reason"}
        sensitive = {"premises"}
        internal = {"uid", "data_key", "operation", "what", "contact", "corrected_at", "corrected_by"}
        compartments = {"reason": Compartment.OPERATION_PLAN}

    class Access:
        owner = "operation"
        see_all = None

    class Meta:
        ordering = ["corrected_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what="unit", contact__isnull=False, premises=None)
                | models.Q(what="premises", contact=None),
                name="operationcorrection_of_one_thing",
            ),
        ]
