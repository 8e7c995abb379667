"""What actions on evidence say when something is not possible, where several say it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

NO_FILE: Final = _("There is no file to verify: this is a thing. Look at its seal.")
