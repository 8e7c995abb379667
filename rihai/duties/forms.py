"""Forms of duties: to whom one goes, until when it rests, which late ones are shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.duties.fields import SpanField
from rihai.duties.late import Holder
from rihai.duties.models.schedule import UNITS
from rihai.duties.permissions import can_repeat
from rihai.duties.rules import Rule, Step, load_rules, rule_of
from rihai.duties.schedules import receivers
from rihai.duties.selectors import colleagues_for, desks_for
from rihai.duties.subjects import find_by_code
from rihai.lib.codes import tidy_code
from rihai.lib.recurrence import Period, Unit

MOST_STEPS: Final = 3


class HandOverForm(forms.Form):
    """Oneself, a desk or a colleague."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who takes it?"),
        help_text=gettext_lazy("A colleague who may not open the record cannot take it."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads = user.has(Permission.DUTY_REASSIGN)
        desks, colleagues = (desks_for(user), colleagues_for(user)) if leads else ([], [])
        takers: list[User | Desk] = [user, *desks, *colleagues]
        self.takers = {str(one.pk): one for one in takers}
        groups = [
            (_("Desks"), [(str(desk.pk), desk.name) for desk in desks]),
            (_("Colleagues"), [(str(one.pk), one.display_name) for one in colleagues]),
        ]
        offered = [("", _("Choose")), (str(user.pk), _("Me")), *((title, rows) for title, rows in groups if rows)]
        self.fields["to"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def clean_to(self) -> User | Desk:
        return self.takers[self.cleaned_data["to"]]


class PutOffForm(forms.Form):
    """Until when, and why."""

    until = forms.DateTimeField(
        label=gettext_lazy("Until when?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Whoever leads the work sees that it rests, and can read this."),
        max_length=500,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LateForm(forms.Form):
    """Whose, and how long late. What does not exist is as if nothing was chosen."""

    mark_optional = False
    AGES: Final = [
        ("", gettext_lazy("Any")),
        ("1", gettext_lazy("A day and more")),
        ("7", gettext_lazy("A week and more")),
    ]

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    age = forms.ChoiceField(label=gettext_lazy("How late"), choices=AGES, required=False)

    def __init__(self, *args: Any, holders: Iterable[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Everybody")), *((str(one.uid), one.name) for one in holders)]
        self.fields["who"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> tuple[str, int]:
        is_sound = self.is_valid()
        told = self.cleaned_data if is_sound else {}
        return told.get("who", ""), int(told.get("age") or 0)


class RepeatForm(forms.Form):
    """What comes again, about which record, from when and how often."""

    rule = forms.ChoiceField(label=gettext_lazy("What comes again?"), widget=forms.RadioSelect)
    code = forms.CharField(
        label=gettext_lazy("Code of the person or inquiry"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    first_on = forms.DateField(
        label=gettext_lazy("First on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    every = forms.IntegerField(label=gettext_lazy("Then every"), min_value=1, max_value=365)
    unit = forms.ChoiceField(label=gettext_lazy("Days, weeks or months"), choices=UNITS)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        offered = [(rule.code, rule.title) for rule in load_rules().values() if can_repeat(user, rule)]
        self.fields["rule"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        if day < timezone.localdate():
            raise ValidationError(_("Enter a day that is not over yet."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        code, rule = tidy_code(told.get("code", "")), told.get("rule")
        if "code" not in told or not rule:
            return told
        about = rule_of(rule).about
        told["subject"] = find_by_code(self.user, label=about, code=code) if code else None
        if told["subject"] is None:
            self.add_error("code", _("There is no such record that you work on. Check the code."))
        return told

    def period(self) -> Period:
        return Period(self.cleaned_data["every"], Unit(self.cleaned_data["unit"]))


class RuleForm(forms.Form):
    """How long it may take and up to three steps; a rhythm where the rule has one."""

    minutes = SpanField(label=gettext_lazy("How long until it is due"))

    def __init__(self, *args: Any, rule: Rule, detail: str, **kwargs: Any) -> None:
        steps, period = rule.steps_of(detail), rule.repeats if not detail else None
        told: dict[str, Any] = {"minutes": rule.minutes_until(detail)}
        for number, step in enumerate(steps[:MOST_STEPS], start=1):
            told |= {f"after_{number}": step.after, f"to_{number}": step.to}
        if period:
            told |= {"every": period.every, "unit": period.unit}
        kwargs["initial"] = told
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"after_{number}"] = SpanField(
                label=_("Step %(number)d: how long after it was due") % {"number": number}, required=False
            )
            self.fields[f"to_{number}"] = forms.ChoiceField(
                label=_("Step %(number)d: who hears of it") % {"number": number}, choices=receivers(), required=False
            )
        if period:
            self.fields["every"] = forms.IntegerField(label=_("It comes again every"), min_value=1, max_value=365)
            self.fields["unit"] = forms.ChoiceField(label=_("Days, weeks or months"), choices=UNITS)

    def steps(self) -> list[Step]:
        told = self.cleaned_data
        pairs = [(told.get(f"after_{number}"), told.get(f"to_{number}")) for number in range(1, MOST_STEPS + 1)]
        return [Step(after, to) for after, to in pairs if after is not None and to]

    def period(self) -> Period | None:
        if "every" not in self.cleaned_data:
            return None
        return Period(self.cleaned_data["every"], Unit(self.cleaned_data["unit"]))
