"""Forms of a claim: told and wished, what the authority did, the money, and the facts that decide on schemes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.forms import CHOOSE, INLINE, SMALL, offer_colleagues, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.law.loading import law_of
from rihai.lib.precision import Majority
from rihai.people.models import YesNoUnknown
from rihai.prosecution.claim_rules import MORE_THAN_ORDERED
from rihai.prosecution.facts.claim_facts import ClaimFacts, ClaimStepFacts, MoneyFacts, WishFacts
from rihai.prosecution.forms.bodies import PAYERS, offer_bodies
from rihai.prosecution.forms.checks import FactsForm, Shown
from rihai.prosecution.forms.days import AnyDayField, DayField
from rihai.prosecution.law.claim_options import asked_keys
from rihai.prosecution.law.coding import complete_name, row_names
from rihai.prosecution.law.schemes import OTHER, Scheme
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep, ClaimWish, LegalCase, LegalPart
from rihai.prosecution.rights.guests import is_of_house
from rihai.prosecution.selectors.claims import sums_now
from rihai.prosecution.workflow import CLAIM, ClaimStatus

MOST_RUPEES: Final = 100_000_000
MONEY_STEPS: Final = frozenset({ClaimStatus.CREDITED, ClaimStatus.PARTLY})
SHORT: Final = 8
# What is asked of some steps only. Where none of them can be taken, it is not asked at all.
NEEDED_FOR: Final = {
    "amount": frozenset({ClaimStatus.FILED, ClaimStatus.ORDERED}),
    "ground": frozenset({ClaimStatus.REFUSED}),
}
WISHED: Final = frozenset({ClaimStatus.ASKED, ClaimStatus.WITHDRAWN})


def rupees(label: Any, **options: Any) -> forms.IntegerField:
    width = forms.NumberInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_RUPEES, widget=width, **options)


class WishForm(forms.Form):
    """Told in words that the survivor understands, by whom, and what is wished."""

    on = DayField(label=gettext_lazy("On which day did somebody talk about it?"))
    teller = forms.ModelChoiceField(
        label=gettext_lazy("Who talked about it?"), queryset=User.objects.none(), empty_label=CHOOSE[1]
    )
    has_understood = forms.ChoiceField(
        label=gettext_lazy("Could the survivor say in own words what can be asked for?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    wish = forms.TypedChoiceField(
        label=gettext_lazy("What does the survivor wish?"),
        choices=ClaimWish.Wish.choices,
        coerce=ClaimWish.Wish,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Also of a child: the child's own view."),
    )
    guardian = forms.TypedChoiceField(
        label=gettext_lazy("Who agrees for a child?"),
        choices=ClaimWish.Guardian.choices,
        coerce=ClaimWish.Guardian,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In the survivor's own words"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Sealed. About the money only, nothing of what happened."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, user: User, majority: Majority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, "teller", user, Permission.LEGAL_RECORD)
        if user.has(Permission.LEGAL_WORK) and not is_of_house(user):
            _offer_own_alone(self.fields["teller"], user)
        self.fields["teller"].initial = user.pk
        self.fields["on"].initial = timezone.localdate()
        if majority is Majority.ADULT:
            self.fields["guardian"].initial = ClaimWish.Guardian.NOT_NEEDED
            self.fields["guardian"].widget = forms.HiddenInput()

    def wish_facts(self) -> WishFacts:
        data = self.cleaned_data
        return WishFacts(
            data["on"], data["teller"], data["has_understood"], data["wish"], data["guardian"], data["words"]
        )


def _offer_own_alone(field: forms.Field, user: User) -> None:
    """A lawyer from outside chooses among those who work beside her: the list of staff is none of hers."""
    beside = LegalPart.objects.filter(left_at=None, legal_case__in=LegalCase.objects.visible_to(user))
    set_rows(field, User.objects.filter(Q(pk=user.pk) | Q(pk__in=beside.values("user"))))


class LegalCaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """Named by its code."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.reference)


