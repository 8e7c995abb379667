"""A threat is written down and answered; witness protection is applied for, and what came of it is kept.

Not here: who owes what by when (`owed`).
"""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.codelists import by_code
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts.protection_facts import ProtectionFacts, ThreatFacts
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, ProtectionApplication, Threat
from rihai.prosecution.owing.owed import THREAT, remind_of_protection, remind_of_threat, settle_about
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.rights.threat_words import check_can_read_words, whom_it_met
from rihai.prosecution.survivor_permissions import can_say_whom, check_can_keep_safe, check_is_among, check_knows

FILE: Final = ("rihai.prosecution", "protection.yaml")


@transaction.atomic
def record_threat(legal_case: LegalCase, *, facts: ThreatFacts, by: User) -> Threat:
    """From now on somebody owes an answer within hours. A legal case that is over may be threatened too."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if facts.survivor is not None:
        check_is_among(legal_case, facts.survivor)
        check_knows(by, facts.survivor, "legal.record")
    threat = Threat(
        legal_case=legal_case,
        survivor=facts.survivor or whom_it_met(legal_case, facts.towards),
        data_key=legal_case.data_key,
        happened_on=facts.on,
        kind=facts.kind,
        origin=facts.origin,
        towards=facts.towards,
        channel=facts.channel,
        severity=facts.severity,
        text=normalise_lines(facts.text),
        recorded_by=by,
    )
    threat.save()
    remind_of_threat(threat, by=by)
    audit.record("legal.threat_recorded", by=by, subject=legal_case)
    return threat


@transaction.atomic
def answer_threat(threat: Threat, *, done: Sequence[str], text: str, by: User) -> Threat:
    """What was done. Writing it down again puts it right."""
    rows = Threat.objects.select_for_update(of=("self",)).select_related("legal_case", "survivor__case")
    threat = get_visible(rows, by, threat.uid, "legal.record")
    check_can_keep_safe(by, threat)
    check_can_read_words(threat, by)
    _check_codes(done, "answers")
    if not done:
        raise NotPossible(_("Say what was done. If nothing is wished, that is an answer too."))
    threat.done, threat.done_text = list(done), normalise_lines(text)
    threat.answered_at, threat.answered_by = timezone.now(), by
    threat.save(update_fields=["done", "done_text", "answered_at", "answered_by"])
    settle_about(threat, THREAT, by=by)
    audit.record("legal.threat_answered", by=by, subject=threat.legal_case, threat=threat.uid)
    return threat


@transaction.atomic
def apply_for_protection(
    legal_case: LegalCase, *, facts: ProtectionFacts, threats: Sequence[Threat], by: User
) -> ProtectionApplication:
    """Witness protection was asked for, because of these threats. Whom it protects is said and never guessed."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    application = ProtectionApplication(legal_case=legal_case, data_key=legal_case.data_key, recorded_by=by)
    _set(application, facts, by)
    application.save()
    legal_case.threats.filter(pk__in=[one.pk for one in threats]).update(application=application)
    remind_of_protection(application, by=by)
    audit.record("legal.protection_applied", by=by, subject=legal_case, application=application.uid)
    return application


@transaction.atomic
def update_protection(application: ProtectionApplication, *, facts: ProtectionFacts, by: User) -> ProtectionApplication:
    """What the authority did since, or something put right."""
    rows = ProtectionApplication.objects.select_for_update(of=("self",)).select_related("legal_case__organisation")
    application = get_visible(rows.select_related("survivor__case"), by, application.uid, "legal.record")
    check_can_keep_safe(by, application)
    _set(application, facts, by)
    application.save()
    remind_of_protection(application, by=by)
    audit.record("legal.protection_updated", by=by, subject=application.legal_case)
    return application


def _set(application: ProtectionApplication, facts: ProtectionFacts, by: User) -> None:
    _check_codes(facts.measures, "measures")
    _check_days(facts)
    application.applied_on, application.authority = facts.applied_on, facts.authority
    application.report_called_on, application.report_received_on = facts.report_called_on, facts.report_received_on
    application.category, application.interim = facts.category, facts.interim
    application.order, application.ordered_on = facts.order, facts.ordered_on
    application.measures, application.review_on = list(facts.measures), facts.review_on
    application.note = normalise_lines(facts.note)
    if can_say_whom(application.survivor, by):
        application.survivor = _whom(application.legal_case, facts, by)


def _whom(legal_case: LegalCase, facts: ProtectionFacts, by: User) -> LegalCaseSurvivor | None:
    if facts.survivor is not None:
        check_is_among(legal_case, facts.survivor)
        check_knows(by, facts.survivor, "legal.record")
    return facts.survivor


def _check_days(facts: ProtectionFacts) -> None:
    later = (facts.report_called_on, facts.report_received_on, facts.ordered_on)
    if any(day and day < facts.applied_on for day in later):
        raise NotPossible(_("Nothing was answered before it was asked for. Look at the days."))
    is_in_force = facts.order in (ProtectionApplication.Order.GRANTED, ProtectionApplication.Order.PART)
    if is_in_force and facts.review_on is None:
        raise NotPossible(_("Say when the measures are looked at again: they end, and nobody notices."))


def _check_codes(codes: Sequence[str], key: str) -> None:
    if unknown := set(codes) - set(by_code(*FILE, key)):
        raise ValueError(f"{sorted(unknown)} are no {key} of protection.yaml")
