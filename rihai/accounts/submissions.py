"""A form that is sent twice is acted upon once.

    with once(request) as sent:
        if sent.is_first:
            alert = record_alert(…, by=request.user)
            sent.goes_to("intake:alert_detail", alert.uid)
    return sent.answer()

Every POST form carries `{% form_token %}`. The first sending claims token and contents in the
transaction of the action and keeps the address of the answer; a resend (a double tap, a bad
line, a reload) is answered with the same address and does nothing. Contents that were changed
before they were sent again are another sending: nothing typed is lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from rihai.accounts.models import Submission, User
from rihai.accounts.sealing import keyed_hash
from rihai.vault.uploads import SealedUpload

FORM_TOKEN: Final = "form_token"  # noqa: S105 - the name of a form field
NOT_CONTENTS: Final = frozenset({"csrfmiddlewaretoken"})


class Sending:
    """One sending of a form, first or repeated."""

    def __init__(self, submission: Submission, *, is_first: bool) -> None:
        self._submission = submission
        self.is_first = is_first

    def goes_to(self, to: Any, *args: Any, **kwargs: Any) -> None:
        """Keep where the answer is: a record with an address, a URL name with its parts, or an address."""
        self._submission.went_to = resolve_url(to, *args, **kwargs)

    def answer(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(self._submission.went_to)


@contextmanager
def once(request: HttpRequest) -> Iterator[Sending]:
    """Claim this sending; the block runs in the same transaction, so that both happen or neither."""
    with transaction.atomic():
        submission, is_first = _claim(request)
        sent = Sending(submission, is_first=is_first)
        yield sent
        if not is_first:
            return
        if not submission.went_to:
            raise RuntimeError("Say where the answer is: call goes_to() after the action")
        submission.save(update_fields=["went_to"])


def _claim(request: HttpRequest) -> tuple[Submission, bool]:
    user = request.user
    if not isinstance(user, User):
        raise BadRequest("Only signed-in people send forms here")
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            # The unique constraint makes a parallel resend wait here until the first is done.
            return Submission.objects.create(user=user, fingerprint=fingerprint), True
    except IntegrityError:
        return Submission.objects.get(user=user, fingerprint=fingerprint), False


def _fingerprint(request: HttpRequest) -> bytes:
    """The token, the page and everything typed, as a keyed hash."""
    try:
        token = UUID(request.POST.get(FORM_TOKEN, ""))
    except ValueError:
        raise BadRequest(_("This form is incomplete. Open the page again and send it once more.")) from None
    contents = [
        text
        for name in sorted(set(request.POST) - NOT_CONTENTS)
        for text in (f"name:{name}", *(f"value:{value}" for value in request.POST.getlist(name)))
    ]
    files = [f"file:{name}:{_digest(file)}" for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    return keyed_hash("submission", str(token), request.path, *contents, *files)


def _digest(file: object) -> str:
    """What a file contains, never what it is called: the upload handler has hashed it while sealing it."""
    return file.incoming.sha256 if isinstance(file, SealedUpload) else ""
