"""What a row of a file means for the entry of its reference: asked by the action and by its rehearsal."""

from django.utils.translation import gettext as _

from rihai.directory.facts import AgencyFacts, ImportRow
from rihai.directory.models import Agency
from rihai.directory.permissions import can_edit
from rihai.directory.staff import Staff


def problem_of(row: ImportRow, agency: Agency | None, by: Staff) -> str:
    """Why this row may not be taken into the entry of its reference, or become a new one."""
    agency = agency or Agency(kind=row.facts.kind)
    if agency.merged_into_id is not None:
        return _("This entry was merged into another. Change that one, or undo the merging.")
    return "" if can_edit(by, agency) else _("This entry is kept by the organisation itself, or you may not see it.")


def merged(agency: Agency, facts: AgencyFacts) -> AgencyFacts:
    """An empty cell says nothing, so it takes nothing away."""
    names = AgencyFacts.__dataclass_fields__
    return AgencyFacts(**{name: getattr(facts, name) or getattr(agency, name) for name in names})
