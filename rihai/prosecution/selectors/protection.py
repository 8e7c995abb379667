"""Threats and protection of one legal case, as one reader sees them, with what the law's data have for it."""

from dataclasses import dataclass
from typing import Any

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.law.entries import Form, Remedy
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import LegalCase, ProtectionApplication, Threat
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.rights.threat_words import readable


@dataclass(frozen=True, repr=False)
class ThreatOnPage:
    """Texts are plain or sealed."""

    row: Threat
    is_readable: bool
    text: Any
    done_text: Any


@dataclass(frozen=True, repr=False)
class ApplicationOnPage:
    row: ProtectionApplication
    note: Any
    threats: int


@dataclass(frozen=True)
class Remedied:
    """What the law's data say can be filed, and what that rests on."""

    remedy: Remedy
    sourcing: Sourcing
    form: Form | None = None
    form_sourcing: Sourcing | None = None


@dataclass(frozen=True, repr=False)
class ProtectionPage:
    threats: tuple[ThreatOnPage, ...]
    applications: tuple[ApplicationOnPage, ...]
    # Whether this reader may know of every application.
    sees_all: bool
    law: Remedied | None
    elsewhere: str

    @property
    def has_unapplied(self) -> bool:
        """Threats for which nobody has asked for protection."""
        return any(one.row.application_id is None for one in self.threats)


def protection_page(legal_case: LegalCase, user: User) -> ProtectionPage:
    rows = legal_case.threats.visible_to(user).select_related("legal_case", "recorded_by", "survivor__case__person")
    threats = list(rows)
    known = readable(threats, user)
    applications = list(legal_case.protection.visible_to(user).select_related("authority", "survivor__case__person"))
    opened = open_own(
        ([one for one in threats if one.pk in known], ("text", "done_text")), (applications, ("note",)), by=user
    )
    return ProtectionPage(
        tuple(_threat(one, opened, is_readable=one.pk in known) for one in threats),
        tuple(_application(one, threats, opened) for one in applications),
        len(known_survivors(legal_case, user)) == legal_case.survivors.count(),
        remedied("witness-protect", law_for(legal_case), form="wps-app"),
        elsewhere(legal_case),
    )


def remedied(remedy: str, law: LawRead, *, form: str = "") -> Remedied | None:
    """None where this law has nothing for it."""
    found, paper = law.law.remedies.get(remedy), law.law.forms.get(form)
    if found is None:
        return None
    return Remedied(found, law.sourcing_of(found), paper, law.sourcing_of(paper) if paper else None)


def _threat(threat: Threat, opened: OwnPage, *, is_readable: bool) -> ThreatOnPage:
    if not is_readable:
        return ThreatOnPage(threat, False, "", "")
    return ThreatOnPage(threat, True, opened.value(threat, "text"), opened.value(threat, "done_text"))


def _application(row: ProtectionApplication, threats: list[Threat], opened: OwnPage) -> ApplicationOnPage:
    about = sum(one.application_id == row.pk for one in threats)
    return ApplicationOnPage(row, opened.value(row, "note"), about)
