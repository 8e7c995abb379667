"""What a page with a long form does for drafts: mark its view with `@keeps_draft`.

    @keeps_draft
    def note_new(request, uid): ...       form = NoteForm(request.POST or None)
                                          leave_uncomplained(request, form)

The draft travels by the form's own address, so that whoever may not open the page is not shown it filled in either:

    draft=save         keep what is typed; the page comes back as typed, or, to a script, a line of words
    draft=continue     the page as it was typed, read by the one reading call
    draft=throw_away   forget the one that waits, `draft_waits`; the page comes back as it was typed meanwhile

The page says with `draft_of` which draft it continues; a draft that waits unseen is never written over. Files,
passwords and one-time values are never part of a draft. Put `{% include "access/_draft.html" %}` into the form.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from rihai.access.drafts.actions import (
    AnotherWaits,
    Contents,
    Gone,
    NotKept,
    Place,
    TooLarge,
    TooSoon,
    finish_draft,
    keep_draft,
    throw_away_draft,
)
from rihai.access.drafts.models import Draft
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.accounts.submissions import FORM_TOKEN
from rihai.accounts.visitor import visitor

View = Callable[..., HttpResponse]
WISH, PAGE_OF, WAITING = "draft", "draft_of", "draft_waits"
NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", FORM_TOKEN, WISH, PAGE_OF, WAITING})
SECRETS: Final = re.compile(r"pass(word|phrase|key)|secret|one_time|\b(otp|pin|code)\b", re.IGNORECASE)
PART_OF_A_PAGE: Final = re.compile(r"[a-z_]{1,20}=[a-z_]{1,20}")
BY_SCRIPT, ITS_UID = "X-Draft", "X-Draft-Of"
LEAVING: Final = "leaving"  # what BY_SCRIPT says where the page cannot ask again
STATUS: Final = {AnotherWaits: 409, Gone: 410, TooLarge: 413, TooSoon: 429}


class DraftOnPage:
    """What the template is told: the draft that waits, the one this page continues, what to say."""

    def __init__(self, place: Place, user: User, continues: UUID | None, *, is_fresh: bool) -> None:
        self.place, self._user = place, user
        self.continues, self.is_fresh = continues, is_fresh
        self.said = ""
        self.is_shown = False

    def stored(self) -> Draft | None:
        drafts = Draft.objects.visible_to(self._user).live()
        return drafts.filter(form=self.place.form, subject_uid=self.place.subject_uid).first()

    def waiting(self) -> Draft | None:
        """One that this page does not show: asked for only where the page is shown."""
        draft = self.stored()
        return None if draft is None or draft.pk == self.continues else draft


def keeps_draft(view: View) -> View:
    """Let this form be kept while it is typed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = visitor(request)
        place = place_of(request, user)
        page = DraftOnPage(place, user, _uid(request.POST.get(PAGE_OF, "")), is_fresh=request.method == "GET")
        request.draft = page  # type: ignore[attr-defined]  # for the template, and for leave_uncomplained
        wish = request.POST.get(WISH)
        if wish is None:
            return _finished(request, page, view(request, *args, **kwargs), user)
        if wish == "throw_away":
            _throw_away(request, page, user)
        elif wish == "save":
            status = _save(request, place, page, user)
            if BY_SCRIPT in request.headers:
                headers = {ITS_UID: str(page.continues or "")}
                return HttpResponse(page.said, content_type="text/plain", status=status, headers=headers)
        else:
            _continue(request, page, user)
        return _as_typed(request, page, view, args, kwargs)

    return answer  # type: ignore[return-value]  # a view like the one it wraps


def leave_uncomplained(request: HttpRequest, *kept: "forms.BaseForm | forms.BaseFormSet[Any]") -> None:
    """Show the forms of a draft as they were typed: it is not sent yet, so nothing in it is wrong yet."""
    page = getattr(request, "draft", None)
    if page is None or not page.is_shown:
        return
    for one in kept:
        if isinstance(one, forms.BaseFormSet):
            leave_uncomplained(request, *one.forms)
            one._errors, one._non_form_errors = [{} for _form in one.forms], ErrorList()  # type: ignore[attr-defined]
        else:
            one._errors = ErrorDict()  # type: ignore[attr-defined]  # what a form believes to have found wrong


