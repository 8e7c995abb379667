"""A form whose text goes out: it asks about each word that seems to name a survivor, and for a look of one's own
where the names are kept from whoever types. Not here: which words do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution.models import LegalCase
from rihai.prosecution.names_typed import WHOLE_TEXT, SeemsToName, compares_all_names

NAME = "looked_at"
ALL = "looked_at_all"
LOOKED = _("I have read all of it once more: it names no survivor")


class LookedAtForm(forms.Form):
    def ask_for_a_look(self, about: LegalCase | Case, *, by: User) -> None:
        """The same whatever is typed: that the program asks must tell nobody a name."""
        if compares_all_names(about, by):
            return
        self.fields[ALL] = forms.BooleanField(
            label=LOOKED,
            help_text=_("You do not open every name here, so the program cannot look for them."),
            error_messages={"required": _("Read once more what you typed, take names out, and tick this.")},
        )

    def looked_at(self) -> tuple[str, ...]:
        """Words that somebody has looked at; nobody can say so of a word before the program has asked."""
        return tuple(self.data.getlist(NAME)) if isinstance(self.data, QueryDict) else ()

    @contextmanager
    def asking_for_names(self) -> Iterator[None]:
        """A word that is asked about gets its own tick, so that none answers for another."""
        try:
            yield
        except SeemsToName as error:
            # Another text than the one that was looked at is asked about anew, and only that one.
            changed = any(one.startswith(WHOLE_TEXT) for one in error.found)
            before = [one for one in self.looked_at() if not (changed and one.startswith(WHOLE_TEXT))]
            words = dict.fromkeys([*before, *error.found])
            self.fields[NAME] = forms.MultipleChoiceField(
                label=_("I have looked: this names nobody"),
                choices=[(one, LOOKED if one.startswith(WHOLE_TEXT) else one) for one in words],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            raise
