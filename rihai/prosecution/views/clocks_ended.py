"""Whose warning before default bail an act has ended, said on the next page: none goes without a word."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.bail_duties import warned_of

ENDED: Final = _("There is no warning before default bail any more for %(codes)s.")
GOES_ON: Final = _("The warning before default bail goes on for %(codes)s.")


@contextmanager
def saying_whose_clock_ends(request: HttpRequest, legal_case: LegalCase) -> Iterator[None]:
    """By code. For whom it goes on is said only where it ended for somebody."""
    before = warned_of(legal_case)
    yield
    after, links = warned_of(legal_case), legal_case.accused_links.select_related("accused")
    if not before - after:
        return
    codes = {one.pk.hex: one.accused.code for one in links}
    for words, uids in ((ENDED, before - after), (GOES_ON, after)):
        if named := ", ".join(sorted(codes[uid] for uid in uids if uid in codes)):
            messages.info(request, words % {"codes": named})
