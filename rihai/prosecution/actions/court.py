"""Charge sheet and judgment: what police and court wrote, and what follows for each accused.

Not here: sentences and appeals (`sentences`, `appeals`), or what is owed (`court_duties`).
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.actions.hearings import cancel_hearings
from rihai.prosecution.court_locks import links_among, lock_registered, lock_standing
from rihai.prosecution.court_states import charge, is_open, set_state
from rihai.prosecution.court_words import paper_words
from rihai.prosecution.facts.court_facts import ChargeFacts, JudgmentFacts
from rihai.prosecution.models import ChargeSheet, Judgment, LegalCase, Verdict
from rihai.prosecution.moving import bring_to
from rihai.prosecution.owing.bail_duties import reckon_default_bail, settle_default_bail
from rihai.prosecution.owing.court_duties import JUDGMENT_COPY, remind_of_judgment, remind_to_compare
from rihai.prosecution.owing.reminders import settle
from rihai.prosecution.timeline import on_day
from rihai.prosecution.words import AGAINST_NEEDED
from rihai.prosecution.workflow import LegalStatus


@transaction.atomic
def record_charge_sheet(legal_case: LegalCase, *, facts: ChargeFacts, by: User) -> ChargeSheet:
    """Filed, with the sections it names and those it is against. Its lawyers compare it with their check."""
    legal_case = lock_registered(legal_case, by)
    links = links_among(legal_case, facts.against)
    if not links and legal_case.accused_links.count() > 1:
        raise NotPossible(AGAINST_NEEDED)
    sheet = ChargeSheet(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        court=facts.court,
        filed_on=facts.filed_on,
        is_supplementary=facts.is_supplementary,
        sections=list(facts.sections),
        other_sections=normalise_lines(facts.other_sections),
        against=[str(one.pk) for one in links],
        recorded_by=by,
    )
    sheet.save()
    for link in links:
        charge(link, facts.filed_on, by=by)
    bring_to(legal_case, LegalStatus.CHARGE_SHEET, on_day(facts.filed_on), by=by)
    # A supplementary one moves nothing, and names somebody more.
    settle_default_bail(legal_case, by=by)
    reckon_default_bail(legal_case, by=by)
    if legal_case.checks.exists():
        remind_to_compare(legal_case, by=by)
    audit.record("legal.charge_sheet", by=by, subject=legal_case, sheet=sheet.uid)
    return sheet


@transaction.atomic
def record_judgment(legal_case: LegalCase, *, facts: JudgmentFacts, by: User) -> Judgment:
    """What it says of each accused. The case is decided when the court has spoken about all of them."""
    legal_case = lock_registered(legal_case, by)
    links = links_among(legal_case, facts.outcomes)
    if not links:
        raise NotPossible(_("Say of at least one accused what the court decided. Name the accused first."))
    if facts.offence_until and facts.offence_until > facts.given_on:
        raise NotPossible(_("The offence cannot end after the judgment. Look at both days."))
    judgment = Judgment(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        court=facts.court,
        given_on=facts.given_on,
        offence_until=facts.offence_until,
        compensation=facts.compensation,
        copy_received_on=facts.copy_received_on,
        note=normalise_lines(facts.note),
        recorded_by=by,
    )
    judgment.save()
    for link in links:
        Verdict.objects.create(judgment=judgment, link=link, outcome=facts.outcomes[link.pk])
        set_state(link, str(facts.outcomes[link.pk]), facts.given_on, by=by)
    if not any(is_open(one) for one in legal_case.accused_links.all()):
        bring_to(legal_case, LegalStatus.DECIDED, on_day(facts.given_on), by=by)
    remind_of_judgment(judgment, by=by)
    if facts.cancels:
        cancel_hearings(legal_case, uids=facts.cancels, paper=judgment, reason=paper_words(judgment), by=by)
    audit.record("legal.judgment", by=by, subject=legal_case, judgment=judgment.uid)
    return judgment


@transaction.atomic
def record_judgment_copy(judgment: Judgment, *, on: date, by: User) -> Judgment:
    legal_case = lock_registered(judgment.legal_case, by)
    judgment = lock_standing(judgment)
    if on < judgment.given_on:
        raise NotPossible(_("The copy cannot be older than the judgment. Look at the day."))
    judgment.copy_received_on = on
    judgment.save(update_fields=["copy_received_on"])
    if not legal_case.judgments.filter(copy_received_on=None).exists():
        settle(legal_case, JUDGMENT_COPY, by=by)
    audit.record("legal.judgment_copy", by=by, subject=legal_case, judgment=judgment.uid)
    return judgment
