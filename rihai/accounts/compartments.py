"""The compartments of a record: what a role may ever open, if a grant opens it too.

Here: the names, because the table of roles needs them. `rihai.access.compartments` is where
other packages take them from.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Compartment(TextChoices):
    RECORD = "record", _("The record itself")
    IDENTITY = "identity", _("Identity")
    HOME_LOCATION = "home_location", _("Location of a shelter home")
    COUNSELLING = "counselling", _("Counselling")
    MEDICAL = "medical", _("Medical")
    LEGAL_PRIVILEGE = "legal_privilege", _("Between lawyer and client")
    SOURCE = "source", _("Source of information")
    OPERATION_PLAN = "operation_plan", _("Plan of an operation")
    FINANCE = "finance", _("Money")
