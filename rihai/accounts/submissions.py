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

Where the action changes what the view looks up or offers (a status, who may see the record), decorate
the view with `@answers_resends`: the resend is then answered before anything is looked up.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from rihai.accounts.models import Submission, User
from rihai.accounts.sealing import keyed_hash
from rihai.vault.uploads import SealedUpload

FORM_TOKEN: Final = "form_token"  # noqa: S105 - the name of a form field
# So many kinds of sendings wait for each other at most; a file for each sending would never go away.
LOCKS: Final = 16
NOT_CONTENTS: Final = frozenset({"csrfmiddlewaretoken"})
View = Callable[..., HttpResponse]


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


def answers_resends(view: View) -> View:
    """Answer a resend as the first sending was answered, before the view asks for anything."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _answer_given(request) or view(request, *args, **kwargs)

    return answer


@contextmanager
def one_at_a_time(request: HttpRequest) -> Iterator[HttpResponseRedirect | None]:
    """For dear work before the transaction: a parallel resend waits here, and is given the answer of the first.

    Held outside the database, so that nobody else waits to write meanwhile.
    """
    number = _fingerprint(request)[0] % LOCKS
    path = Path(settings.DATA_DIR) / f"sending-{number}.lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _answer_given(request)
    finally:
        os.close(lock)


def _answer_given(request: HttpRequest) -> HttpResponseRedirect | None:
    if request.method != "POST" or FORM_TOKEN not in request.POST or not isinstance(request.user, User):
        return None
    given = Submission.objects.filter(user=request.user, fingerprint=_fingerprint(request)).first()
    return HttpResponseRedirect(given.went_to) if given and given.went_to else None


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
