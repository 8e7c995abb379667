"""What actions of prosecution say when something is missing, where several say it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

NAME_NEEDED: Final = _("Give a name, or what this person is called. It is sealed.")
REMAND_DAY_NEEDED: Final = _(
    "Give the day of the first remand, or at least its month: the clock of default bail runs from it."
)
REASON_NEEDED: Final = _("Say why. It stays on the timeline, sealed.")
AGAINST_NEEDED: Final = _("Say against whom it is. If it names everybody, choose all of them.")
REPORT_NEEDED: Final = _("Say against which closure report it is: one petition answers one report.")
# A colleague saw the same mistake first.
GONE: Final = _("It has been withdrawn already: it stays on record, struck through.")
