"""Evidence as people send it and as the actions leave it. Everything in it is invented."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, present
from rihai.offences.evidence.facts import HandOverFacts, Hands, ItemFacts
from rihai.offences.evidence.models import CustodyStep, EvidenceItem
from tests.pages import Pages
from tests.vault import samples

PAGES = Pages("offences")
send, text_of, questions = PAGES.send, PAGES.text_of, PAGES.questions
To = CustodyStep.To
WHAT = "PLANTED photo of the room of Meera Testwali"
YESTERDAY = timedelta(days=1)


def a_thing(case: Case, by: User, **more: Any) -> EvidenceItem:
    told = {"kind": EvidenceItem.Kind.DEVICE, "what": WHAT, "since": timezone.now() - YESTERDAY, **more}
    return actions.record_item(case, facts=ItemFacts(**told), by=by)


def a_file(client: Client, case: Case, content: bytes | None = None, **more: Any) -> EvidenceItem:
    """Through the page, as files come."""
    file = SimpleUploadedFile("PLANTED-meera.jpg", content or samples.photo(), "image/jpeg")
    answer = send(client, "evidence_new", case.uid, **{"kind": "picture", "what": WHAT, "chosen": [file], **more})
    assert answer.status_code == 302, answer.content.decode()
    return EvidenceItem.objects.latest("recorded_at")


def to_colleague(item: EvidenceItem, user: User, *, at: datetime | None = None, **more: Any) -> HandOverFacts:
    after = present(chain_of(item)).pk
    return HandOverFacts(after, Hands(To.COLLEAGUE, user=user), at or timezone.now() - timedelta(hours=1), **more)
