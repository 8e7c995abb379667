"""A page about a court paper that a colleague has withdrawn meanwhile: it is said, and nobody is taken for an intruder.

Not here: the page on which it is withdrawn (`withdrawals`).
"""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rihai.access.answers import Asking, ask
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.words import GONE


def ask_about(
    paper: Withdrawable,
    request: HttpRequest,
    form: forms.Form,
    asking: Asking,
    act: Callable[[], str],
    *,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """`paper` comes from `all_rows`. What was typed stays on the page; nothing can be typed anew."""
    if paper.withdrawn_at is not None and request.method != "POST":
        messages.error(request, str(GONE))
        return redirect(asking.back_url)
    if paper.withdrawn_at is not None:
        form.add_error(None, str(GONE))
    return ask(request, form, asking, act, more=more)
