"""Pages of a section check, for the lawyers of the legal case only: coded facts, what was found, decisions, filings."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.checks import DecisionForm, DecisionsForm, FactsForm, FilingForm
from rihai.prosecution.law.procedure import code_told
from rihai.prosecution.models import LegalCase, SectionCheck
from rihai.prosecution.permissions import check_can_advise
from rihai.prosecution.selectors.check import check_page, finding_on
from rihai.prosecution.selectors.known_facts import AGE, differences, known_facts
from rihai.prosecution.selectors.papers import to_add
from rihai.prosecution.views.legal_cases import about, legal_case_for


@keeps_draft
@answers_resends
def check_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the record knows and this reader may see is filled in; all else is coded from the papers."""
    legal_case = legal_case_for(request, uid)
    check_can_advise(visitor(request), legal_case)
    record = known_facts(legal_case, visitor(request), opens_birth=_is_looked_at(request))
    return _ask_facts(request, legal_case, FactsForm(request.POST or None, record=record))


@keeps_draft
@answers_resends
def check_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The same facts with what has been found out since; the earlier check stays as it was."""
    user, check = visitor(request), _check(request, uid)
    facts = read((check, ("facts",)), by=user, why=OwnWork())(check).facts
    record = known_facts(check.legal_case, user, facts, opens_birth=_is_looked_at(request))
    return _ask_facts(request, check.legal_case, FactsForm(request.POST or None, record=record, given=facts))


@require_GET
def check_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    check = _check(request, uid)
    page = check_page(check, visitor(request))
    record = known_facts(check.legal_case, visitor(request), page.given, opens_birth=AGE in page.given)
    differs = differences(record, page.given)
    told = {"check": check, "legal_case": check.legal_case, "page": page, "differs": differs}
    return render(request, "prosecution/check_detail.html", {**told, "asks_to_add": bool(to_add(page))})


@answers_resends
def check_decide(request: HttpRequest, uid: UUID, section: str) -> HttpResponse:
    user, check = visitor(request), _check(request, uid)
    page = check_page(check, user)
    finding = finding_on(page, section)
    if finding is None:
        raise Http404
    seen = {"seen": page.decided_version}
    form = DecisionForm(request.POST or None, is_on_paper=section in page.on_paper, initial=seen)

    def act() -> str:
        form.show_again(check.decided_version)
        actions.decide_section(check, section=section, **form.cleaned_data, by=user)
        return _address(check)

    return ask(
        request, form, replace(about(check.legal_case, finding.told["name"], _("Save")), back_url=_address(check)), act
    )


@keeps_draft
@answers_resends
def check_decide_missing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All that is missing on one page, where a lawyer sees them at once."""
    user, check = visitor(request), _check(request, uid)
    page = check_page(check, user)
    sections = [(one.told["id"], f"{one.told['name']}, {one.told['title']}") for one in page.parts["omitted"]]
    form = DecisionsForm(request.POST or None, sections=sections, initial={"seen": page.decided_version})

    def act() -> str:
        told = form.cleaned_data
        form.show_again(check.decided_version)
        actions.decide_sections(check, choices=form.choices(), reason=told["reason"], by=user, seen=told["seen"])
        return _address(check)

    asking = replace(about(check.legal_case, _("Missing on the paper"), _("Save")), back_url=_address(check))
    return ask(request, form, asking, act)


@answers_resends
def check_filed(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, check = visitor(request), _check(request, uid)
    form = FilingForm(request.POST or None)

    def act() -> str:
        actions.record_filing(check, **form.cleaned_data, by=user)
        return _address(check)

    asking = replace(about(check.legal_case, _("Something was filed"), _("Save")), back_url=_address(check))
    return ask(request, form, asking, act)


def _ask_facts(request: HttpRequest, legal_case: LegalCase, form: FactsForm) -> HttpResponse:
    user, form.code = visitor(request), code_told(legal_case)

    def act() -> str:
        return _address(actions.check_sections(legal_case, facts=form.facts(), by=user))

    back = legal_case.get_absolute_url()
    asking = Asking(_("Check the sections"), _("Check"), back, legal_case.reference, "prosecution/check_new.html")
    return ask(request, form, asking, act)


def _is_looked_at(request: HttpRequest) -> bool:
    """Not when answers come in: what was filled in was looked at before, and a day of birth is not opened again."""
    return request.method != "POST"


def _check(request: HttpRequest, uid: UUID) -> SectionCheck:
    rows = SectionCheck.objects.select_related("legal_case", "made_by")
    check = get_visible(rows, visitor(request), uid, "legal.advise")
    check_can_advise(visitor(request), check.legal_case)
    return check


def _address(check: SectionCheck) -> str:
    return reverse("prosecution:check_detail", args=[check.uid])
