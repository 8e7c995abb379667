"""Forms of duties: to whom one goes, until when it rests, which late ones are shown."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.duties.late import Holder
from rihai.duties.selectors import colleagues_for, desks_for


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
        offered = [("", ""), (str(user.pk), _("Me")), *((title, rows) for title, rows in groups if rows)]
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
