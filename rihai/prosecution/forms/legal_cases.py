"""Forms of a legal case: what its paper says, how it goes on, who works on it."""

import re
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.answers import MOVED_ON
from rihai.access.seen import SeenForm
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import CHOOSE, offer_colleagues, set_choices
from rihai.cases.models import Case
from rihai.directory.agency_field import AgencyField
from rihai.lib.codes import tidy_code
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.forms.bodies import STATION_OR_COURT, offer_bodies, offer_kinds, stations
from rihai.prosecution.forms.days import DayField
from rihai.prosecution.forms.pieces import procedure_words
from rihai.prosecution.law.sections import Copied, as_written, provisions_of, read_sections
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.part_permissions import must_name_instead
from rihai.prosecution.workflow import LEGAL_CASE, LegalStatus

CNR_LENGTH: Final = 16
# Nothing is begun as a mistake, and a refusal is recorded with who refused and why.
APART: Final = (LegalStatus.MISTAKE, LegalStatus.REFUSED)


def sections_field() -> forms.CharField:
    """As somebody copies them from an FIR or a charge sheet; `law.sections` reads them."""
    return forms.CharField(
        label=gettext_lazy("Sections, as they stand there"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For example BNS 143(4), 144(1); POCSO 6. What is not known here is kept as written."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PaperForm(SeenForm):
    """What stands on the paper. Only the kind is needed."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("What is it?"),
        choices=LegalCase.Kind.choices,
        coerce=LegalCase.Kind,
        initial=LegalCase.Kind.FIR,
        widget=forms.RadioSelect,
    )
    station = AgencyField(label=gettext_lazy("Police station or court"), required=False)
    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As on the paper, for example 0123/2026. Sealed."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    cnr = forms.CharField(
        label=gettext_lazy("CNR of the court"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("16 letters and digits, once the court has given it. Sealed."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    filed_on = DayField(label=gettext_lazy("Date"), required=False)
    sections = sections_field()

    def __init__(self, *args: Any, user: User, keep: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held: Copied | None = None
        offer_bodies(self, "station", user, STATION_OR_COURT, keep=keep)

    def clean_cnr(self) -> str:
        cnr = re.sub(r"[^A-Z0-9]", "", self.cleaned_data["cnr"].upper())
        if cnr and len(cnr) != CNR_LENGTH:
            raise ValidationError(_("A CNR has 16 letters and digits. Compare it with the paper."))
        return cnr

    def facts(self) -> PaperFacts:
        data = self.cleaned_data
        copied = self._copied()
        return PaperFacts(
            kind=data["kind"],
            station=data["station"],
            number=data["number"],
            cnr=data["cnr"],
            filed_on=data["filed_on"],
            sections=copied.known,
            other_sections="\n".join(copied.unknown),
        )

    def _copied(self) -> Copied:
        """Read anew only if somebody changed them: what stands there was once read from the paper itself."""
        if self.held is None or "sections" in self.changed_data:
            return read_sections(self.cleaned_data["sections"])
        return self.held

    def show(self, legal_case: LegalCase, plain: Any) -> None:
        """As it stands now, to be put right."""
        unknown = tuple((plain.other_sections or "").split("\n"))
        self.held = Copied(tuple(legal_case.sections), unknown)
        known = [as_written(one) for one in provisions_of(legal_case.sections)]
        self.initial = {
            "seen": legal_case.paper_version,
            "kind": legal_case.kind,
            "station": legal_case.station,
            "number": plain.number,
            "cnr": plain.cnr,
            "filed_on": legal_case.filed_on,
            "sections": ", ".join([*known, *unknown]).strip(", "),
        }


class NewForm(PaperForm):
    """A legal case as it stands today."""

    status = forms.TypedChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=[(one.value, one.label) for one in LegalStatus if one not in APART],
        coerce=LegalStatus,
        initial=LegalStatus.ASKED,
    )
    lawyer = forms.ModelChoiceField(
        label=gettext_lazy("Lawyer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody named yet"),
        help_text=gettext_lazy("Only lawyers who are named on it see this legal case. Until then the legal desk does."),
    )
    lawyer_part = forms.TypedChoiceField(
        label=gettext_lazy("If a lawyer is named: from where?"),
        choices=[
            ("", gettext_lazy("From this house, or a volunteer: as the account says")),
            (LegalPart.Part.LEGAL_AID.value, LegalPart.Part.LEGAL_AID.label),
        ],
        coerce=LegalPart.Part,
        empty_value=None,
        required=False,
    )
    field_order = ("kind", "status", "station", "number", "cnr", "filed_on", "sections", "lawyer", "lawyer_part")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        offer_colleagues(self, "lawyer", user, Permission.LEGAL_WORK)
        if user.has(Permission.LEGAL_WORK):
            self.fields["lawyer"].initial = user.pk


class StepForm(forms.Form):
    to = forms.TypedChoiceField(
        label=gettext_lazy("What did police or court do?"),
        coerce=LegalStatus,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": MOVED_ON},
    )
    on = ImpreciseDateField(label=gettext_lazy("When?"), required=False)
    text = procedure_words()

    def __init__(self, *args: Any, legal_case: LegalCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A refusal has a page of its own: it says who refused, and what comes next.
        steps = [one for one in LegalStatus if one is not LegalStatus.REFUSED]
        set_choices(self, to=[(one.value, one.label) for one in steps if LEGAL_CASE.may(legal_case.status, one)])


class PartForm(forms.Form):
    user = forms.ModelChoiceField(label=gettext_lazy("Who?"), queryset=User.objects.none(), empty_label=CHOOSE[1])
    part = forms.TypedChoiceField(
        label=gettext_lazy("In which part?"),
        choices=LegalPart.Part.choices,
        coerce=LegalPart.Part,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Lawyers open everything of this legal case, companions what police and court did."),
    )

    def __init__(self, *args: Any, user: User, names_lawyers: bool, names_herself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, "user", user, Permission.LEGAL_RECORD, but=None if names_herself else user)
        if not names_lawyers:
            companion = LegalPart.Part.ACCOMPANIES
            set_choices(self, part=[(companion.value, companion.label)])
            self.fields["part"].initial = companion
            self.fields["part"].help_text = gettext_lazy(
                "Her lawyers name further lawyers. You name whoever works on the case of a survivor."
            )


class InsteadForm(forms.Form):
    """Who represents the survivor when the legal desk ends the part of the last lawyer."""

    instead = forms.ModelChoiceField(
        label=gettext_lazy("Who represents the survivor instead?"),
        queryset=User.objects.none(),
        empty_label=CHOOSE[1],
        help_text=gettext_lazy("Another lawyer of this house, not yourself: the desk opens no legal case by this."),
    )

    def __init__(self, *args: Any, user: User, part: LegalPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not must_name_instead(user, part):
            del self.fields["instead"]
            return
        offer_colleagues(self, "instead", user, Permission.LEGAL_WORK, but=user)
        field = self.fields["instead"]
        if isinstance(field, forms.ModelChoiceField):
            able = User.objects.visible_to(user).active().holding([Role.LAWYER])
            field.queryset = able.exclude(pk__in=(user.pk, part.user_id))


class CopyForm(forms.Form):
    on = DayField(label=gettext_lazy("On which day did the copy come?"))


class TransferForm(forms.Form):
    to = AgencyField(label=gettext_lazy("To which station did it go?"))
    on = DayField(label=gettext_lazy("On which day?"))
    number = forms.CharField(
        label=gettext_lazy("Number there"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Sealed. The number of the zero FIR stays beside it."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_kinds(self, "to", user, stations())


class SurvivorForm(forms.Form):
    case = forms.CharField(
        label=gettext_lazy("Code of the survivor"),
        max_length=40,
        help_text=gettext_lazy("For example RH-7K2M-9QX, of a case that you work on."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_case(self) -> Case:
        code = tidy_code(self.cleaned_data["case"]) or ""
        rows = Case.objects.visible_to(self.user).filter(person__code=code, closed_at=None)
        case = rows.order_by("-opened_at").first()
        if case is None:
            raise ValidationError(_("You know of no open case with this code. Check it, or ask the named worker."))
        return case
