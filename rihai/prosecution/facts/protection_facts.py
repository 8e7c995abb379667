"""What an action about protection and the day in court is told: frozen, named. None of these prints what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.prosecution.models import LegalCaseSurvivor, ProtectionApplication, Threat


@dataclass(frozen=True, repr=False)
class ThreatFacts:
    on: date
    kind: Threat.Kind
    origin: Threat.Origin
    towards: Threat.Towards
    channel: Threat.Channel
    severity: Threat.Severity
    text: str = ""
    survivor: LegalCaseSurvivor | None = None


@dataclass(frozen=True, repr=False)
class ProtectionFacts:
    """An application as it stands today. `measures`: codes of `data/protection.yaml`."""

    applied_on: date
    authority: Agency | None = None
    report_called_on: date | None = None
    report_received_on: date | None = None
    category: ProtectionApplication.Category | str = ""
    interim: ProtectionApplication.Interim = ProtectionApplication.Interim.NOT_ASKED
    order: ProtectionApplication.Order = ProtectionApplication.Order.WAITING
    ordered_on: date | None = None
    measures: tuple[str, ...] = ()
    review_on: date | None = None
    note: str = ""
    survivor: LegalCaseSurvivor | None = None


@dataclass(frozen=True, repr=False)
class CourtDayFacts:
    """`settled`: codes of `data/court_day.yaml`, each with how far it is."""

    goes_along: User | None = None
    leaves_at: time | None = None
    settled: Mapping[str, str] = field(default_factory=dict)
    vehicle: str = ""
    meeting_point: str = ""
    phone: str = ""
    call_at: time = time(19)
