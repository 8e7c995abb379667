"""Which bodies an obstacle may be told of: what is invented never of one that exists, nor the other way round."""

from django.utils.translation import gettext as _

from rihai.accounts.models import Installation
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible


def check_body(agency: Agency | None, organisation: Agency) -> None:
    if agency is None:
        return
    is_invented = Installation.is_demonstration() or organisation.is_demonstration
    if agency.is_demonstration != is_invented:
        raise NotPossible(
            _("This is a demonstration: choose an invented body. Nothing is told here of one that exists.")
            if is_invented
            else _("This body is invented, for the demonstration. Choose one that exists.")
        )
