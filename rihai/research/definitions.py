"""What each figure of the impact report counts, and what it does not. Shown beside the figure, always.

Here: the words. The rules by which an outcome counts stand as data in `rescue/data/outcomes.yaml`.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    label: str | Promise
    counts: str | Promise
    does_not_count: str | Promise


OPERATIONS: Final = Definition(
    _("Operations"),
    _(
        "Operations led by police that were started, or recorded afterwards as carried out. One that was called"
        " off after its start counts: it was carried out."
    ),
    _("Inquiries, discreet visits, operations that are planned, and operations called off before they began."),
)
LOCATED: Final = Definition(
    _("People located"),
    _("Distinct people whose whereabouts the work established: in an operation, by inquiry, or in a shelter."),
    _("People who left by their own choice, who freed themselves, or who left an abusive shelter."),
)
FREED: Final = Definition(
    _("People freed from exploitation"),
    _("Distinct people found to be exploited who left it, in an operation or by a recorded decision."),
    _("People found in an operation whose exploitation is not stated: they stand beside it and are never added."),
)
DECLARED: Final = Definition(
    _("Declared by the publisher"),
    _("Totals as their publisher printed them, with the day they speak of."),
    _("They are not checked, not ours, and not added to any figure here."),
)
STORIES: Final = Definition(
    _("Published stories"),
    _("Stories of all publications loaded here, each counted once."),
    _("Our own alerts, inquiries and cases."),
)
PEOPLE: Final = Definition(
    _("People in published stories"),
    _("Distinct people of all published stories, whatever became of them."),
    _("People of our own work, whether found or still sought."),
)
