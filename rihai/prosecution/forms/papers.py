"""The form of a paper: to whom, whom it is about, what happened, which sections."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.cases.forms import set_choices
from rihai.prosecution.closure_words import report_words
from rihai.prosecution.documents.papers import DraftFacts, Paper
from rihai.prosecution.forms.looked_at import LookedAtForm
from rihai.prosecution.law.schemes import scheme_of
from rihai.prosecution.models import Claim, ClosureReport, LegalCaseSurvivor
from rihai.prosecution.selectors.papers import Decided

LONGEST = 8000


class PaperDraftForm(LookedAtForm):
    addressee = forms.CharField(label=_("To whom?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    survivor = forms.ChoiceField(
        label=_("Whom is it about?"),
        help_text=_("The paper says “the victim” and the number of the FIR: no name, no pseudonym, no code of ours."),
        widget=forms.RadioSelect,
    )
    claim = forms.ChoiceField(
        label=_("For which claim?"),
        help_text=_("The paper names its scheme. A wish for one scheme is none for another."),
        widget=forms.RadioSelect,
    )
    closure = forms.ChoiceField(label=_("Which closure report does it answer?"), widget=forms.RadioSelect)
    leaves_name_blank = forms.BooleanField(
        label=_("Leave a line for the name, to be written by hand"),
        help_text=_("Only where the court or authority needs the name. The program never writes it."),
        required=False,
    )
    sections = forms.MultipleChoiceField(
        label=_("Which sections should be added?"),
        help_text=_("Those that a lawyer decided to ask for after the latest section check."),
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("What happened, and what the paper rests on"),
        help_text=_("Days, places, what was done. No name, no address, nothing from counselling."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(
        self,
        *args: Any,
        paper: Paper,
        survivors: Sequence[LegalCaseSurvivor],
        sections: Sequence[Decided],
        claims: Sequence[Claim] = (),
        reports: Sequence[ClosureReport] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_uid = {str(one.uid): one for one in survivors}
        self.claims = {str(one.pk): one for one in claims}
        self.reports = {str(one.pk): one for one in reports}
        legal_case = reports[0].legal_case if reports else None
        links = list(legal_case.accused_links.select_related("accused")) if legal_case else []
        beside = list(legal_case.closure_reports.all()) if legal_case else []
        told = [(uid, report_words(one, links, beside)) for uid, one in self.reports.items()]
        names = [(uid, f"{one.case.person.pseudonym} ({one.case.person.code})") for uid, one in self.by_uid.items()]
        asked = {uid: (scheme_of(one.scheme).label, one.case.person.pseudonym) for uid, one in self.claims.items()}
        schemes = [(uid, f"{scheme}, {whose}") for uid, (scheme, whose) in asked.items()]
        ready = [(one.id, one.name) for one in sections if one.is_confirmed]
        set_choices(self, survivor=names, sections=ready, claim=schemes, closure=told)
        self.initial = {"addressee": paper.addressee}
        # Of several nobody is the likelier one: a paper about the wrong survivor is filed unseen.
        for name, known in (("survivor", self.by_uid), ("claim", self.claims)):
            if len(known) == 1:
                self.initial[name] = next(iter(known))
        if not self.claims:
            del self.fields["claim"]
        if len(self.reports) < 2:
            del self.fields["closure"]
        if not paper.may_name:
            del self.fields["leaves_name_blank"]
        if not paper.takes_sections:
            del self.fields["sections"]
        else:
            self.initial["sections"] = [one for one, _name in ready]

    def facts(self) -> DraftFacts:
        data = self.cleaned_data
        return DraftFacts(
            survivor=self.by_uid[data["survivor"]],
            addressee=data["addressee"],
            text=data["text"],
            claim=self.claims.get(data.get("claim", "")),
            closure=self.reports.get(data.get("closure", "")),
            sections=tuple(data.get("sections", ())),
            leaves_name_blank=bool(data.get("leaves_name_blank")),
            looked_at=self.looked_at(),
        )
