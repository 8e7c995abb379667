"""What the reporter is told, and the consent to it of the one who was sought.

Nothing is sent from here: a colleague tells, and writes down what was told. Every telling asks `check_may_tell`.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.workflow import NotPossible
from rihai.people.permissions import check_may_contact
from rihai.people.rules import CHANNELS, Channel
from rihai.tracing.locks import lock_report, needed
from rihai.tracing.models import MissingReport, Telling, TellingConsent
from rihai.tracing.permissions import check_can_work_report, check_may_tell

IN_PERSON = "in_person"


@transaction.atomic
def record_telling_consent(
    report: MissingReport, *, sentence: str, how: str, asked: Channel | str, by: User
) -> TellingConsent:
    """She agreed to exactly this sentence. Whoever asked her by telephone had to be allowed to reach her."""
    report = lock_report(report, by, "consent.record")
    check_can_work_report(by, report)
    if report.is_child:
        raise NotPossible(_("This may be a child: what the family is told is for the Child Welfare Committee to say."))
    now = timezone.now()
    for channel in CHANNELS:
        if channel == asked:
            check_may_contact(report.person, channel=channel, at=now)
    consent = TellingConsent(report=report, data_key=report.data_key, given_at=now, recorded_by=by)
    consent.sentence = needed(sentence, _("Write down the very words the person agreed to."))
    consent.how = needed(how, _("Write down when and how you asked, and who was there."))
    consent.save()
    audit.record("consent.recorded", by=by, subject=report, consent=consent.uid, asked=str(asked))
    return consent


@transaction.atomic
def withdraw_telling_consent(consent: TellingConsent, *, by: User) -> TellingConsent:
    """From now on these words are not told any more. What was told once is never unsaid."""
    report = lock_report(consent.report, by, "consent.record")
    check_can_work_report(by, report)
    consent = report.consents.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at is None:
        consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("consent.withdrawn", by=by, subject=report, consent=consent.uid)
    return consent


@transaction.atomic
def tell_progress(report: MissingReport, *, words: str, by: User) -> Telling:
    """What we do to search. Never where somebody is: for that there are her own words."""
    report = lock_report(report, by, "reporter.tell")
    check_may_tell(by, report)
    words = needed(words, _("Write down what you told the reporter."))
    return _tell(report, Telling.What.PROGRESS, words, None, by)


@transaction.atomic
def tell_her_words(report: MissingReport, *, consent: TellingConsent, by: User) -> Telling:
    """The sentence the person agreed to, and no other word."""
    report = lock_report(report, by, "reporter.tell")
    consent = TellingConsent.objects.select_related("report").get(pk=consent.pk)
    check_may_tell(by, report, consent)
    plain = read((consent, ["sentence"]), by=by, why=OwnWork(), within_action=True)
    return _tell(report, Telling.What.HER_WORDS, plain(consent).sentence, consent, by)


def _tell(report: MissingReport, what: Telling.What, words: str, consent: TellingConsent | None, by: User) -> Telling:
    telling = Telling(report=report, data_key=report.data_key, what=what, consent=consent, words=words, told_by=by)
    telling.save()
    audit.record("reporter.told", by=by, subject=report, what=str(what), telling=telling.uid)
    return telling
