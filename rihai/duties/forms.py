"""The one form of duties: to whom it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
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
