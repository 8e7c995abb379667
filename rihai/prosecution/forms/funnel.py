"""Which claims a funnel shows: whose, of which year, under which scheme. A value that is no choice chooses nothing.

Whoever sees no exact counts chooses no year and no scheme: two slices subtract to one claim. Every scheme is always
listed: a list of those in use would tell of a single claim.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import set_choices
from rihai.prosecution.law.schemes import schemes
from rihai.prosecution.selectors.funnel import Wanted, can_see_house, is_exact_for, years_told

HOUSE = "house"
ALL = ("", gettext_lazy("All"))


class FunnelForm(forms.Form):
    mark_optional = False
    whose = forms.ChoiceField(label=gettext_lazy("Whose claims?"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Told in"), required=False)
    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = ("", gettext_lazy("Those that I work on"))
        house = (HOUSE, gettext_lazy("Those of the organisation"))
        self.may_see_house = can_see_house(user)
        set_choices(self, whose=[mine, house] if self.may_see_house else [mine])
        self.may_slice = is_exact_for(user, Wanted(self._is_house()))
        if not self.may_slice:
            del self.fields["year"], self.fields["scheme"]
            return
        years = years_told(user, whole_house=self._is_house())
        set_choices(
            self,
            year=[ALL, *((str(year), str(year)) for year in years)],
            scheme=[ALL, *((code, one.label) for code, one in schemes().items())],
        )

    def wanted(self) -> Wanted:
        self.full_clean()
        data = self.cleaned_data
        year = data.get("year") or ""
        return Wanted(self._is_house(), int(year) if year else None, data.get("scheme") or "")

    def _is_house(self) -> bool:
        return self.may_see_house and self.data.get("whose") == HOUSE
