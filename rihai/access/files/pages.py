"""What the pages of files have in common: a list without any picture, one file, its safe copy, its original.

Here: the reading, and the answers. Whoever calls has found the file by the one gate (`get_visible` of its record).
Not here: addresses, permissions and words of a package.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from csp.constants import SELF
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rihai.access.answers import NOT_WHOLE, Asking, ask, reason_typed
from rihai.access.compartments import Compartment
from rihai.access.files.forms import WithdrawForm
from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.models import PROBLEM_WORDS, KeptFile
from rihai.access.own import OWN_WORK, open_own
from rihai.access.reading import ReasonNeeded, read
from rihai.access.rights import Way, way_to_read
from rihai.access.showing import handed_out, shown
from rihai.accounts.models import User
from rihai.accounts.submissions import once, one_at_a_time
from rihai.vault.kinds import Kind
from rihai.vault.safe_copies import Problem, make_safe_copy, time_is_up_at
from rihai.vault.uploads import SealedUpload

Keep = Callable[[list[ArrivedFile]], object]
CREATED: Final = 201
SENT_BY_SCRIPT: Final = "X-Upload"


@dataclass(frozen=True, repr=False)
class FileOnList:
    """`title` is plain where this reader may open it, else sealed."""

    document: KeptFile
    title: Any


@dataclass(frozen=True, repr=False)
class FilePage:
    document: KeptFile
    title: Any
    about: Any
    way: Way

    @property
    def opens_at_once(self) -> bool:
        return self.way is Way.OWN

    @property
    def may_have_original(self) -> bool:
        return self.way is not Way.NONE

    @property
    def needs_reason(self) -> bool:
        return self.way is Way.REASON

    @property
    def check_sum(self) -> str:
        """In groups, so that people can compare it and a telephone can break the line."""
        return in_groups(self.about["sha256"])

    @property
    def problem(self) -> str:
        return str(PROBLEM_WORDS[Problem(self.document.problem)]) if self.document.problem else ""


def in_groups(check_sum: str) -> str:
    return " ".join(check_sum[at : at + 8] for at in range(0, len(check_sum), 8))


def files_listed(files: Iterable[KeptFile], user: User) -> list[FileOnList]:
    """Never with the pictures themselves: a list of faces is a catalogue of people."""
    rows = list(files)
    opened = open_own((rows, ("title",)), by=user)
    return [FileOnList(one, opened.value(one, "title")) for one in rows]


def file_page(file: KeptFile, user: User) -> FilePage:
    opened = open_own((file, ("title", "about")), by=user)
    about = opened.value(file, "about")
    return FilePage(
        document=file,
        title=opened.value(file, "title"),
        about=about if isinstance(about, dict) else None,
        way=way_to_read(user, file, "original"),
    )


def answer_new(
    request: HttpRequest, form: forms.Form, keep: Keep, template: str, *, to: str, **context: object
) -> HttpResponse:
    """The form that adds files; a whole one is kept, and leads back to the list."""
    if request.method == "POST" and form.is_valid():
        return keep_arrived(request, form.cleaned_data["chosen"], keep, to=to)
    return render(request, template, {"form": form, **context}, status=NOT_WHOLE if form.errors else 200)


def keep_arrived(request: HttpRequest, uploads: Iterable[SealedUpload], keep: Keep, *, to: str) -> HttpResponse:
    """The copies are made before the transaction: parsing takes seconds, and others wait to write."""
    with one_at_a_time(request) as given:
        answer = given or _kept(request, uploads, keep, to)
    # A script follows no redirection, which would open and record the page twice.
    is_script = SENT_BY_SCRIPT in request.headers
    return HttpResponse(status=CREATED, headers={"Location": answer.url}) if is_script else answer


def _kept(request: HttpRequest, uploads: Iterable[SealedUpload], keep: Keep, to: str) -> HttpResponseRedirect:
    files: list[ArrivedFile] = []
    until = time_is_up_at()
    try:
        for one in uploads:
            files.append(ArrivedFile(one, make_safe_copy(one, until=until)))  # what is here is closed if the next fails
        with once(request) as sent:
            if sent.is_first:
                keep(files)
                sent.goes_to(to)
        return sent.answer()
    finally:
        for file in files:
            file.copy.close()


def answer_copy(
    request: HttpRequest, file: KeptFile, again: Callable[..., HttpResponse], *, by: User
) -> HttpResponseBase:
    """The safe copy: at once where it is her own work, else with a reason typed. `again` shows what is wrong."""
    if file.safe_copy_id is None or not file.opens:
        raise Http404
    try:
        why = reason_typed(request) if request.method == "POST" else OWN_WORK
        plain = read((file, ["safe_copy"]), by=by, why=why)
    except ReasonNeeded:
        return redirect(file)
    except ValidationError as error:
        return again(reason_error=error.messages[0])
    return shown(plain(file).safe_copy, kind=Kind(file.copy_kind), name=file.neutral_name)


def answer_original(
    request: HttpRequest, file: KeptFile, again: Callable[..., HttpResponse], *, by: User
) -> HttpResponseBase:
    """The file as it came, with all it may tell or do: always with a reason, and only to be saved."""
    if not file.opens:
        raise Http404
    try:
        why = reason_typed(request)
    except ValidationError as error:
        return again(original_error=error.messages[0])
    plain = read((file, ["original"]), by=by, why=why)
    return handed_out(plain(file).original, kind=Kind(file.file_kind), name=file.neutral_name)


def answer_withdrawal(
    request: HttpRequest, file: KeptFile, withdraw: Callable[[str], object], *, title: str, about: str, to: str
) -> HttpResponse:
    """`withdraw` is given the reason; `about` is what the file belongs to, in the words of the page."""
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        withdraw(form.cleaned_data["reason"])
        return to

    asking = Asking(title=title, button=_("Withdraw it"), back_url=file.get_absolute_url(), back_label=about)
    return ask(request, form, asking, act)


def answer_page(
    request: HttpRequest,
    file: KeptFile,
    template: str,
    *,
    by: User,
    pages: str,
    readers: Mapping[Compartment, object],
    **context: object,
) -> HttpResponse:
    """One file; `pages` begins the names of its addresses. `reason_error` and `original_error` stand at their forms."""
    whole = {
        "document": file,
        "page": file_page(file, by),
        "readers": readers.get(file.compartment_of("original"), _("Those who may know the name")),
        **{f"{what}_url": reverse(f"{pages}_{what}", args=[file.uid]) for what in ("copy", "original", "withdraw")},
        **context,
    }
    is_refused = "reason_error" in context or "original_error" in context
    return _framing(render(request, template, whole, status=NOT_WHOLE if is_refused else 200))


def _framing(answer: HttpResponse) -> HttpResponse:
    """A page that shows a safe copy inside itself."""
    answer._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # as the library's own decorator does
    return answer
