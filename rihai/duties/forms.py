"""The one form of duties: to whom it goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.duties.selectors import colleagues_for, desks_for


class HandOverForm(forms.Form):
    """Oneself, a colleague or a desk."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who takes it?"),
        help_text=gettext_lazy("A colleague who may not open the record cannot take it."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takers: dict[str, User | Desk] = {str(user.uid): user}
        words = {str(user.uid): _("Me")}
        if user.has(Permission.DUTY_REASSIGN):
            for desk in desks_for(user):
                self.takers[str(desk.uid)], words[str(desk.uid)] = desk, _("Desk: %(name)s") % {"name": desk.name}
            for colleague in colleagues_for(user):
                self.takers[str(colleague.uid)] = colleague
                words.setdefault(str(colleague.uid), colleague.display_name)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(words.items())

    def clean_to(self) -> User | Desk:
        taker = self.takers.get(self.cleaned_data["to"])
        if taker is None:
            raise ValidationError(_("Choose who takes it."))
        return taker
