"""An entry of the directory as a page shows it: what somebody may know of it, in pairs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rihai.directory.models import Agency


@dataclass(frozen=True)
class Entry:
    """An agency as a page shows it; where girls are sheltered only to those entitled."""

    agency: Agency
    shows_address: bool

    @property
    def place(self) -> str:
        return self.agency.place_label if self.shows_address else self.agency.region_label

    @property
    def completeness_kind(self) -> str:
        return {"complete": "good", "partial": "warn"}.get(self.agency.completeness, "neutral")

    @property
    def rows(self) -> list[tuple[Promise, str]]:
        """The entry in pairs. Where it is, is said even if it is not known; the rest only if there is something."""
        agency = self.agency
        other = [
            (_("Plus code"), agency.plus_code if self.shows_address else ""),
            (_("What it does"), agency.role),
            (_("Website"), agency.website),
            (_("Note"), agency.note),
        ]
        return [
            (_("Kind"), _with_basis(agency.kind_label, agency.kind_basis)),
            *(self._where() if self.shows_address else []),
            (_("State or province"), _with_basis(agency.state, agency.state_basis)),
            (_("Country"), agency.country),
            *((label, value) for label, value in other if value),
            (_("Source"), agency.source),
        ]

    def _where(self) -> list[tuple[Promise, str]]:
        agency = self.agency
        return [
            (_("Address"), agency.address),
            (_("Town or area"), agency.locality),
            (_("District or city"), agency.district),
            (_("PIN code"), _with_basis(agency.pin_code, agency.pin_basis)),
        ]


def _with_basis(value: str, basis: str) -> str:
    """What nobody stated but we concluded is marked as such."""
    return gettext("%(value)s (concluded, not stated)") % {"value": value} if value and basis == "inferred" else value