def place_of(request: HttpRequest, user: User) -> Place:
    """By the page's name and the records in its address, never by anything typed."""
    match = request.resolver_match
    name, given = (match.view_name, match.kwargs) if match else ("", {})
    query = request.META.get("QUERY_STRING", "")
    parts = [one for one in given.values() if isinstance(one, str)]
    parts += [query] if PART_OF_A_PAGE.fullmatch(query) else []
    *others, subject = [one for one in given.values() if isinstance(one, UUID)] or [user.pk]
    parts += [one.hex for one in others]  # a plan of one day is none of another day of the same survivor
    form = "?".join([name, "/".join(parts)]) if parts else name
    return Place(form[:80], subject)


def contents_of(data: QueryDict) -> Contents:
    return {name: data.getlist(name) for name in data if name not in NEVER_KEPT and not SECRETS.search(name)}


def _save(request: HttpRequest, place: Place, page: DraftOnPage, user: User) -> int:
    try:
        contents, is_leaving = contents_of(request.POST), request.headers.get(BY_SCRIPT) == LEAVING
        draft = keep_draft(place, contents=contents, continues=page.continues, is_leaving=is_leaving, by=user)
    except NotKept as reason:
        page.said = _not_kept(reason, page)
        if isinstance(reason, Gone):
            page.continues = None  # saving once more begins a new one
        return STATUS.get(type(reason), 409)
    page.continues = draft.pk
    page.said = _("Draft saved %(time)s") % {"time": _clock(draft)}
    return 200


def _throw_away(request: HttpRequest, page: DraftOnPage, user: User) -> None:
    """The one that was looked at: the same page sent once more throws away nothing that came after it."""
    draft = page.stored()
    if draft is not None and draft.pk == _uid(request.POST.get(WAITING, "")):
        throw_away_draft(draft, by=user)


def _not_kept(reason: NotKept, page: DraftOnPage) -> str:
    match reason:
        case AnotherWaits():
            waiting = page.waiting()
            words = _("Not saved: a draft of %(time)s waits. Continue it or throw it away first.")
            return words % {"time": _clock(waiting) if waiting else ""}
        case Gone():
            return _("Not saved: this draft was sent or thrown away. Save once more to begin a new one.")
        case TooSoon():
            return _("Not saved yet: wait a few seconds, then save once more.")
        case TooLarge():
            return _("Not saved: this is more than a draft holds. Send the form.")
    return _("Not saved: you have many drafts already. Send one or throw one away.")


def _continue(request: HttpRequest, page: DraftOnPage, user: User) -> None:
    draft = page.stored()
    data = QueryDict(mutable=True)
    if draft is not None:
        for name, values in read((draft, ["contents"]), by=user, why=OwnWork())(draft).contents.items():
            data.setlist(name, values)
        page.continues = draft.pk
        page.said = _("This is your draft of %(time)s.") % {"time": _clock(draft)}
    request.POST = data  # type: ignore[assignment]  # the form is shown with what was typed then


def _as_typed(
    request: HttpRequest, page: DraftOnPage, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    """The page with the form filled in and nothing carried out: for the view this is a look, not a sending."""
    page.is_shown, request.method = True, "GET"
    return view(request, *args, **kwargs)


def _finished(request: HttpRequest, page: DraftOnPage, response: HttpResponse, user: User) -> HttpResponse:
    """The form was sent and led on: its draft goes. Another that waits unseen stays, as does that of another form."""
    was_sent = request.method == "POST" and response.status_code == HttpResponseRedirect.status_code
    if was_sent and page.continues is not None:
        here = {"form": page.place.form, "subject_uid": page.place.subject_uid}
        draft = Draft.objects.visible_to(user).filter(pk=page.continues, **here).first()
        if draft is not None:
            finish_draft(draft, by=user)
    return response


def _clock(draft: Draft) -> str:
    return time_format(timezone.localtime(draft.saved_at), "H:i")


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
