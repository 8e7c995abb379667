"""Lines of the timeline that an earlier version wrote when a paper was withdrawn say now that it was a mistake."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.db import connection

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.models import Appeal, ChargeSheet, LegalCase, LegalEvent, Sentence
from tests.prosecution.test_court import a_judgment, a_sheet, an_accused, an_appeal
from tests.prosecution.test_withdrawn_papers import WHY, a_closure, a_sentence

MIGRATION = import_module("rihai.prosecution.migrations.0031_mistakes_of_before")


def marked(legal_case: LegalCase) -> set[LegalEvent]:
    return set(legal_case.events.filter(is_mistake=True))


def test_every_withdrawal_from_before_is_told_as_a_mistake_and_nothing_else(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    link = an_accused(legal_case, lata)
    sheet, closure = a_sheet(legal_case, lata), a_closure(legal_case, lata)
    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)
    actions.withdraw_closure(closure, reason=WHY, by=lata)
    judgment = a_judgment(legal_case, lata, link)
    actions.withdraw_sentence(a_sentence(judgment, lata), reason=WHY, by=lata)
    actions.withdraw_appeal(an_appeal(judgment, lata, Appeal.Side.ACCUSED), reason=WHY, by=lata)
    a_sentence(judgment, lata)
    actions.withdraw_judgment(judgment, reason=WHY, by=lata)
    actions.correct_accused(link, name="Another Invented Person", role="other", by=asha)
    now = marked(legal_case)
    LegalEvent.objects.update(is_mistake=False)

    for _again in range(2):
        MIGRATION.mark_mistakes(apps, connection.schema_editor())

    assert len(now) == 5
    assert marked(legal_case) == now
    assert Sentence.all_rows.exclude(withdrawn_at=None).count() == 2


def test_what_she_put_right_a_minute_after_a_withdrawal_that_left_no_line_is_no_mistake(
    legal_case: LegalCase, lata: User
) -> None:
    link, sheet = an_accused(legal_case, lata), a_sheet(legal_case, lata)
    actions.correct_accused(link, name="Another Invented Person", role="other", by=lata)
    written = legal_case.events.get(kind=LegalEvent.Kind.CORRECTED)
    struck = {"withdrawn_at": written.recorded_at - timedelta(minutes=1), "withdrawn_by": lata}
    ChargeSheet.all_rows.filter(pk=sheet.pk).update(**struck)

    MIGRATION.mark_mistakes(apps, connection.schema_editor())

    assert marked(legal_case) == set()
