"""A form whose text goes out: it asks about each word that seems to name a survivor. Not here: which words do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rihai.prosecution.names_typed import SeemsToName

NAME = "looked_at"


class LookedAtForm(forms.Form):
    def looked_at(self) -> tuple[str, ...]:
        """Words that somebody has looked at; nobody can say so of a word before the program has asked."""
        return tuple(self.data.getlist(NAME)) if isinstance(self.data, QueryDict) else ()

    @contextmanager
    def asking_for_names(self) -> Iterator[None]:
        """A word that is asked about gets its own tick, so that none answers for another."""
        try:
            yield
        except SeemsToName as error:
            words = dict.fromkeys([*self.looked_at(), *error.found])
            self.fields[NAME] = forms.MultipleChoiceField(
                label=_("I have looked: this names nobody"),
                choices=[(one, one) for one in words],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            raise