def set_rows(field: forms.Field, rows: Any) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class ClaimForm(WishForm):
    """A claim under one scheme."""

    name = forms.CharField(
        label=gettext_lazy("What is the scheme called?"), max_length=200, help_text=gettext_lazy("Sealed.")
    )
    heads = forms.MultipleChoiceField(
        label=gettext_lazy("What for?"),
        required=False,
        help_text=gettext_lazy("As the scheme calls it. It may stay open until a lawyer has looked."),
        widget=forms.CheckboxSelectMultiple(attrs=SMALL),
    )
    legal_case = LegalCaseField(
        label=gettext_lazy("Does it belong to a legal case?"),
        queryset=LegalCase.objects.none(),
        required=False,
        empty_label=gettext_lazy("No: it stands by itself"),
        help_text=gettext_lazy("Then the lawyers of that legal case see the claim too."),
    )
    field_order = ("name", "heads", "legal_case", "on", "teller", "has_understood", "wish", "guardian", "words")

    def __init__(self, *args: Any, scheme: Scheme, legal_cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        law = law_of()
        known = law.schemes.get(scheme.code)
        heads = [one for one in law.heads.values() if known and one.scheme == known.name]
        names = [(one.id, one.head) for one in heads if one.kind == "head"]
        if names:
            set_choices(self, heads=names)
        else:
            del self.fields["heads"]
        if scheme.code != OTHER:
            del self.fields["name"]
        if legal_cases is None or not legal_cases.exists():
            del self.fields["legal_case"]
        else:
            set_rows(self.fields["legal_case"], legal_cases)

    def facts(self) -> ClaimFacts:
        data = self.cleaned_data
        return ClaimFacts(self.scheme.code, data.get("name", ""), tuple(data.get("heads", ())))


class AttachForm(forms.Form):
    legal_case = LegalCaseField(
        label=gettext_lazy("To which legal case does it belong?"),
        queryset=LegalCase.objects.none(),
        required=False,
        empty_label=gettext_lazy("No: it stands by itself"),
        help_text=gettext_lazy("Then the lawyers of that legal case see the claim too."),
    )

    def __init__(self, *args: Any, legal_cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self.fields["legal_case"], legal_cases)


class ClaimStepForm(forms.Form):
    to = forms.TypedChoiceField(label=gettext_lazy("What happened?"), coerce=ClaimStatus, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("On which day?"))
    amount = rupees(
        gettext_lazy("How much was asked for, or ordered?"),
        required=False,
        help_text=gettext_lazy("In rupees. Leave it open where no amount was named."),
    )
    authority = AgencyField(label=gettext_lazy("Before which authority or court?"), required=False)
    ground = forms.ChoiceField(
        label=gettext_lazy("If it was refused: on which ground?"),
        choices=[("", gettext_lazy("It was not refused")), *ClaimStep.Ground.choices],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Sealed. Such as the number of the application. Never the number of an account."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, claim: Claim, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "authority", user, PAYERS, keep=claim.authority_id)
        # Money has a page of its own, which asks where it went; a wish too.
        steps = [one for one in ClaimStatus if one not in MONEY_STEPS | WISHED and CLAIM.may(claim.status, one)]
        # To file again what was refused is the weaker way.
        steps.sort(key=lambda one: claim.status == ClaimStatus.REFUSED and one != ClaimStatus.APPEALED)
        set_choices(self, to=[(one.value, one.label) for one in steps])
        for name, states in NEEDED_FOR.items():
            if not states & set(steps):
                del self.fields[name]

    def facts(self) -> ClaimStepFacts:
        data = dict(self.cleaned_data)
        # Chosen before another answer hid it.
        data = {name: value for name, value in data.items() if data["to"] in NEEDED_FOR.get(name, {data["to"]})}
        return ClaimStepFacts(**data)


class MoneyForm(forms.Form):
    """Money that came; or relief in the meantime, which may be asked for and ordered on its own."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("What happened with the money?"),
        choices=ClaimMoney.Kind.choices,
        coerce=ClaimMoney.Kind,
        initial=ClaimMoney.Kind.CREDITED,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    amount = rupees(gettext_lazy("How much, in rupees?"))
    on = DayField(label=gettext_lazy("On which day?"))
    is_interim = forms.BooleanField(label=gettext_lazy("It is relief in the meantime (interim relief)"), required=False)
    account = forms.ChoiceField(
        label=gettext_lazy("If it came: where did it go?"),
        choices=[("", gettext_lazy("It has not come yet")), *ClaimMoney.Account.choices],
        required=False,
        help_text=gettext_lazy("No number of an account is kept here."),
    )
    free_on = AnyDayField(
        label=gettext_lazy("From which day may the survivor draw it?"),
        required=False,
        help_text=gettext_lazy("Of a deposit, for example the eighteenth birthday."),
    )
    is_last = forms.BooleanField(label=gettext_lazy("Nothing more is to come"), required=False)
    is_more = forms.BooleanField(label=gettext_lazy("It is right: more came than was ordered"), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        if not self.is_bound:
            del self.fields["is_more"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == ClaimMoney.Kind.CREDITED and not data.get("account"):
            self.add_error("account", ValidationError(_("Say where the money went, so that nobody else has it.")))
        # Asked only where it is so.
        if not self._is_more(data):
            del self.fields["is_more"]
            data.pop("is_more", None)
        elif not data.get("is_more"):
            self.add_error("amount", ValidationError(MORE_THAN_ORDERED))
        return data

    def _is_more(self, data: dict[str, Any]) -> bool:
        is_final = data.get("kind") == ClaimMoney.Kind.CREDITED and not data.get("is_interim")
        return is_final and bool(data.get("amount")) and sums_now(self.claim).with_more(data["amount"]).has_more

    def facts(self) -> MoneyFacts:
        data = dict(self.cleaned_data)
        if data["kind"] != ClaimMoney.Kind.CREDITED:
            data |= {"account": "", "free_on": None, "is_last": False}
        return MoneyFacts(**data)


class OptionsForm(FactsForm):
    """Only the facts that decide on compensation. Nothing of it is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = asked_keys(law_of())
        facts = [law_of().vocabulary[key] for key in keys]
        wanted = {name for fact in facts for name in (*row_names(fact, self.answered), complete_name(fact))}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        # What was done on which day decides on sections, not on schemes.
        self.rows = 0

    def shown(self) -> Iterator[Shown]:
        """On a phone the long lists stay folded until they are asked for."""
        for one in super().shown():
            if not one.fields:
                continue
            answered = any(field.errors or field.value() for field in one.fields)
            yield replace(one, is_open=answered or (one.is_open and len(one.fields) <= SHORT))


class FilterForm(forms.Form):
    """Of the list; a value that is no choice filters nothing."""

    mark_optional = False
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All")), *Claim.Kind.choices], required=False
    )
    status = forms.ChoiceField(
        label=gettext_lazy("How far is it?"), choices=[("", gettext_lazy("All")), *ClaimStatus.choices], required=False
    )


class SchemeForm(forms.Form):
    """Which scheme, where it is known already."""

    scheme = forms.ChoiceField(label=gettext_lazy("Under which scheme?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(offered)
        groups = [(kind.label, [(one.code, one.label) for one in known if one.kind == kind]) for kind in Claim.Kind]
        set_choices(self, scheme=[(label, rows) for label, rows in groups if rows])
