"""Forms of a missing report: filing, correcting, who searches, who reports, how it ended."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import offer_colleagues, set_choices
from rihai.directory.fields import offer_districts
from rihai.lib.codes import tidy_code
from rihai.lib.precision import AgeCertainty, ImpreciseDate, Precision
from rihai.people.facts import SourceFacts
from rihai.people.models import Person, Source
from rihai.tracing.facts import ReportDetails, ReportFacts
from rihai.tracing.forms.pieces import NOT_STATED, WhoForm, district, long_text, people_codes, short_text
from rihai.tracing.models import MissingReport, ReporterCheck, ReportOutcome

DETAILS: Final = (
    "circumstances", "last_seen", "place", "where", "clothing", "marks", "companions", "phone", "guardian", "village",
)  # fmt: skip


class DetailsForm(forms.Form):
    """What is known of the disappearance. Only the words of whoever is worried are needed."""

    mark_optional = False

    circumstances = long_text(
        gettext_lazy("What happened?"),
        most=5000,
        rows=4,
        help_text=gettext_lazy("In the words you are told. It is sealed when you save."),
        error_messages={"required": gettext_lazy("Write down what happened, if only in a few words.")},
    )
    last_seen = ImpreciseDateField(label=gettext_lazy("When was this person last seen?"), required=False)
    place = district(gettext_lazy("In which district?"), help_text=gettext_lazy("For example: Thane, Maharashtra"))
    where = short_text(gettext_lazy("Where exactly?"), most=500)
    clothing = long_text(gettext_lazy("Clothing and what was carried"), most=1000, required=False)
    marks = long_text(
        gettext_lazy("Marks by which somebody could know this person"),
        most=1000,
        required=False,
        help_text=gettext_lazy("A scar, a birthmark, a tattoo, a missing tooth, a way of walking."),
    )
    companions = long_text(gettext_lazy("Who may be with this person?"), most=1000, required=False)
    phone = short_text(gettext_lazy("The missing person's telephone"))
    guardian = short_text(gettext_lazy("Name of father, mother or husband"))
    village = short_text(gettext_lazy("Home village"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_districts(self, user.organisation.state)

    def details(self) -> ReportDetails:
        return ReportDetails(**{name: self.cleaned_data[name] for name in DETAILS})


class ReportForm(DetailsForm, WhoForm):
    """One page for everything. Somebody who has a record already is chosen by code."""

    known = short_text(
        gettext_lazy("Code of the person, if there is a record already"),
        most=40,
        help_text=gettext_lazy("For example RH-7K2M-9QX. Leave empty for somebody new."),
    )
    reporter_name = short_text(
        gettext_lazy("Your caller's name"), help_text=gettext_lazy("Sealed apart: colleagues see a code.")
    )
    reporter_contact = short_text(gettext_lazy("How to reach your caller"))
    relation = forms.ChoiceField(label=gettext_lazy("Who is the caller to the missing person?"), required=False)

    def __init__(
        self, *args: Any, user: User, person: Person | None = None, source: Source | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user, self.person, self.source = user, person, source
        set_choices(self, relation=people_codes("relations.yaml", "relations", first=gettext_lazy("Not stated")))
        known = ("known", *WhoForm.base_fields) if person else ()
        for name in (*known, *(("reporter_name", "reporter_contact") if source else ())):
            del self.fields[name]

    def clean_known(self) -> Person | None:
        text = self.cleaned_data["known"].strip()
        if not text:
            return None
        person = Person.objects.visible_to(self.user).filter(code=tidy_code(text) or "").first()
        if person is None:
            raise ValidationError(_("You know of nobody with this code. Check it, or leave it empty."))
        return person

    def facts(self) -> ReportFacts:
        data, details = self.cleaned_data, self.details()
        last_seen: ImpreciseDate | None = details.last_seen
        person = self.person or data.get("known")
        on = last_seen.value if last_seen else timezone.localdate()
        return ReportFacts(
            person=person or self.who(on, AgeCertainty.STATED),
            details=details,
            reporter=self.source or self._reporter(),
            relation=data["relation"] or NOT_STATED,
        )

    def _reporter(self) -> SourceFacts | None:
        data = self.cleaned_data
        if not (data["reporter_name"] or data["reporter_contact"] or data["relation"]):
            return None
        kind = "family" if data["relation"] else NOT_STATED
        return SourceFacts(kind=kind, name=data["reporter_name"], contact=data["reporter_contact"])


class CorrectForm(DetailsForm):
    """As it stands now, to be put right."""

    def show(self, report: MissingReport, plain: Any) -> None:
        sealed = [name for name in DETAILS if name not in ("last_seen", "place")]
        seen = ImpreciseDate(report.last_seen_on, Precision(report.precision)) if report.last_seen_on else None
        self.initial = {name: getattr(plain, name) for name in sealed} | {"last_seen": seen, "place": report.place}


class OfficerForm(forms.Form):
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Who searches?"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Whoever searched before loses access at once."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, "officer", user, Permission.INQUIRY_WORK)


class ReporterForm(forms.Form):
    relation = forms.ChoiceField(label=gettext_lazy("Who is the caller to the missing person?"))
    result = forms.TypedChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=ReporterCheck.Result.choices,
        coerce=ReporterCheck.Result,
        widget=forms.RadioSelect,
    )
    how = long_text(
        gettext_lazy("How do you know?"),
        most=2000,
        help_text=gettext_lazy("Which paper, whom you asked, what fits. A trafficker may say he is the uncle. Sealed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, relation=people_codes("relations.yaml", "relations"))


class EndForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=gettext_lazy("How did the search end?"),
        choices=ReportOutcome.Kind.choices,
        coerce=ReportOutcome.Kind,
        widget=forms.RadioSelect,
    )
    on = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    how = long_text(
        gettext_lazy("How is this known?"),
        most=2000,
        rows=3,
        help_text=gettext_lazy("By whom, and what was checked. Nobody is told by this: not even the one who reported."),
    )


class ReasonForm(forms.Form):
    reason = long_text(gettext_lazy("Why?"), most=2000, rows=3)
