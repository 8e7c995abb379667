"""What every `…_at` with its `…_by` has in common: both are written, or neither.

Here: the constraint, for the models of all packages above. Not here: who may be both of two people, which
each model says itself.
"""

from django.db.models import CheckConstraint, Q


def paired(act: str, *, name: str) -> CheckConstraint:
    """The moment of an act and who did it stand together: `paired("closed", name="case_closed_pair")`."""
    at, by = f"{act}_at__isnull", f"{act}_by__isnull"
    return CheckConstraint(condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=name)
