"""How a page answers a form: acted upon once, or shown again with the reason and all that was typed.

What a rule forbids (`NotPossible`), or a step that somebody else has taken meanwhile, is said in the form.
Not here: what the form asks, and who may send it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.drafts.pages import leave_uncomplained
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because
from rihai.access.reasons import check_reason
from rihai.access.seen import CHANGED, seen_of, seen_of_row, seen_under
from rihai.accounts.submissions import once
from rihai.accounts.undo import offer_undo
from rihai.lib.workflow import NotPossible, StepNotAllowed

NOT_WHOLE: Final = 422
MOVED_ON: Final = _("Somebody has changed this meanwhile. Open the page again before you go on.")


@dataclass(frozen=True)
class Asking:
    """A page with one form: what it says, where "back" leads."""

    title: str | Promise
    button: str | Promise
    back_url: str
    back_label: str | Promise
    template: str = "access/form.html"
    # What is said when it is done, and the address that takes it back.
    done: str | Promise = ""
    undo_url: str = ""
    # What stood on the record when the page was opened (`seen.seen_of`): another page's answer may have come since.
    seen: str = ""
    # The same, read again under the lock of the action (`seen.seen_under`).
    seen_now: Callable[[], str] | None = None


def as_seen(asking: Asking, lock: models.Model, record: models.Model, *names: str) -> Asking:
    """The page puts right what stands on this record, in these columns or anywhere.

    `lock` is what every action on it locks first.
    """
    seen = seen_of(record, *names) if names else seen_of_row(record)
    return replace(asking, seen=seen, seen_now=lambda: seen_under(lock, record, *names))


def ask(
    request: HttpRequest,
    form: forms.Form,
    asking: Asking,
    act: Callable[[], str],
    *,
    formset: "forms.BaseFormSet[Any] | None" = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and whole, act once and go to the address that `act` gives."""
    if request.method == "POST" and form.is_valid() and (formset is None or formset.is_valid()):
        try:
            with once(request) as sent:
                if sent.is_first:
                    check_version(request, asking)
                    sent.goes_to(act())
                    _say_done(request, asking.done, asking.undo_url)
            return sent.answer()
        except NotPossible as error:
            error.after_rollback()
            form.add_error(None, str(error))
        except StepNotAllowed:
            form.add_error(None, str(MOVED_ON))
    leave_uncomplained(request, form, *([formset] if formset is not None else []))
    asking = _as_drafted(request, asking)
    has_errors = bool(form.errors) or (formset is not None and formset.is_bound and not formset.is_valid())
    context = {"form": form, "formset": formset, "asking": asking, **(more or {})}
    return render(request, asking.template, context, status=NOT_WHOLE if has_errors else 200)


def check_version(request: HttpRequest, asking: Asking) -> None:
    """An old page is shown again with what was typed; sent once more, it takes the place of what stands there now."""
    if not asking.seen:
        return
    now = asking.seen_now() if asking.seen_now is not None else asking.seen
    if request.POST.get("seen", asking.seen) != now:
        raise NotPossible(CHANGED)


def _as_drafted(request: HttpRequest, asking: Asking) -> Asking:
    """A draft was written on what its page showed: what a colleague wrote since is not overwritten unsaid."""
    page = getattr(request, "draft", None)
    seen = request.POST.get("seen") if asking.seen and page is not None and page.is_shown else None
    return replace(asking, seen=seen) if seen else asking


def press(
    request: HttpRequest, act: Callable[[], object], *, to: str, done: str | Promise = "", undo_url: str = ""
) -> HttpResponse:
    """One button: act once, say that it is done or why not, and go back."""
    try:
        with once(request) as sent:
            if sent.is_first:
                act()
                sent.goes_to(to)
                _say_done(request, done, undo_url)
        return sent.answer()
    except NotPossible as error:
        error.after_rollback()
        messages.error(request, str(error))
    except StepNotAllowed:
        messages.error(request, str(MOVED_ON))
    return redirect(to)


def _say_done(request: HttpRequest, done: str | Promise, undo_url: str) -> None:
    if done and undo_url:
        offer_undo(request, done, to=undo_url)
    elif done:
        messages.success(request, str(done))


def reason_typed(request: HttpRequest) -> Because:
    """Why somebody reads what is not her own work, or ValidationError in words for the page."""
    return Because(check_reason(request.POST.get("reason", "")))


def answer_opening(request: HttpRequest, page: Callable[..., HttpResponse]) -> HttpResponse:
    """Read what is not her own work, with a reason that a colleague reviews. `page` shows it, or what is wrong."""
    try:
        why = reason_typed(request)
    except ValidationError as error:
        return page(why=OWN_WORK, reason_error=error.messages[0])
    return page(why=why)
