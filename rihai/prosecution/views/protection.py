"""Pages of protection: threats against those who speak, what was done, the application for witness protection."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, as_seen, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.protection import ApplicationForm, ProtectionForm, ThreatAnswerForm, ThreatForm
from rihai.prosecution.models import LegalCase, ProtectionApplication, Threat
from rihai.prosecution.permissions import can_record, check_can_record
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.rights.threat_words import check_can_read_words
from rihai.prosecution.selectors.protection import protection_page
from rihai.prosecution.survivor_permissions import can_say_whom, check_can_keep_safe
from rihai.prosecution.views.legal_cases import legal_case_for


@require_GET
def protection(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context = {
        "legal_case": legal_case,
        "page": protection_page(legal_case, user),
        "may_record": can_record(user, legal_case),
    }
    return render(request, "prosecution/protection.html", context)


@keeps_draft
@answers_resends
def threat_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = ThreatForm(
        request.POST or None,
        survivors=known_survivors(legal_case, user),
        is_shared=legal_case.survivors.count() > 1,
    )

    def act() -> str:
        actions.record_threat(legal_case, facts=form.facts(), by=user)
        return _page(legal_case)

    return ask(request, form, _asking(legal_case, _("A threat"), _("Save")), act)


@keeps_draft
@answers_resends
def threat_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Also for the named worker of a survivor who was taken out: she does not know the legal case any more."""
    user = visitor(request)
    rows = Threat.objects.select_related("legal_case", "survivor__case__person")
    threat = get_visible(rows, user, uid, "legal.record")
    check_can_keep_safe(user, threat)
    check_can_read_words(threat, user)
    form = ThreatAnswerForm(request.POST or None)
    plain = read((threat, ("text", "done_text")), by=user, why=OwnWork())(threat)
    if not form.is_bound:
        form.initial = {"done": threat.done, "text": plain.done_text}
    back = _back_of(threat, user)

    def act() -> str:
        actions.answer_threat(threat, **form.cleaned_data, by=user)
        return back

    asking = Asking(str(_("What was done?")), str(_("Save")), back, threat.legal_case.reference)
    asking = replace(as_seen(asking, threat, threat), template="prosecution/threat_answer.html")
    return ask(request, form, asking, act, more={"threat": threat, "text": plain.text})


@keeps_draft
@answers_resends
def protection_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = ApplicationForm(request.POST or None, user=user, legal_case=legal_case)

    def act() -> str:
        actions.apply_for_protection(legal_case, facts=form.facts(), threats=form.chosen(), by=user)
        return _page(legal_case)

    return ask(request, form, _asking(legal_case, _("Witness protection"), _("Save")), act)


@keeps_draft
@answers_resends
def protection_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    rows = ProtectionApplication.objects.select_related("legal_case", "survivor__case__person")
    row = get_visible(rows, user, uid, "legal.record")
    check_can_keep_safe(user, row)
    is_fixed = not can_say_whom(row.survivor, user)
    told = {"user": user, "legal_case": row.legal_case, "keep": row.authority_id, "is_fixed": is_fixed}
    back = _back_of(row, user)
    form = ProtectionForm(request.POST or None, initial=_initial(row, user), **told)

    def act() -> str:
        actions.update_protection(row, facts=form.facts(), by=user)
        return back

    asking = Asking(str(_("Witness protection")), str(_("Save")), back, row.legal_case.reference)
    return ask(request, form, as_seen(asking, row, row), act)


def _initial(row: ProtectionApplication, user: User) -> dict[str, object]:
    plain = read((row, ("note",)), by=user, why=OwnWork())(row)
    known = {name: getattr(row, name) for name in ProtectionForm.base_fields if name != "note"}
    known["survivor"] = row.survivor_id
    return {**known, "note": plain.note}


def _back_of(record: Threat | ProtectionApplication, user: User) -> str:
    """Who knows the legal case no more goes back to the survivor's own case."""
    is_known = LegalCase.objects.visible_to(user).filter(pk=record.legal_case_id).exists()
    if is_known or record.survivor is None:
        return _page(record.legal_case)
    return record.survivor.case.get_absolute_url()


def _page(legal_case: LegalCase) -> str:
    return reverse("prosecution:protection", args=[legal_case.uid])


def _asking(legal_case: LegalCase, title: object, button: object) -> Asking:
    return Asking(str(title), str(button), _page(legal_case), legal_case.reference)
