"""Pages of papers to be filed: which can be made, and making one. The file goes out and is not kept."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from rihai.access.answers import NOT_WHOLE
from rihai.access.drafts.pages import keeps_draft, leave_uncomplained
from rihai.accounts.visitor import visitor
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.documents.paper_file import TYPE
from rihai.prosecution.documents.paper_grounds import claims_standing, reports_waiting
from rihai.prosecution.documents.papers import Paper, load_papers, missing
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.forms.papers import PaperDraftForm
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.procedure import code_of, hindrance
from rihai.prosecution.permissions import can_make, check_can_make, check_can_record
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.selectors.papers import papers_offered, sections_decided
from rihai.prosecution.views.legal_cases import legal_case_for

TEMPLATE: Final = "prosecution/paper_new.html"


@require_GET
def paper_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    read, country = law_for(legal_case), elsewhere(legal_case)
    survivors = known_survivors(legal_case, user)
    hers = (
        []
        if country
        else [one.for_case(legal_case) for one in load_papers().values() if can_make(user, legal_case, one)]
    )
    context = {"legal_case": legal_case, "offered": papers_offered(hers, read, survivors), "problem": read.problem}
    context["elsewhere"] = country
    return render(request, "prosecution/paper_list.html", context)


@keeps_draft
@require_http_methods(["GET", "POST"])
def paper_new(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    read = law_for(legal_case)
    paper = load_papers().get(code)
    if paper is None:
        raise Http404
    check_can_make(user, legal_case, paper)
    paper = paper.for_case(legal_case)
    waiting = in_words(missing(paper, (), read), read.law)
    sections = sections_decided(legal_case, user, read) if paper.takes_sections and not waiting else []
    survivors = known_survivors(legal_case, user)
    claims = list(claims_standing(survivors)) if paper.takes_claim else []
    reports = reports_waiting(legal_case) if paper.takes_report else []
    form = PaperDraftForm(
        request.POST or None, paper=paper, survivors=survivors, sections=sections, claims=claims, reports=reports
    )
    form.ask_for_a_look(legal_case, by=user)
    if request.method == "POST" and form.is_valid():
        try:
            with form.asking_for_names():
                return _download(actions.make_paper(legal_case, paper=paper, facts=form.facts(), by=user), paper)
        except NotPossible as error:
            error.after_rollback()
            form.add_error(None, str(error))
    leave_uncomplained(request, form)
    context = {"legal_case": legal_case, "paper": paper, "form": form, "waiting": waiting, "sections": sections}
    context["unconfirmed"] = [one.name for one in sections if not one.is_confirmed]
    context["hindered"] = hindrance(paper.needs, code_of(legal_case), read)
    context["elsewhere"] = elsewhere(legal_case)
    context["check"] = legal_case.checks.first() if sections else None
    return render(request, TEMPLATE, context, status=NOT_WHOLE if form.errors else 200)


def _download(content: bytes, paper: Paper) -> HttpResponse:
    """The name of the file says what it is and not whose."""
    headers = {"Content-Disposition": f'attachment; filename="{paper.code}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPE, headers=headers)
