"""Act, means, purpose: what was done to a person, as codes of `data/exploitation.yaml` (Palermo Protocol, art. 3).

Here: the columns that an alert's person and a case share, and the one question asked of them.
For a child no means is needed. An empty list means "not known yet", never "no".
"""

from django.db import models

from rihai.lib.precision import Majority


class Screening(models.Model):
    acts = models.JSONField(default=list, blank=True)
    means = models.JSONField(default=list, blank=True)
    types_of_exploitation = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    def has_all_elements(self, majority: Majority) -> bool:
        """Whether act, means (for an adult) and purpose are all recorded. It suggests; it never decides."""
        purposes = set(self.types_of_exploitation) - {"not_known_yet"}
        return bool(self.acts and purposes and (self.means or majority == Majority.CHILD))
