"""Whom witness protection is for is said, by somebody who knows of this survivor, and never guessed."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.http import Http404

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.protection_facts import ProtectionFacts, ThreatFacts
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, ProtectionApplication, Threat
from rihai.prosecution.rights.threat_words import only_survivor
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_protection import DAY, a_threat, an_application
from tests.prosecution.test_threat_words import TO_A_WITNESS

NAMING = import_module("rihai.prosecution.migrations.0024_protection_of_survivor")
TYPED = {"applied_on": "2026-11-03", "interim": "asked"}


@pytest.fixture
def unknown(legal_case: LegalCase, organisation: Agency) -> LegalCaseSurvivor:
    """Of another worker: Asha may not know of her."""
    vera = factories.a_user("vera", Role.CASEWORKER, organisation=organisation)
    case = builders.a_case(vera, 16, "Rani Testkumari")
    return LegalCaseSurvivor.objects.create(legal_case=legal_case, case=case, added_by=vera)


def test_what_protects_another_witness_does_not_go_with_the_only_survivor(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hers = only_survivor(legal_case)
    assert hers is not None
    threat = actions.record_threat(legal_case, facts=TO_A_WITNESS, by=lata)
    facts = ProtectionFacts(DAY)
    application = actions.apply_for_protection(legal_case, facts=facts, threats=[threat], by=lata)

    actions.add_survivor(legal_case, case=builders.a_case(asha, 16, "Rani Testkumari"), by=asha)
    actions.end_survivor(hers, by=lata)

    assert application.survivor is None
    assert ProtectionApplication.objects.visible_to(lata).filter(pk=application.pk).exists()


def test_an_old_application_for_another_witness_is_bound_to_nobody(legal_case: LegalCase, lata: User) -> None:
    for_witness = actions.record_threat(legal_case, facts=TO_A_WITNESS, by=lata)
    rows = [
        actions.apply_for_protection(legal_case, facts=ProtectionFacts(DAY), threats=threats, by=lata)
        for threats in ([for_witness], [a_threat(legal_case, lata)], [])
    ]

    NAMING.name_the_only_survivor(apps, connection.schema_editor())

    for row in rows:
        row.refresh_from_db()
    hers = only_survivor(legal_case)
    assert [row.survivor for row in rows] == [None, hers, hers]


def test_of_one_survivor_too_the_form_asks_whom_and_takes_her_only_where_a_threat_met_her(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    hers, client = only_survivor(legal_case), signed_in(asha)
    assert hers is not None
    actions.record_threat(legal_case, facts=TO_A_WITNESS, by=asha)
    of_witness = text_of(client, "protection_new", legal_case.uid)
    a_threat(legal_case, asha)
    of_hers = text_of(client, "protection_new", legal_case.uid)

    send(client, "protection_new", legal_case.uid, survivor=str(hers.pk), **TYPED)
    send(client, "protection_new", legal_case.uid, survivor="", **TYPED)

    chosen = f'value="{hers.pk}" selected'
    assert "Another witness, or not known" in of_witness
    assert (chosen in of_witness, chosen in of_hers) == (False, True)
    assert {one.survivor for one in legal_case.protection.all()} == {hers, None}


def test_nobody_binds_an_application_or_a_threat_to_a_survivor_she_may_not_know_of(
    legal_case: LegalCase, asha: User, lata: User, unknown: LegalCaseSurvivor
) -> None:
    facts = ProtectionFacts(DAY, survivor=unknown)
    threat = ThreatFacts(
        DAY,
        Threat.Kind.WORDS,
        Threat.Origin.UNKNOWN,
        Threat.Towards.SURVIVOR,
        Threat.Channel.PHONE,
        Threat.Severity.HIGH,
        survivor=unknown,
    )

    with pytest.raises(Http404):
        actions.apply_for_protection(legal_case, facts=facts, threats=[], by=asha)
    with pytest.raises(Http404):
        actions.record_threat(legal_case, facts=threat, by=asha)

    assert (legal_case.protection.exists(), legal_case.threats.exists()) == (False, False)
    assert actions.apply_for_protection(legal_case, facts=facts, threats=[], by=lata).survivor == unknown


def test_who_may_not_know_of_a_survivor_takes_no_protection_away_by_putting_it_right(
    legal_case: LegalCase, asha: User, lata: User, unknown: LegalCaseSurvivor
) -> None:
    application = an_application(legal_case, lata, survivor=unknown)
    hers = legal_case.survivors.exclude(pk=unknown.pk).get()
    kept = an_application(legal_case, asha, survivor=hers)

    with pytest.raises(Http404):
        actions.update_protection(application, facts=ProtectionFacts(DAY), by=asha)
    with pytest.raises(Http404):
        actions.update_protection(kept, facts=ProtectionFacts(DAY, survivor=unknown), by=asha)

    for row, whom in ((application, unknown), (kept, hers)):
        row.refresh_from_db()
        assert row.survivor == whom
