"""Act, means, purpose: what was done to a person, as codes of `data/exploitation.yaml` (Palermo Protocol, art. 3).

Here: the columns that an alert's person and a case share, and the one question asked of them.
For a child no means is needed. An empty list means "not known yet", never "no".
"""

from django.db import models

from rihai.cases.rules import NOT_KNOWN_YET
from rihai.lib.precision import Majority


class Screening(models.Model):
    acts = models.JSONField(default=list, blank=True)
    means = models.JSONField(default=list, blank=True)
    types_of_exploitation = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    def missing_elements(self, majority: Majority) -> tuple[str, ...]:
        """Which of the three elements nobody has recorded yet, by column. It suggests; it never decides."""
        missing = []
        if not self.acts:
            missing.append("acts")
        if not self.means and majority is not Majority.CHILD:
            missing.append("means")
        if not set(self.types_of_exploitation) - {NOT_KNOWN_YET}:
            missing.append("types_of_exploitation")
        return tuple(missing)
