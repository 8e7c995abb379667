"""Forms about people found: several at once, and what comes to light later."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.fields import ImpreciseDateField
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Person, YesNoUnknown
from rihai.rescue.facts import FoundFacts
from rihai.rescue.forms.inquiries import SoughtForm
from rihai.rescue.forms.pieces import INLINE, Choices, ColleagueField, colleagues, long_text, set_choices
from rihai.rescue.models import FoundFinding, Inquiry, Operation
from rihai.rescue.rules.outcomes import (
    exploitation_choices,
    may_be_decided_freed,
    outcome_choices,
    was_found_in_operation,
)

MOST_AT_ONCE: Final = 30
EMPTY: Final = (None, "")
OF_SOMEBODY_NEW: Final = ("name", "sex", "age")
# A row in which none of these is filled is nobody.
TELLING: Final = ("person", *OF_SOMEBODY_NEW, "outcome", "wish")
NOTHING_TO_DECIDE: Final = gettext_lazy(
    "There is nothing to decide here: choose this only if exploitation was found and left outside an operation."
)


class WhenFoundForm(forms.Form):
    """What all people found together share."""

    mark_optional = False

    found = ImpreciseDateField(label=gettext_lazy("When were they found?"), required=False)
    case_owner = ColleagueField(
        label=gettext_lazy("Who accompanies them from now on?"),
        required=False,
        empty_label=gettext_lazy("Nobody is named yet"),
        help_text=gettext_lazy("The named worker. If nobody is named yet, you are asked to talk with each of them."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["found"].initial = ImpreciseDate(timezone.localdate())
        owner = self.fields["case_owner"]
        if isinstance(owner, ColleagueField):
            owner.offer(colleagues(user, Permission.CASE_WORK))


class FoundForm(SoughtForm):
    """One person found. An untouched row is nobody."""

    mark_optional = False

    person = forms.ChoiceField(label=gettext_lazy("Who is it?"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("How did the search end?"), required=False)
    exploitation = forms.ChoiceField(label=gettext_lazy("Was exploitation found?"), required=False)
    wish = long_text(
        gettext_lazy("What does this person want now?"),
        most=2000,
        rows=2,
        required=False,
        help_text=gettext_lazy("In the person's own words. Sealed."),
    )
    may_call = forms.ChoiceField(
        label=gettext_lazy("May we call?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        required=False,
        widget=forms.RadioSelect(attrs=INLINE),
    )

    field_order = ("person", "name", "sex", "age", "age_certainty", "outcome", "exploitation", "wish", "may_call")

    def __init__(self, *args: Any, known: list[Person], operation: Operation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age"].label = gettext_lazy("Age then, in years")
        self.known = {str(person.uid): person for person in known}
        people = [(uid, f"{person.pseudonym} {person.code}") for uid, person in self.known.items()]
        set_choices(
            self,
            person=[("", gettext_lazy("Somebody new")), *people],
            outcome=[("", gettext_lazy("Choose")), *outcomes_with(operation)],
            exploitation=exploitation_choices(),
        )
        self.fields["exploitation"].initial = "not_stated"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.is_empty and not data.get("outcome"):
            self.add_error("outcome", _("Choose how the search ended for this person."))
        if data.get("person") and any(data.get(name) not in EMPTY for name in OF_SOMEBODY_NEW):
            self.add_error("person", _("This person has a record: add name, sex or age there, or choose somebody new."))
        return data

    @property
    def is_empty(self) -> bool:
        return all(self.cleaned_data.get(name) in EMPTY for name in TELLING)

    def facts(self, *, operation: Operation | None, inquiry: Inquiry | None, when: WhenFoundForm) -> FoundFacts:
        data, found = self.cleaned_data, when.cleaned_data["found"]
        return FoundFacts(
            person=self.known.get(data["person"]) or self.sought(_day_of(found, operation)),
            outcome=data["outcome"],
            exploitation=data["exploitation"] or "not_stated",
            found=found,
            operation=operation,
            inquiry=inquiry,
            wish=data["wish"],
            may_call=YesNoUnknown(data["may_call"] or YesNoUnknown.UNKNOWN),
            case_owner=when.cleaned_data["case_owner"],
        )


class OneAtLeast(forms.BaseFormSet):  # type: ignore[type-arg]  # generic only for the type checker
    def clean(self) -> None:
        if not any(self.errors) and all(form.is_empty for form in self.forms):
            raise ValidationError(_("Nobody is entered yet. Say at least how the search ended for one person."))


FoundFormSet = forms.formset_factory(
    FoundForm, formset=OneAtLeast, extra=1, max_num=MOST_AT_ONCE, absolute_max=MOST_AT_ONCE
)


class ReviseForm(forms.Form):
    """What is known now. The earlier finding stays as it was on its day."""

    outcome = forms.ChoiceField(label=gettext_lazy("How did the search end?"), widget=forms.RadioSelect)
    exploitation = forms.ChoiceField(label=gettext_lazy("Was exploitation found?"), widget=forms.RadioSelect)
    is_freed_by_decision = forms.BooleanField(
        label=gettext_lazy("We decide that this person left exploitation, and say below why"),
        help_text=gettext_lazy("Only for somebody who left it outside an operation."),
        required=False,
    )
    basis = long_text(gettext_lazy("How is this known now?"), most=2000, help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, latest: FoundFinding | None, operation: Operation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, outcome=outcomes_with(operation), exploitation=exploitation_choices())
        if latest is not None:
            self.fields["outcome"].initial, self.fields["exploitation"].initial = latest.outcome, latest.exploitation
            self.fields["is_freed_by_decision"].initial = latest.is_freed_by_decision

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        outcome, exploitation = data.get("outcome", ""), data.get("exploitation", "")
        is_decided = bool(data.get("is_freed_by_decision") and outcome and exploitation)
        if is_decided and not may_be_decided_freed(outcome, exploitation):
            self.add_error("is_freed_by_decision", NOTHING_TO_DECIDE)
        return data


def _day_of(found: ImpreciseDate | None, operation: Operation | None) -> date | None:
    """The day for which an age is told: when she was found, as far as anything says so."""
    if found is not None:
        return found.value
    return operation.occurred_on if operation is not None else None


def outcomes_with(operation: Operation | None) -> Choices:
    """Without an operation nobody was found in one."""
    return [pair for pair in outcome_choices() if operation is not None or not was_found_in_operation(pair[0])]
