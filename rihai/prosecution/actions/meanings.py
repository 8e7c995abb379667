"""Saying what the organisation means by "restrained"."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.lib.text import normalise
from rihai.prosecution.locks import needed
from rihai.prosecution.models import StateMeaning
from rihai.prosecution.permissions import check_can_define


@transaction.atomic
def define_restrained(text: str, *, by: User) -> StateMeaning:
    """From now on. What was meant before stays readable, for states that were written down by it."""
    organisation = Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    check_can_define(by)
    needed(text, _("Say in a sentence or two what your organisation calls restrained."))
    row = StateMeaning.objects.create(organisation=organisation, text=normalise(text), set_by=by)
    audit.record("legal.state_defined", by=by, subject=row)
    return row
