"""Pages of what happens around a survivor: statement, medical examination, age, and custody of an adult."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, as_seen, ask
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.survivor_steps import DetentionForm, EndForm, SurvivorStepForm
from rihai.prosecution.models import Detention, LegalCaseSurvivor, SurvivorStep
from rihai.prosecution.permissions import can_record
from rihai.prosecution.selectors.survivor_steps import around_page
from rihai.prosecution.survivor_permissions import survivor_for
from rihai.prosecution.views.legal_cases import legal_case_for


@require_GET
def around(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context = {
        "legal_case": legal_case,
        "page": around_page(legal_case, user),
        "may_record": can_record(user, legal_case),
        "kinds": SurvivorStep.Kind.choices,
    }
    return render(request, "prosecution/around.html", context)


@answers_resends
def survivor_step_new(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    if kind not in SurvivorStep.Kind.values:
        raise Http404
    user, chosen = visitor(request), SurvivorStep.Kind(kind)
    survivor = survivor_for(user, uid, "legal.record")
    form = SurvivorStepForm(request.POST or None, user=user, kind=chosen)

    def act() -> str:
        actions.begin_step(survivor, kind=chosen, facts=form.facts(), by=user)
        return _page(survivor)

    return ask(request, form, _asking(survivor, chosen.label), act)


@answers_resends
def survivor_step_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    step = get_visible(SurvivorStep.objects.all(), user, uid, "legal.record")
    survivor = survivor_for(user, step.survivor_id, "legal.record")
    kind = SurvivorStep.Kind(step.kind)
    form = SurvivorStepForm(
        request.POST or None, user=user, kind=kind, keep=step.place_id, initial=_known(step, SurvivorStepForm, user)
    )

    def act() -> str:
        actions.update_step(step, facts=form.facts(), by=user)
        return _page(survivor)

    return ask(request, form, as_seen(_asking(survivor, kind.label), survivor.legal_case, step), act)


@answers_resends
def detention_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    survivor = survivor_for(user, uid, "legal.record")
    form = DetentionForm(request.POST or None, user=user)

    def act() -> str:
        actions.record_detention(survivor, facts=form.facts(), by=user)
        return _page(survivor)

    return ask(request, form, _asking(survivor, _("Kept in a home")), act)


@answers_resends
def detention_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    row, survivor = _detention(user, uid)
    form = DetentionForm(request.POST or None, user=user, initial=_known(row, DetentionForm, user))

    def act() -> str:
        actions.update_detention(row, facts=form.facts(), by=user)
        return _page(survivor)

    asking = _asking(survivor, _("Kept in a home"))
    return ask(request, form, as_seen(asking, survivor.legal_case, row), act)


@answers_resends
def detention_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    row, survivor = _detention(user, uid)
    form = EndForm(request.POST or None)

    def act() -> str:
        actions.end_detention(row, **form.cleaned_data, by=user)
        return _page(survivor)

    return ask(request, form, as_seen(_asking(survivor, _("How did it end?")), survivor.legal_case, row), act)


def _detention(user: User, uid: UUID) -> tuple[Detention, LegalCaseSurvivor]:
    row = get_visible(Detention.objects.all(), user, uid, "legal.record")
    return row, survivor_for(user, row.survivor_id, "legal.record")


def _known(row: SurvivorStep | Detention, form: type[Any], user: User) -> dict[str, object]:
    plain = read((row, ("note",)), by=user, why=OwnWork())(row)
    return {**{name: getattr(row, name) for name in form.base_fields if name != "note"}, "note": plain.note}


def _page(survivor: LegalCaseSurvivor) -> str:
    return reverse("prosecution:around", args=[survivor.legal_case_id])


def _asking(survivor: LegalCaseSurvivor, title: object) -> Asking:
    return Asking(str(title), _("Save"), _page(survivor), survivor.case.person.code)
